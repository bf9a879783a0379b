package org.tepui.core.endpoint;

import java.util.Arrays;
import java.util.Map;

/**
 * Durations of one kind of work as metrics in milliseconds: the last one under the name itself, the number of all of them under
 * {@code /count}, and from the second on {@code /min}, {@code /max} and percentiles of the last {@link #KEPT_MAX}. Any thread may call.
 */
public final class Timing {

    static final int KEPT_MAX = 1_000;
    private static final double NANOS_A_MILLI = 1e6;
    private static final String[] NAMES = {"/p50", "/p90", "/p95", "/p99", "/p999", "/p9999"};
    private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99, 0.999, 0.9999};

    private final String name;
    private final long[] kept = new long[KEPT_MAX];
    private long count;

    /** @param name with its unit, such as {@code registrar/state_store_ms} */
    public Timing(String name) {
        this.name = name;
    }

    public synchronized void add(long nanos) {
        kept[(int) (count++ % KEPT_MAX)] = nanos;
    }

    public synchronized long count() {
        return count;
    }

    /** Nothing before the first duration. */
    void addTo(Map<String, Double> all) {
        long[] sorted;
        long number;
        synchronized (this) {
            if (count == 0) {
                return;
            }
            number = count;
            all.put(name, kept[(int) ((count - 1) % KEPT_MAX)] / NANOS_A_MILLI);
            sorted = Arrays.copyOf(kept, (int) Math.min(count, KEPT_MAX));
        }
        all.put(name + "/count", (double) number);
        if (number == 1) {
            return;
        }
        Arrays.sort(sorted);
        all.put(name + "/min", sorted[0] / NANOS_A_MILLI);
        all.put(name + "/max", sorted[sorted.length - 1] / NANOS_A_MILLI);
        for (int i = 0; i < NAMES.length; i++) {
            // Between the two neighbours, as the original does.
            double at = SHARES[i] * (sorted.length - 1);
            int low = (int) at;
            int high = Math.min(low + 1, sorted.length - 1);
            all.put(name + NAMES[i], (sorted[low] + (at - low) * (sorted[high] - sorted[low])) / NANOS_A_MILLI);
        }
    }
}
