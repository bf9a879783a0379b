package org.tepui.execute.bench;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.flags.tls.Tls;

/** A process that a measurement needs: started with what it prints in a file of its own, ended when it is closed. */
final class Child implements Closeable {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Child start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    static Child start(List<String> command, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile("tepui-bench", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        return new Child(builder.start(), output);
    }

    /** A port of loopback that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits until the master in this process answers 200 to {@code /health}.
     *
     * @param tls how it is spoken to; empty in the clear
     * @throws IOException one line when the master ends, or does not answer within a minute
     */
    void awaitHealth(int port, Optional<Tls> tls, long pollMillis) throws IOException {
        long begin = System.nanoTime();
        while (!healthy(port, tls)) {
            alive("the master");
            if (System.nanoTime() - begin > START_MAX.toNanos()) {
                throw new IOException("the master does not answer /health within " + START_MAX.toSeconds() + " s: " + lastLine());
            }
            sleep(pollMillis);
        }
    }

    private static boolean healthy(int port, Optional<Tls> tls) {
        try (HttpConnection connection = HttpConnection.open(new Address("127.0.0.1", port, tls), Duration.ofSeconds(1))) {
            connection.silence(Duration.ofSeconds(5));
            return connection.get("/health").status() == 200;
        } catch (IOException e) {
            // Not there yet: the caller looks again, and gives up in the end.
            return false;
        }
    }

    /** @throws IOException one line with the last it printed, when it has ended */
    void alive(String who) throws IOException {
        if (!process.isAlive()) {
            throw new IOException(who + " ended with status " + process.exitValue() + ": " + lastLine());
        }
    }

    long pid() {
        return process.pid();
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    }

    static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Asks it to end. @return whether it did in time */
    boolean end(Duration longest) throws IOException {
        process.destroy();
        try {
            return process.waitFor(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!end(STOP_MAX)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(output);
        }
    }
}
