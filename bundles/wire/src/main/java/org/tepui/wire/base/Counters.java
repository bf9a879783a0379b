package org.tepui.wire.base;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one port. Adding is cheap enough for every message. */
public final class Counters {

    private final LongAdder[] values = adders(Counter.values().length);
    private final LongAdder[] badInput = adders(BadInput.values().length);

    private static LongAdder[] adders(int number) {
        LongAdder[] adders = new LongAdder[number];
        for (int i = 0; i < number; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    public void add(Counter counter) {
        values[counter.ordinal()].increment();
    }

    public void add(Counter counter, long delta) {
        values[counter.ordinal()].add(delta);
    }

    public void add(BadInput kind) {
        badInput[kind.ordinal()].increment();
    }

    public long get(Counter counter) {
        return values[counter.ordinal()].sum();
    }

    public long get(BadInput kind) {
        return badInput[kind.ordinal()].sum();
    }

    public SortedMap<String, Long> snapshot() {
        SortedMap<String, Long> all = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            all.put(counter.key(), get(counter));
        }
        for (BadInput kind : BadInput.values()) {
            all.put(kind.key(), get(kind));
        }
        return all;
    }
}
