package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tepui.core.line.Input;

/**
 * Inputs on their way to the line, in one order. Bounded for what comes from outside; what the master itself waits for (answers of
 * storage and planner, timers, exits) is always taken, its number is bounded by what was asked for.
 */
final class Inbox implements Entrance.Target {

    /** Inputs of one batch: the first answers of a burst must not wait until all of it is handled. */
    static final int BATCH_MAX = 256;

    private record Waiting(Input input, boolean fromOutside) { }

    private final int outsideMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int outside;

    Inbox(int outsideMax) {
        this.outsideMax = outsideMax;
    }

    /** Takes an input from outside; false when the inbox is full: the sender has to be told or the message dropped and counted. */
    @Override
    public boolean offer(Input input) {
        lock.lock();
        try {
            if (outside >= outsideMax) {
                return false;
            }
            outside++;
            add(new Waiting(input, true));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an input that must not be lost. */
    @Override
    public void put(Input input) {
        lock.lock();
        try {
            add(new Waiting(input, false));
        } finally {
            lock.unlock();
        }
    }

    private void add(Waiting input) {
        waiting.add(input);
        if (waiting.size() == 1) {
            arrived.signal();
        }
    }

    /** The next that wait, at most {@link #BATCH_MAX}, in order; waits up to the given time for the first. */
    List<Input> take(long nanosMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosMax;
            while (waiting.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            List<Input> taken = new ArrayList<>(Math.min(BATCH_MAX, waiting.size()));
            while (taken.size() < BATCH_MAX && !waiting.isEmpty()) {
                Waiting next = waiting.poll();
                outside -= next.fromOutside() ? 1 : 0;
                taken.add(next.input());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

}
