package org.tepui.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections on a Unix domain socket and gives each to a session on a thread of its own. Closing it ends the sessions. */
final class ShellServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);

    /** Sessions at once; one more is told so and let go. */
    static final int SESSIONS_MAX = 8;

    /** What is done with a connection. */
    interface Session {
        void run(InputStream in, OutputStream out) throws IOException;
    }

    private final Path socket;
    private final Session session;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    /** @throws IOException when the socket cannot be made */
    ShellServer(Path socket, Session session) throws IOException {
        this.socket = socket;
        this.session = session;
        // Of a process that had this pid before and was killed.
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        thread("tepui-shell", this::accept);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                if (open.size() >= SESSIONS_MAX) {
                    refuse(client);
                } else {
                    open.add(client);
                    thread("tepui-shell-session", () -> serve(client));
                }
            } catch (ClosedChannelException e) {
                LOG.debug("The shell is closed");
            } catch (IOException e) {
                LOG.warn("The shell could not take a connection: {}", e.getMessage());
            }
        }
    }

    private static void refuse(SocketChannel client) throws IOException {
        try (client; OutputStream out = Channels.newOutputStream(client)) {
            out.write(("There are " + SESSIONS_MAX + " sessions already; end one of them\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            session.run(Channels.newInputStream(client), Channels.newOutputStream(client));
        } catch (IOException e) {
            LOG.debug("A session of the shell ended: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A session of the shell failed", e);
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : open) {
            client.close();
        }
        Files.deleteIfExists(socket);
    }
}
