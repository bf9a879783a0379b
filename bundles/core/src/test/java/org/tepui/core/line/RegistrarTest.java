package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.api.registry.Variable;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.registry.Registry;
import org.tepui.protocol.mesos.scheduler.Event;

class RegistrarTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);

    @Test
    void beforeTheElectionMessagesAreDroppedAndCallsRefused() {
        cluster.message(1, Cluster.registration(1, Cluster.RESOURCES).build());
        assertEquals(1, line.count(Counter.DROPPED_MESSAGES));
        long connection = cluster.subscribeRaw(Cluster.framework("eng").build());
        assertEquals(503, line.replies.get(connection).status());
        assertFalse(line.snapshot.elected());
    }

    @Test
    void duringRecoveryToo() {
        line.holdStorage = true;
        line.lead();
        assertTrue(line.snapshot.elected());
        assertFalse(line.snapshot.leading());
        cluster.message(1, Cluster.registration(1, Cluster.RESOURCES).build());
        assertEquals(1, line.count(Counter.DROPPED_MESSAGES));
        long connection = cluster.subscribeRaw(Cluster.framework("eng").build());
        assertEquals("Master has not finished recovery", line.replies.get(connection).text());
        line.releaseStorage();
        assertTrue(line.snapshot.leading());
        assertTrue(line.variables().containsKey("master"));
    }

    @Test
    void anAgentBeingAdmittedIsSeenOnlyAfterTheWriteAndNothingElseWaits() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        line.holdStorage = true;
        cluster.message(2, Cluster.registration(2, Cluster.RESOURCES).build());
        assertEquals(1, line.waiting());
        assertEquals(1, line.snapshot.agents().size());
        assertEquals(0, line.sent(Cluster.pid(2), SlaveRegisteredMessage.class).size());

        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING);
        assertEquals(TaskState.TASK_RUNNING, scheduler.status().getState());
        line.input(new Input.AgentMessage(Cluster.pid(1), "slave-observer(1)", PongSlaveMessage.getDefaultInstance()));
        line.advance(10 * LineHarness.SECOND);
        assertEquals(3000, Forms.read(scheduler.offer().getResourcesList()).thousandths("cpus"));
        assertEquals(1, line.snapshot.agents().size());

        line.releaseStorage();
        assertEquals(2, line.snapshot.agents().size());
        assertEquals(1, line.sent(Cluster.pid(2), SlaveRegisteredMessage.class).size());
    }

    @Test
    void whatComesWhileAWriteIsOutGoesWithTheNextOneTogether() {
        line.lead();
        line.holdStorage = true;
        for (int port = 1; port <= 5; port++) {
            cluster.message(port, Cluster.registration(port, Cluster.RESOURCES).build());
        }
        assertEquals(1, line.waiting());
        line.releaseStorage();
        assertEquals(5, line.snapshot.agents().size());
        long stores = line.trace.toString().lines().filter(text -> text.startsWith("Store[")).count();
        assertEquals(3, stores, "one to take over, one for the first agent, one for the four others");
    }

    @Test
    void aWriteThatTakesTooLongEndsLeadership() {
        line.lead();
        line.holdStorage = true;
        cluster.message(1, Cluster.registration(1, Cluster.RESOURCES).build());
        line.advance(19 * LineHarness.SECOND);
        assertTrue(line.stopped.isEmpty());
        line.advance(2 * LineHarness.SECOND);
        assertTrue(line.stopped.orElseThrow().reason().contains("registry_store_timeout"));
    }

    @Test
    void aFailedWriteEndsLeadershipAndNothingFollows() {
        line.lead();
        line.holdStorage = true;
        cluster.message(1, Cluster.registration(1, Cluster.RESOURCES).build());
        line.input(new Input.Stored(3, new StoreResult.Failed("disk full")));
        assertTrue(line.stopped.orElseThrow().reason().contains("disk full"));
        int length = line.trace.length();
        cluster.message(2, Cluster.registration(2, Cluster.RESOURCES).build());
        assertTrue(line.trace.substring(length).startsWith("epoch"));
        assertEquals(1, line.trace.substring(length).lines().count());
    }

    @Test
    void anotherWriterEndsLeadership() {
        line.lead();
        line.holdStorage = true;
        cluster.message(1, Cluster.registration(1, Cluster.RESOURCES).build());
        line.input(new Input.Stored(3, new StoreResult.Committed(Optional.empty())));
        assertTrue(line.stopped.isPresent());
    }

    @Test
    void aValueThatCanNotBeReadEndsTheRecoveryAndIsNamed() {
        TreeMap<String, Variable> variables = new TreeMap<>();
        variables.put("agents/x", Variable.of("agents/x", 1, new byte[] {(byte) 0xff, 1, 2}));
        LineHarness broken = new LineHarness(LineHarness.config().build(), variables, new Assembly()).lead();
        assertTrue(broken.stopped.orElseThrow().reason().contains("agents/x"));
        assertFalse(broken.snapshot.leading());
    }

    @Test
    void variablesOfOtherKindsAreLeftAlone() {
        TreeMap<String, Variable> variables = new TreeMap<>();
        variables.put("future", Variable.of("future", 1, new byte[] {1}));
        LineHarness master = new LineHarness(LineHarness.config().build(), variables, new Assembly()).lead();
        assertTrue(master.snapshot.leading());
        assertTrue(master.variables().containsKey("future"));
    }

    @Test
    void theRegistryHoldsTheOlderFormOfResources() throws Exception {
        line.lead();
        String agent = cluster.agent(1);
        Registry.Slave entry = Registry.Slave.parseFrom(line.variables().get("agents/" + agent).value());
        assertEquals("*", entry.getInfo().getResources(0).getRole());
        assertEquals(List.of(), entry.getInfo().getResources(0).getReservationsList());
    }

    @Test
    void theListOfUnreachableAgentsIsPruned() {
        LineHarness.Config config = LineHarness.config();
        config.registryMaxAgents = 1;
        LineHarness master = new LineHarness(config.build(), new TreeMap<>(), new Assembly()).lead();
        Cluster agents = new Cluster(master);
        for (int port = 1; port <= 3; port++) {
            agents.agent(port);
            master.advance(LineHarness.SECOND);
        }
        master.advance(100 * LineHarness.SECOND);
        assertEquals(3, master.snapshot.unreachableAgents());
        master.advance(900 * LineHarness.SECOND);
        assertEquals(1, master.snapshot.unreachableAgents());
        assertTrue(master.variables().containsKey("unreachable/m-S2"));
        assertFalse(master.variables().containsKey("unreachable/m-S0"));
    }

    @Test
    void offersFollowARegistrationAtOnce() {
        line.lead();
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        cluster.agent(1);
        assertEquals(1, line.events(scheduler.connection, Event.Type.OFFERS).size());
    }
}
