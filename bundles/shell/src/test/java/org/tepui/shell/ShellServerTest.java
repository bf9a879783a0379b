package org.tepui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShellServerTest {

    /** Commands to try. */
    public static final class Commands {

        @Descriptor("greets")
        public String hello(String whom) {
            return "hello " + whom;
        }

        @Descriptor("fails")
        public String fail() {
            throw new IllegalStateException("on purpose");
        }
    }

    /** One session from outside. */
    private static final class Client implements AutoCloseable {
        private final SocketChannel channel;
        private final OutputStream out;
        private final BufferedReader in;

        Client(Path socket) throws IOException {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            out = Channels.newOutputStream(channel);
            in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        }

        /** The answer with its status behind it, or what came before the end of the session. */
        String ask(String line) throws IOException {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return answer();
        }

        String answer() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int c = read(); c != GogoSession.END; c = read()) {
                if (c < 0) {
                    return text + "(end)";
                }
                text.append((char) c);
            }
            return text + in.readLine();
        }

        /** -1 at the end of the session, however it ends: unread input of the other side makes a reset of it. */
        private int read() {
            try {
                return in.read();
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @TempDir
    Path folder;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        threadIo.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
        processor.addCommand("tepui", new Commands());
        socket = folder.resolve("1.sock");
        server = new ShellServer(socket, new GogoSession(processor));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threadIo.stop();
    }

    @Test
    void eachLineIsAnsweredWithAStatus() throws IOException {
        try (Client client = new Client(socket)) {
            assertEquals("hello world\n0", client.ask("hello world"));
            assertEquals("on purpose\n1", client.ask("fail"));
            assertEquals("Command not found: nothing\n1", client.ask("nothing"));
            assertEquals("0", client.ask(""));
            assertEquals("hello again\n0", client.ask("hello again"));
        }
    }

    @Test
    void aLineWithoutAnEndEndsItsSessionAlone() throws IOException {
        try (Client other = new Client(socket); Client client = new Client(socket)) {
            assertTrue(client.ask("x".repeat(20_000)).endsWith("(end)"));
            assertEquals("hello you\n0", other.ask("hello you"));
        }
    }

    @Test
    void oneSessionTooManyIsToldSo() throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < ShellServer.SESSIONS_MAX; i++) {
                clients.add(new Client(socket));
                assertEquals("hello you\n0", clients.get(i).ask("hello you"));
            }
            try (Client late = new Client(socket)) {
                assertEquals("There are 8 sessions already; end one of them\n(end)", late.answer());
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void closingEndsTheSessionsAndTakesTheSocketAway() throws IOException {
        try (Client client = new Client(socket)) {
            assertEquals("hello you\n0", client.ask("hello you"));
            server.close();
            assertEquals("(end)", client.answer());
            assertFalse(Files.exists(socket));
        }
    }

    @Test
    void aSocketThatAKilledProcessLeftIsReplaced() throws IOException {
        Path left = Files.createFile(folder.resolve("2.sock"));
        try (ShellServer second = new ShellServer(left, (in, out) -> out.write("here\n".getBytes(StandardCharsets.UTF_8)));
                Client client = new Client(left)) {
            assertEquals("here\n(end)", client.answer());
            assertTrue(Files.exists(left));
        }
    }
}
