package org.tepui.planner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlannerSwap;

/**
 * What waits for the planner's thread, in order. Changes that follow each other are one batch of the latest epoch; a request that comes
 * while one waits is added to it. So the number of entries is small, and the number of changes is limited.
 */
final class Inbox {

    /** Work in the order given. */
    sealed interface Work { }

    record Changes(long epoch, List<Change> list) implements Work { }

    record Request(int[] agents, long seed) implements Work { }

    record Swap(Allocator next, CompletableFuture<PlannerSwap> done) implements Work { }

    /** The line did not take the plan of that epoch. */
    record Refused(long epoch, String reason) implements Work { }

    private static final int SWAPS_MAX = 16;
    private static final int REFUSED_MAX = 16;

    private final int changesMax;
    private final Deque<Work> queue = new ArrayDeque<>();
    private int changes;
    private int swaps;
    private boolean closed;

    Inbox(int changesMax) {
        this.changesMax = changesMax;
    }

    /** False when the limit would be passed. */
    synchronized boolean changes(long epoch, List<Change> more) {
        if (more.size() > changesMax - changes) {
            return false;
        }
        changes += more.size();
        if (queue.peekLast() instanceof Changes last) {
            queue.removeLast();
            last.list().addAll(more);
            queue.addLast(new Changes(epoch, last.list()));
        } else {
            queue.addLast(new Changes(epoch, new ArrayList<>(more)));
        }
        notifyAll();
        return true;
    }

    /** One plan is in flight, so that few wait; what is beyond the limit is no news. */
    synchronized void refused(long epoch, String reason) {
        if (queue.stream().filter(Refused.class::isInstance).count() < REFUSED_MAX) {
            queue.addLast(new Refused(epoch, reason));
            notifyAll();
        }
    }

    synchronized void request(int[] agents, long seed) {
        for (Work work : queue) {
            if (work instanceof Request waiting) {
                // Stays last, so that it sees the changes between the two.
                queue.remove(work);
                queue.addLast(new Request(both(waiting.agents(), agents), seed));
                notifyAll();
                return;
            }
        }
        queue.addLast(new Request(agents, seed));
        notifyAll();
    }

    private static int[] both(int[] left, int[] right) {
        // None means all.
        if (left.length == 0 || right.length == 0) {
            return new int[0];
        }
        int[] sum = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, sum, left.length, right.length);
        return Arrays.stream(sum).distinct().toArray();
    }

    /** False when too many wait, or when closed. */
    synchronized boolean swap(Allocator next, CompletableFuture<PlannerSwap> done) {
        if (swaps == SWAPS_MAX || closed) {
            return false;
        }
        swaps++;
        queue.addLast(new Swap(next, done));
        notifyAll();
        return true;
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Waits for work; null when closed. */
    synchronized Work take() throws InterruptedException {
        while (queue.isEmpty() && !closed) {
            wait();
        }
        if (closed) {
            return null;
        }
        Work work = queue.removeFirst();
        if (work instanceof Changes taken) {
            changes -= taken.list().size();
        } else if (work instanceof Swap) {
            swaps--;
        }
        return work;
    }

    synchronized void close() {
        closed = true;
        for (Work work : queue) {
            if (work instanceof Swap swap) {
                swap.done().complete(PlannerSwap.failed("the planner was closed", 0, 0));
            }
        }
        queue.clear();
        notifyAll();
    }
}
