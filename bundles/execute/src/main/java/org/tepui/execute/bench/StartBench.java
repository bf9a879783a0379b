package org.tepui.execute.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;

/** Starts a master again and again, and measures from exec to the first 200 of {@code /health}, and its memory at rest. */
public final class StartBench {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    /** The memory is read when the master has been idle for this long. */
    private static final long REST_MS = 2000;
    private static final long POLL_MS = 5;

    private final List<String> command;

    /** @param nanos time of each start, the first one (cold cache) left out @param rssKb memory at rest of each */
    public record Result(long[] nanos, long[] rssKb) {
    }

    /** @param command the master with its flags, without {@code --port} */
    public StartBench(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** @throws IOException one line when a master ends or does not answer within a minute */
    public Result run(int count) throws IOException {
        long[] nanos = new long[count];
        long[] rssKb = new long[count];
        start(false);
        for (int i = 0; i < count; i++) {
            long[] one = start(true);
            nanos[i] = one[0];
            rssKb[i] = one[1];
        }
        return new Result(nanos, rssKb);
    }

    private long[] start(boolean measureMemory) throws IOException {
        int port = freePort();
        Path output = Files.createTempFile("tepui-bench", ".log");
        List<String> argv = new ArrayList<>(command);
        argv.add("--port=" + port);
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(output.toFile());
        long begin = System.nanoTime();
        Process master = builder.start();
        try {
            while (!healthy(port)) {
                if (!master.isAlive()) {
                    throw new IOException("the master ended with status " + master.exitValue() + ": " + lastLine(output));
                }
                if (System.nanoTime() - begin > START_MAX.toNanos()) {
                    throw new IOException("the master does not answer /health within " + START_MAX.toSeconds() + " s: " + lastLine(output));
                }
                sleep(POLL_MS);
            }
            long ready = System.nanoTime() - begin;
            if (measureMemory) {
                sleep(REST_MS);
            }
            return new long[] {ready, rssKb(master.pid())};
        } finally {
            end(master);
            Files.delete(output);
        }
    }

    private static void end(Process master) throws IOException {
        master.destroy();
        try {
            if (!master.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                master.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean healthy(int port) {
        try (HttpConnection connection = HttpConnection.open(new Address("127.0.0.1", port), Duration.ofSeconds(1))) {
            connection.silence(Duration.ofSeconds(5));
            return connection.get("/health").status() == 200;
        } catch (IOException e) {
            // Not there yet: the caller looks again, and gives up in the end.
            return false;
        }
    }

    private static long rssKb(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("/proc/" + pid + "/status tells no VmRSS");
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
