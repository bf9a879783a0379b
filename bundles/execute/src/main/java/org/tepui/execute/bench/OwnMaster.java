package org.tepui.execute.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.flags.tls.Tls;

/** A master that a measurement starts for itself on a free port of loopback, and ends. */
final class OwnMaster implements Closeable {

    private static final long POLL_MS = 5;

    private final Child program;
    private final int port;
    private final Optional<Tls> tls;
    private final long readyNanos;

    private OwnMaster(Child program, int port, Optional<Tls> tls, long readyNanos) {
        this.program = program;
        this.port = port;
        this.tls = tls;
        this.readyNanos = readyNanos;
    }

    /**
     * When it returns, the master answers.
     *
     * @param command the master with its flags, without {@code --port}
     * @param tls how it is spoken to, as it speaks by the same environment
     * @throws IOException one line when it ends or does not answer within a minute
     */
    static OwnMaster start(List<String> command, Optional<Tls> tls) throws IOException {
        int port = Child.freePort();
        List<String> argv = new ArrayList<>(command);
        argv.add("--port=" + port);
        long begin = System.nanoTime();
        Child program = Child.start(argv);
        try {
            program.awaitHealth(port, tls, POLL_MS);
        } catch (IOException e) {
            program.close();
            throw e;
        }
        return new OwnMaster(program, port, tls, System.nanoTime() - begin);
    }

    /** From exec to the first 200 of {@code /health}. */
    long readyNanos() {
        return readyNanos;
    }

    long rssKb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + program.pid() + "/status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("/proc/" + program.pid() + "/status tells no VmRSS");
    }

    /** The body of a 200. */
    String get(String path) throws IOException {
        try (HttpConnection connection = HttpConnection.open(new Address("127.0.0.1", port, tls), Duration.ofSeconds(1))) {
            connection.silence(Duration.ofSeconds(5));
            HttpConnection.Answer answer = connection.get(path);
            if (answer.status() != 200) {
                throw new IOException("the master answered " + answer.status() + " to " + path);
            }
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
