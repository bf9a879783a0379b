package org.tepui.execute.bench;

import java.io.IOException;
import java.util.List;

/** Starts a master again and again, and measures from exec to the first 200 of {@code /health}, and its memory at rest. */
public final class StartBench {

    /** The memory is read when the master has been idle for this long. */
    private static final long REST_MS = 2000;

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
        OwnMaster.start(command).close();
        for (int i = 0; i < count; i++) {
            try (OwnMaster master = OwnMaster.start(command)) {
                nanos[i] = master.readyNanos();
                OwnMaster.sleep(REST_MS);
                rssKb[i] = master.rssKb();
            }
        }
        return new Result(nanos, rssKb);
    }
}
