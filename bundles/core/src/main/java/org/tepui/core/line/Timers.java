package org.tepui.core.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What is due when. Any number of entries share one timer of the runtime, set to the earliest, so that ten thousand filters cost no more
 * than one. Entries with the same time run in the order in which they were made.
 *
 * <p>Actions capture ids and incarnations, never objects: what they meant may be gone when they run.
 */
public final class Timers {

    private record Entry(long key, long deadline, Runnable action) {
    }

    private static final int PURGE_MIN = 1_024;

    private final Clock clock;
    private final Outbox out;
    private final Comparator<Entry> order = Comparator.comparingLong(Entry::deadline).thenComparingLong(Entry::key);
    private PriorityQueue<Entry> queue = new PriorityQueue<>(order);
    /** By key; an entry that is in the queue only was cancelled. */
    private final Map<Long, Entry> live = new HashMap<>();
    private long keys;
    private long armedTimer;
    private long armedDeadline = Long.MAX_VALUE;
    private boolean armed;
    private long timerNumbers;

    Timers(Clock clock, Outbox out) {
        this.clock = clock;
        this.out = out;
    }

    /**
     * Runs the action once, {@code delayNanos} from the time of this batch on.
     *
     * @return key for {@link #cancel(long)}, above 0
     */
    public long after(long delayNanos, Runnable action) {
        long deadline = clock.nanos() + Math.max(0, delayNanos);
        if (deadline < clock.nanos()) {
            deadline = Long.MAX_VALUE;
        }
        Entry entry = new Entry(++keys, deadline, action);
        queue.add(entry);
        live.put(entry.key, entry);
        return entry.key;
    }

    /** Does nothing for a key that ran, was cancelled or is 0. */
    public void cancel(long key) {
        if (live.remove(key) != null && queue.size() > PURGE_MIN && queue.size() > 2 * live.size()) {
            purge();
        }
    }

    private void purge() {
        PriorityQueue<Entry> kept = new PriorityQueue<>(Math.max(1, live.size()), order);
        kept.addAll(live.values());
        queue = kept;
    }

    /** A timer of the runtime is due; any but the one that is set is old. */
    void fired(long timer) {
        if (!armed || timer != armedTimer) {
            return;
        }
        armed = false;
        List<Entry> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().deadline <= clock.nanos()) {
            due.add(queue.poll());
        }
        for (Entry entry : due) {
            // An earlier action of this round may have cancelled it.
            if (live.remove(entry.key) != null) {
                entry.action.run();
            }
        }
    }

    /** At the end of a batch: sets the runtime's timer to the earliest entry. */
    void arm() {
        while (!queue.isEmpty() && !live.containsKey(queue.peek().key)) {
            queue.poll();
        }
        if (queue.isEmpty()) {
            return;
        }
        long deadline = queue.peek().deadline;
        if (armed && armedDeadline <= deadline) {
            return;
        }
        if (armed) {
            out.add(new Output.CancelTimer(armedTimer));
        }
        armedTimer = ++timerNumbers;
        armedDeadline = deadline;
        armed = true;
        out.add(new Output.SetTimer(armedTimer, Math.max(0, deadline - clock.nanos())));
    }

    int size() {
        return live.size();
    }
}
