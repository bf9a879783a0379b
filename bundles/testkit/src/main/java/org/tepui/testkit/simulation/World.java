package org.tepui.testkit.simulation;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Virtual time, and the one source of chance. */
final class World {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private record Planned(long time, long sequence, Runnable action) { }

    final SplittableRandom random;
    final Coverage coverage = new Coverage();
    private final PriorityQueue<Planned> queue = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.time, b.time);
        return byTime != 0 ? byTime : Long.compare(a.sequence, b.sequence);
    });
    private long now = SECOND;
    private long sequence;
    private boolean faulty = true;
    private long event;
    private String breach;
    private int faults;

    World(long seed) {
        random = new SplittableRandom(seed);
    }

    long now() {
        return now;
    }

    /** Plans an action; the delay may be 0. */
    void after(long nanos, Runnable action) {
        queue.add(new Planned(now + nanos, sequence++, action));
    }

    /** Runs the next action; false when there is none before {@code until}. */
    boolean step(long until) {
        Planned next = queue.peek();
        if (next == null || next.time > until) {
            return false;
        }
        queue.poll();
        now = next.time;
        event++;
        next.action.run();
        if (breach != null) {
            throw new Violation(breach);
        }
        return true;
    }

    /** Number of the action that runs. */
    long event() {
        return event;
    }

    /** Found where an exception would be taken for a module's: the run fails after this action. */
    void breach(String what) {
        breach = breach == null ? what : breach;
    }

    long between(long from, long to) {
        return random.nextLong(from, to + 1);
    }

    int pick(int bound) {
        return random.nextInt(bound);
    }

    /** True in one of {@code n} cases. */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** A fault may happen here: true in one of {@code n} cases while there are faults. Counts it. */
    boolean fault(String kind, int n) {
        if (faulty && random.nextInt(n) == 0) {
            faults++;
            coverage.count("fault " + kind);
            return true;
        }
        return false;
    }

    void calm() {
        faulty = false;
    }

    boolean isFaulty() {
        return faulty;
    }

    int faults() {
        return faults;
    }
}
