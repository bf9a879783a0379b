package org.tepui.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tepui.core.line.Input;

/**
 * Inputs on their way to the line, in one order. Bounded for what comes from outside; what the master itself waits for (answers of
 * storage and planner, timers, exits) is always taken, its number is bounded by what was asked for.
 */
final class Inbox implements Entrance.Target {

    private final int outsideMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private List<Input> waiting = new ArrayList<>();
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
            add(input);
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
            add(input);
        } finally {
            lock.unlock();
        }
    }

    private void add(Input input) {
        waiting.add(input);
        if (waiting.size() == 1) {
            arrived.signal();
        }
    }

    /** Everything that waits, in order; waits up to the given time for the first. */
    List<Input> take(long nanosMax) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosMax;
            while (waiting.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (waiting.isEmpty()) {
                return List.of();
            }
            List<Input> taken = waiting;
            waiting = new ArrayList<>();
            outside = 0;
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
