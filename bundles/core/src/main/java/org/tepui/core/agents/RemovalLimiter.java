package org.tepui.core.agents;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tepui.core.line.DurationText;
import org.tepui.core.line.Line;
import org.tepui.core.line.Now;
import org.tepui.core.snapshot.RemovalQueue;

/**
 * How fast agents may be marked unreachable, flag {@code agent_removal_rate_limit}: the first at once, each next one an interval after the one
 * before, in the order in which they were found silent. Who leaves the queue takes no turn.
 */
public final class RemovalLimiter {

    private final Line line;
    private final Map<Long, Runnable> waiting = new LinkedHashMap<>();
    private long tickets;
    private long nextTurn = Long.MIN_VALUE;
    private long timer;

    public RemovalLimiter(Line line) {
        this.line = line;
    }

    /**
     * Runs the action when it is its turn: at once without a limit.
     *
     * @param action holds ids only, and looks again
     * @return ticket for {@link #cancel(long)}; 0 when the action has run
     */
    public long acquire(String agent, Runnable action) {
        Optional<Long> interval = line.config().agentRemovalIntervalNanos();
        if (interval.isEmpty()) {
            action.run();
            return 0;
        }
        long now = line.clock().nanos();
        if (waiting.isEmpty() && now >= nextTurn) {
            nextTurn = now + interval.get();
            action.run();
            return 0;
        }
        long ticket = ++tickets;
        waiting.put(ticket, action);
        long left = nextTurn - now + (waiting.size() - 1) * interval.get();
        line.out().warning("Agent " + agent + " is silent and waits for agent_removal_rate_limit: it is marked unreachable in "
                + DurationText.of(Math.max(0, left)) + " unless it answers");
        arm();
        return ticket;
    }

    /** True when it still waited. */
    public boolean cancel(long ticket) {
        boolean waited = waiting.remove(ticket) != null;
        if (waiting.isEmpty()) {
            line.timers().cancel(timer);
            timer = 0;
        }
        return waited;
    }

    private void arm() {
        if (timer == 0) {
            timer = line.timers().after(nextTurn - line.clock().nanos(), this::turn);
        }
    }

    private void turn() {
        timer = 0;
        long first = waiting.keySet().iterator().next();
        Runnable action = waiting.remove(first);
        nextTurn = line.clock().nanos() + line.config().agentRemovalIntervalNanos().orElseThrow();
        if (!waiting.isEmpty()) {
            arm();
        }
        action.run();
    }

    /** As the snapshot shows it. */
    public RemovalQueue publish() {
        if (waiting.isEmpty()) {
            return RemovalQueue.EMPTY;
        }
        Now now = line.clock().now();
        long next = now.wallNanos() + nextTurn - line.clock().nanos();
        return new RemovalQueue(waiting.size(), next,
                next + (waiting.size() - 1) * line.config().agentRemovalIntervalNanos().orElseThrow());
    }
}
