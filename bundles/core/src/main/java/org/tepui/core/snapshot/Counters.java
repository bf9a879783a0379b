package org.tepui.core.snapshot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values of the line's counters at one epoch: the fixed ones, and {@code master/STATE/SOURCE/REASON} as they turn up. Immutable. */
public final class Counters {

    private static final Counters ZERO = new Counters(new long[Counter.values().length], new TreeMap<>());

    private final long[] values;
    private final SortedMap<String, Long> taskReasons;

    private Counters(long[] values, SortedMap<String, Long> taskReasons) {
        this.values = values;
        this.taskReasons = taskReasons;
    }

    public static Counters zero() {
        return ZERO;
    }

    /** Copies both; the array is indexed by ordinal. */
    public static Counters of(long[] values, SortedMap<String, Long> taskReasons) {
        return new Counters(values.clone(), Collections.unmodifiableSortedMap(new TreeMap<>(taskReasons)));
    }

    public long get(Counter counter) {
        return values[counter.ordinal()];
    }

    /** Metric name to value, sorted by name. */
    public SortedMap<String, Long> byName() {
        SortedMap<String, Long> names = new TreeMap<>(taskReasons);
        for (Counter counter : Counter.values()) {
            names.put(counter.metric(), values[counter.ordinal()]);
        }
        return names;
    }
}
