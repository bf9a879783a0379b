package org.tepui.agent.core;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by metric name, such as {@code slave/tasks_finished}. Any thread may read. The names are fixed in code, so they are few. */
public final class Counters {

    private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    public Counters(Iterable<String> names) {
        for (String name : names) {
            counts.put(name, new LongAdder());
        }
    }

    public void add(String name) {
        counts.computeIfAbsent(name, n -> new LongAdder()).increment();
    }

    public long of(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    public SortedMap<String, Long> snapshot() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((name, count) -> all.put(name, count.sum()));
        return all;
    }
}
