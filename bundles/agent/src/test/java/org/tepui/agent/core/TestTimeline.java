package org.tepui.agent.core;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands until it is moved; due timers run in the order of their time, then of their making. */
final class TestTimeline implements Timeline {

    private final PriorityQueue<Due> timers =
        new PriorityQueue<>(Comparator.comparingLong((Due d) -> d.atNanos).thenComparingLong(d -> d.number));
    private long nowNanos;
    private long made;

    private static final class Due {
        final long atNanos;
        final long number;
        final Runnable action;
        boolean cancelled;

        Due(long atNanos, long number, Runnable action) {
            this.atNanos = atNanos;
            this.number = number;
            this.action = action;
        }
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public double epochSeconds() {
        return 1_700_000_000 + nowNanos / 1e9;
    }

    @Override
    public Cancel after(Duration delay, Runnable action) {
        Due due = new Due(nowNanos + Math.max(0, delay.toNanos()), made++, action);
        timers.add(due);
        return () -> due.cancelled = true;
    }

    void pass(Duration time) {
        long until = nowNanos + time.toNanos();
        while (!timers.isEmpty() && timers.peek().atNanos <= until) {
            Due due = timers.poll();
            if (!due.cancelled) {
                nowNanos = due.atNanos;
                due.action.run();
            }
        }
        nowNanos = until;
    }
}
