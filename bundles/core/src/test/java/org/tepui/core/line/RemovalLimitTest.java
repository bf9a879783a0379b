package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.snapshot.RemovalQueue;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;

/** Flag {@code agent_removal_rate_limit}; field case F30. */
class RemovalLimitTest {

    private static final long MINUTE = 60 * LineHarness.SECOND;

    private LineHarness line;
    private Cluster cluster;

    @BeforeEach
    void threeAgentsFallSilentUnderOneIn20Minutes() {
        LineHarness.Config config = LineHarness.config();
        config.removalInterval = Optional.of(20 * MINUTE);
        line = new LineHarness(config.build(), new TreeMap<>(), new Assembly());
        cluster = new Cluster(line);
        line.lead();
        for (int i = 1; i <= 3; i++) {
            cluster.agent(i);
        }
        for (int i = 0; i < 76; i++) {
            line.advance(LineHarness.SECOND);
        }
    }

    private void pong(int agent) {
        line.input(new Input.AgentMessage(Cluster.pid(agent), "slave-observer(" + agent + ")", PongSlaveMessage.getDefaultInstance()));
    }

    @Test
    void oneIsUnreachableAtOnceAndTwoWaitWhereTheyCanBeSeen() {
        assertEquals(1, line.snapshot.unreachableAgents());
        assertEquals(3, line.count(Counter.AGENT_UNREACHABLE_SCHEDULED));
        assertEquals(1, line.count(Counter.AGENT_UNREACHABLE_COMPLETED));
        RemovalQueue queue = line.snapshot.removals();
        assertEquals(2, queue.waiting());
        assertEquals(20 * MINUTE, queue.lastWallNanos() - queue.nextWallNanos());
    }

    @Test
    void theNextIsDueAnIntervalLater() {
        for (int i = 0; i < 20; i++) {
            line.advance(MINUTE);
        }
        assertEquals(2, line.snapshot.unreachableAgents());
        for (int i = 0; i < 20; i++) {
            line.advance(MINUTE);
        }
        assertEquals(3, line.snapshot.unreachableAgents());
        assertEquals(RemovalQueue.EMPTY, line.snapshot.removals());
        assertEquals(0, line.count(Counter.AGENT_UNREACHABLE_CANCELED));
    }

    @Test
    void aPongTakesAnAgentOutOfTheQueueAndGivesItsTurnToTheNext() {
        pong(2);
        assertEquals(1, line.count(Counter.AGENT_UNREACHABLE_CANCELED));
        assertEquals(1, line.snapshot.removals().waiting());
        for (int i = 0; i < 80; i++) {
            pong(2);
            line.advance(15 * LineHarness.SECOND);
        }
        assertEquals(2, line.snapshot.unreachableAgents());
        assertEquals(1, line.snapshot.agents().size());
        assertEquals(RemovalQueue.EMPTY, line.snapshot.removals());
    }
}
