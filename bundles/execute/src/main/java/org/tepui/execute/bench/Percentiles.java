package org.tepui.execute.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations of equal things, sorted. */
public final class Percentiles {

    private final long[] sorted;

    /** @param nanos at least one duration */
    public Percentiles(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The smallest duration that at least this share (0 to 1) of all does not exceed, in milliseconds. */
    public double millis(double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, index))] / 1e6;
    }

    public int count() {
        return sorted.length;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
