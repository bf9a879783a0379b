package org.tepui.core.agents;

import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;

/** Pings of every registered agent from its own {@code slave-observer(N)}, and what their silence means. */
public class Pings {

    static final String UNHEALTHY = "health check timed out";
    private static final String OBSERVER = "slave-observer(";

    private final Line line;

    public Pings(Line line) {
        this.line = line;
    }

    /** First ping at once. */
    public void start(Agent agent) {
        ping(agent);
    }

    public void stop(Agent agent) {
        line.timers().cancel(agent.pingTimer);
        agent.pingTimer = 0;
        noRemoval(agent);
    }

    private void noRemoval(Agent agent) {
        if (line.removals().cancel(agent.removalTicket)) {
            line.tally().count(Counter.AGENT_UNREACHABLE_CANCELED);
        }
        agent.removalTicket = 0;
    }

    private void ping(Agent agent) {
        agent.pongSeen = false;
        line.out().send(agent.observerName(), agent.pid, PingSlaveMessage.newBuilder().setConnected(agent.connected).build());
        long observer = agent.observer;
        agent.pingTimer = line.timers().after(line.config().agentPingTimeoutNanos(), () -> periodEnds(observer));
    }

    private void periodEnds(long observer) {
        Agent agent = line.agents().ofObserver(observer);
        if (agent == null) {
            return;
        }
        if (agent.pongSeen) {
            agent.missedPongs = 0;
        } else {
            missed(agent);
        }
        ping(agent);
    }

    /** A period went by without a pong. */
    protected void missed(Agent agent) {
        agent.missedPongs++;
        if (agent.missedPongs >= line.config().maxAgentPingTimeouts() && agent.removalTicket == 0
                && !line.agents().markingUnreachable().contains(agent.id)) {
            line.tally().count(Counter.AGENT_UNREACHABLE_SCHEDULED);
            long observer = agent.observer;
            agent.removalTicket = line.removals().acquire(agent.id, () -> silent(observer));
        }
    }

    private void silent(long observer) {
        Agent agent = line.agents().ofObserver(observer);
        if (agent == null) {
            line.tally().count(Counter.AGENT_UNREACHABLE_CANCELED);
            return;
        }
        agent.removalTicket = 0;
        line.agentLoss().markUnreachable(agent.id, UNHEALTHY);
    }

    /** A pong to {@code slave-observer(N)}; whoever it is from must be the agent of that observer. */
    public void pong(Upid from, String to) {
        Agent agent = line.agents().ofObserver(number(to));
        if (agent == null || !agent.pid.equals(from)) {
            line.tally().count(Counter.DROPPED_MESSAGES);
            return;
        }
        agent.pongSeen = true;
        noRemoval(agent);
        agent.missedPongs = 0;
    }

    private static long number(String to) {
        if (!to.startsWith(OBSERVER) || !to.endsWith(")")) {
            return -1;
        }
        try {
            return Long.parseLong(to.substring(OBSERVER.length(), to.length() - 1));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
