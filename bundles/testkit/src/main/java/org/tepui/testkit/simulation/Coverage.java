package org.tepui.testkit.simulation;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each kind of input, message, call, output and fault occurred. */
public final class Coverage {

    private final SortedMap<String, Long> counts = new TreeMap<>();

    void count(String kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    /** Adds the counts of another run. */
    public void add(Coverage other) {
        other.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    }

    public long of(String kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** One line a kind. */
    public String table() {
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            table.append(String.format("%12d  %s%n", entry.getValue(), entry.getKey()));
        }
        return table.toString();
    }
}
