package org.tepui.execute.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a master again and again, and measures from exec to the first 200 of {@code /health}, and its memory at rest. */
public final class StartBench {

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
        int port = Child.freePort();
        List<String> argv = new ArrayList<>(command);
        argv.add("--port=" + port);
        long begin = System.nanoTime();
        try (Child master = Child.start(argv)) {
            master.awaitHealth(port, POLL_MS);
            long ready = System.nanoTime() - begin;
            if (measureMemory) {
                Child.sleep(REST_MS);
            }
            return new long[] {ready, rssKb(master.pid())};
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
}
