package org.tepui.execute.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tepui.flags.tls.Tls;

/** Starts a master again and again, and measures from exec to the first 200 of {@code /health}, and its memory at rest. */
public final class StartBench {

    /** The memory is read when the master has been idle for this long. */
    private static final long REST_MS = 2000;

    private final List<String> command;
    private final Optional<Tls> tls;

    /** @param nanos time of each start, the first one (cold cache) left out @param rssKb memory at rest of each */
    public record Result(long[] nanos, long[] rssKb) {
    }

    /** @param command the master with its flags, without {@code --port} @param tls how it is spoken to */
    public StartBench(List<String> command, Optional<Tls> tls) {
        this.command = List.copyOf(command);
        this.tls = tls;
    }

    /** @throws IOException one line when a master ends or does not answer within a minute */
    public Result run(int count) throws IOException {
        long[] nanos = new long[count];
        long[] rssKb = new long[count];
        OwnMaster.start(command, tls).close();
        for (int i = 0; i < count; i++) {
            try (OwnMaster master = OwnMaster.start(command, tls)) {
                nanos[i] = master.readyNanos();
                Child.sleep(REST_MS);
                rssKb[i] = master.rssKb();
            }
        }
        return new Result(nanos, rssKb);
    }
}
