package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Event;

class AgentLifeTest {

    private static final Upid ONE = Cluster.pid(1);

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);

    @BeforeEach
    void lead() {
        line.lead();
    }

    private AgentRecord record() {
        return line.snapshot.agents().get(0);
    }

    private void pong() {
        line.input(new Input.AgentMessage(ONE, "slave-observer(1)", PongSlaveMessage.getDefaultInstance()));
    }

    private void exit(Upid pid) {
        line.input(new Input.PeerExited(pid, line.links.get(pid)));
    }

    @Test
    void aRegisteredAgentIsToldItsIdAndPingedAtOnce() {
        assertEquals("m-S0", cluster.agent(1));
        assertEquals(75.0, line.lastSent(ONE, SlaveRegisteredMessage.class).getConnection().getTotalPingTimeoutSeconds());
        LineHarness.Sent ping = line.sent.get(line.sent.size() - 1);
        assertEquals("slave-observer(1)", ping.from());
        assertTrue(((PingSlaveMessage) ping.message()).getConnected());
        assertEquals(1, line.count(Counter.AGENT_REGISTRATIONS));
        assertTrue(record().active());
    }

    @Test
    void aSecondRegistrationOfTheSameProcessGetsTheSameAnswer() {
        cluster.agent(1);
        assertEquals("m-S0", cluster.agent(1));
        assertEquals(1, line.count(Counter.AGENT_REGISTRATIONS));
        assertEquals(2, line.sent(ONE, SlaveRegisteredMessage.class).size());
    }

    @Test
    void anInvalidRegistrationGetsNoAnswer() {
        List<RegisterSlaveMessage> invalid = List.of(
                Cluster.registration(1, Cluster.RESOURCES).setVersion("0.28.2").build(),
                Cluster.registration(1, Cluster.RESOURCES).setVersion("nonsense").build(),
                Cluster.registration(1, Cluster.RESOURCES).clearVersion().build(),
                Cluster.registration(1, Cluster.RESOURCES)
                        .setSlave(Cluster.info(Cluster.RESOURCES).setId(SlaveID.newBuilder().setValue("a/b"))).build(),
                RegisterSlaveMessage.newBuilder().setSlave(SlaveInfo.newBuilder().setHostname("h").addResources(
                        org.tepui.protocol.mesos.Resource.newBuilder().setName("cpus").setType(org.tepui.protocol.mesos.Value.Type.SCALAR)))
                        .setVersion("1.12.0").build());
        for (RegisterSlaveMessage message : invalid) {
            cluster.message(1, message);
        }
        assertEquals(List.of(), line.sent);
        assertEquals(0, line.snapshot.agents().size());
        assertEquals(5, line.count(Counter.MESSAGES_REGISTER_AGENT));
    }

    @Test
    void aPongKeepsAnAgent() {
        cluster.agent(1);
        for (int i = 0; i < 20; i++) {
            pong();
            line.advance(15 * LineHarness.SECOND);
        }
        assertEquals(1, line.snapshot.agents().size());
    }

    @Test
    void aPongOfAStrangerDoesNot() {
        cluster.agent(1);
        for (int i = 0; i < 20; i++) {
            line.input(new Input.AgentMessage(Cluster.pid(2), "slave-observer(1)", PongSlaveMessage.getDefaultInstance()));
            line.advance(15 * LineHarness.SECOND);
        }
        assertEquals(0, line.snapshot.agents().size());
    }

    @Test
    void fiveMissedPongsMakeAnAgentUnreachableAndItsTasksToo() {
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING);
        line.advance(74 * LineHarness.SECOND);
        assertEquals(1, line.snapshot.agents().size());
        line.advance(2 * LineHarness.SECOND);
        assertEquals(0, line.snapshot.agents().size());
        assertEquals(1, line.snapshot.unreachableAgents());
        TaskStatus status = scheduler.status();
        assertEquals(TaskState.TASK_UNREACHABLE, status.getState());
        assertEquals("health check timed out", status.getMessage());
        assertEquals(TaskStatus.Reason.REASON_SLAVE_REMOVED, status.getReason());
        assertTrue(status.hasUnreachableTime());
        assertEquals(agent, line.last(scheduler.connection, Event.Type.FAILURE).getFailure().getSlaveId().getValue());
        assertEquals(1, line.snapshot.frameworks().get(0).unreachableTasks().size());
        assertTrue(line.variables().containsKey("unreachable/" + agent));
        assertFalse(line.variables().containsKey("agents/" + agent));
        assertEquals(1, line.count(Counter.AGENT_REMOVALS_REASON_UNHEALTHY));
    }

    @Test
    void aFrameworkThatIsNotPartitionAwareGetsTaskLost() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe(Cluster.framework("eng").clearCapabilities()
                .addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE)).build());
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        line.advance(76 * LineHarness.SECOND);
        assertEquals(TaskState.TASK_LOST, scheduler.status().getState());
        assertEquals(1, line.snapshot.frameworks().get(0).unreachableTasks().size());
    }

    @Test
    void aBrokenLinkRescindsOffersAndKeepsTasksOfCheckpointingFrameworks() {
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        line.advance(LineHarness.SECOND);
        String open = scheduler.offer().getId().getValue();
        exit(ONE);
        assertEquals(open, line.last(scheduler.connection, Event.Type.RESCIND).getRescind().getOfferId().getValue());
        assertFalse(record().active());
        assertEquals(1, line.snapshot.frameworks().get(0).tasks().size());
        assertEquals(agent, record().id());
    }

    @Test
    void aBrokenLinkLosesTasksOfFrameworksThatDoNotCheckpoint() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe(Cluster.framework("eng").setCheckpoint(false).build());
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        exit(ONE);
        assertEquals(TaskState.TASK_LOST, scheduler.status().getState());
        assertEquals(TaskStatus.Reason.REASON_SLAVE_DISCONNECTED, scheduler.status().getReason());
        assertEquals("Agent localhost disconnected", scheduler.status().getMessage());
        assertEquals(1, line.snapshot.frameworks().get(0).completedTasks().size());
        assertEquals(1, line.sent(ONE, ShutdownFrameworkMessage.class).size());
    }

    @Test
    void theEndOfAnOldLinkDoesNotDisconnectAnAgentThatIsBack() {
        String agent = cluster.agent(1);
        long old = line.links.get(ONE);
        cluster.message(1, Cluster.reregistration(1, agent).build());
        line.input(new Input.PeerExited(ONE, old));
        assertTrue(record().connected());
    }

    @Test
    void aDisconnectedAgentThatDoesNotReturnIsUnreachable() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        exit(ONE);
        for (int i = 0; i < 45; i++) {
            pong();
            line.advance(14 * LineHarness.SECOND);
        }
        assertEquals("agent did not reregister within 10mins after disconnecting", scheduler.status().getMessage());
    }

    @Test
    void anAgentThatUnregistersIsRemovedAndItsTasksAreLost() {
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        cluster.message(1, UnregisterSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent)).build());
        assertEquals("Agent localhost removed: the agent unregistered", scheduler.status().getMessage());
        assertEquals(TaskState.TASK_LOST, scheduler.status().getState());
        assertEquals(0, line.snapshot.agents().size());
        assertEquals(1, line.count(Counter.AGENT_REMOVALS_REASON_UNREGISTERED));
        assertFalse(line.variables().containsKey("agents/" + agent));
    }

    @Test
    void onlyTheAgentsOwnProcessMayUnregisterIt() {
        String agent = cluster.agent(1);
        cluster.message(2, UnregisterSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent)).build());
        assertEquals(1, line.snapshot.agents().size());
    }

    @Test
    void aNewAgentAtTheAddressOfADisconnectedOneTakesItsPlace() {
        cluster.agent(1);
        exit(ONE);
        assertEquals("m-S1", cluster.agent(1));
        assertEquals(1, line.snapshot.agents().size());
        assertEquals(1, line.count(Counter.AGENT_REMOVALS_REASON_REGISTERED));
        pong();
        assertTrue(line.snapshot.agents().iterator().next().active());
    }

    @Test
    void aNewResourceVersionIsNamedInTheNextLaunch() {
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        UUID version = Cluster.version(99);
        cluster.message(1, UpdateSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent))
                .setUpdateOversubscribedResources(false).setResourceVersionUuid(version).build());
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        assertEquals(version, line.lastSent(ONE, RunTaskMessage.class).getResourceVersionUuids(0).getUuid());
    }
}
