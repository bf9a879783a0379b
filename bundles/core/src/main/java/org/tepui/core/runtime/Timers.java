package org.tepui.core.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Timers of the line by number, kept by the line's thread alone: due times on the monotonic clock, ties in the order of setting. */
final class Timers {

    private record Entry(long timer, long due, long sequence) { }

    private final PriorityQueue<Entry> queue = new PriorityQueue<>((a, b) -> {
        int byDue = Long.compare(a.due - b.due, 0);
        return byDue != 0 ? byDue : Long.compare(a.sequence, b.sequence);
    });
    private final Map<Long, Entry> current = new HashMap<>();
    private long sequence;

    void set(long timer, long due) {
        Entry entry = new Entry(timer, due, sequence++);
        current.put(timer, entry);
        queue.add(entry);
        if (queue.size() > 64 && queue.size() > 2 * current.size()) {
            queue.removeIf(old -> current.get(old.timer) != old);
        }
    }

    void cancel(long timer) {
        current.remove(timer);
    }

    /** Nanoseconds until the next one is due, at most {@code max}; 0 when one is due. */
    long untilNext(long now, long max) {
        while (!queue.isEmpty() && current.get(queue.peek().timer) != queue.peek()) {
            queue.poll();
        }
        return queue.isEmpty() ? max : Math.max(0, Math.min(max, queue.peek().due - now));
    }

    /** Takes out what is due, in order. */
    List<Long> due(long now) {
        List<Long> due = new ArrayList<>();
        while (untilNext(now, Long.MAX_VALUE) == 0) {
            Entry entry = queue.poll();
            current.remove(entry.timer);
            due.add(entry.timer);
        }
        return due;
    }

    int size() {
        return current.size();
    }
}
