package org.tepui.execute.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.flags.tls.Tls;

/** A master that a measurement starts for itself on a free port of loopback, and ends. */
final class OwnMaster implements Closeable {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final long POLL_MS = 5;

    private final Process process;
    private final int port;
    private final Optional<Tls> tls;
    private final Path output;
    private final long readyNanos;

    private OwnMaster(Process process, int port, Optional<Tls> tls, Path output, long begin) throws IOException {
        this.process = process;
        this.port = port;
        this.tls = tls;
        this.output = output;
        try {
            while (!healthy()) {
                if (!process.isAlive()) {
                    throw new IOException("the master ended with status " + process.exitValue() + ": " + lastLine());
                }
                if (System.nanoTime() - begin > START_MAX.toNanos()) {
                    throw new IOException("the master does not answer /health within " + START_MAX.toSeconds() + " s: " + lastLine());
                }
                sleep(POLL_MS);
            }
            readyNanos = System.nanoTime() - begin;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * When it returns, the master answers.
     *
     * @param command the master with its flags, without {@code --port}
     * @param tls how it is spoken to, as it speaks by the same environment
     * @throws IOException one line when it ends or does not answer within a minute
     */
    static OwnMaster start(List<String> command, Optional<Tls> tls) throws IOException {
        int port = freePort();
        Path output = Files.createTempFile("tepui-bench", ".log");
        List<String> argv = new ArrayList<>(command);
        argv.add("--port=" + port);
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(output.toFile());
        long begin = System.nanoTime();
        return new OwnMaster(builder.start(), port, tls, output, begin);
    }

    /** From exec to the first 200 of {@code /health}. */
    long readyNanos() {
        return readyNanos;
    }

    long rssKb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("/proc/" + process.pid() + "/status tells no VmRSS");
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

    private boolean healthy() {
        try {
            get("/health");
            return true;
        } catch (IOException e) {
            // Not there yet: the caller looks again, and gives up in the end.
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
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

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
