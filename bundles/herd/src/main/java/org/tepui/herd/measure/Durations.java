package org.tepui.herd.measure;

import java.util.concurrent.atomic.AtomicLongArray;

/** Durations sorted into buckets about 3 % wide: the memory is the same for ten and for ten million. Any thread may call. */
public final class Durations {

    private static final int PARTS_BITS = 5;
    private static final int PARTS = 1 << PARTS_BITS;

    private final AtomicLongArray buckets = new AtomicLongArray((64 - PARTS_BITS) * PARTS);

    public void add(long nanos) {
        buckets.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    private static int bucket(long nanos) {
        if (nanos < PARTS) {
            return (int) nanos;
        }
        int shift = 63 - Long.numberOfLeadingZeros(nanos) - PARTS_BITS;
        return shift * PARTS + (int) (nanos >>> shift);
    }

    private static long largestIn(int bucket) {
        int shift = Math.max(0, bucket / PARTS - 1);
        return (((long) bucket - (long) shift * PARTS + 1) << shift) - 1;
    }

    public long count() {
        long count = 0;
        for (int i = 0; i < buckets.length(); i++) {
            count += buckets.get(i);
        }
        return count;
    }

    /** What at least this share (above 0, at most 1) of all does not exceed, in milliseconds; 0 without any. */
    public double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen >= wanted && seen > 0) {
                return largestIn(i) / 1e6;
            }
        }
        return 0;
    }
}
