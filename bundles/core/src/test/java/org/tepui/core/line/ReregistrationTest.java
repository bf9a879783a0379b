package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.UpdateFrameworkMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

class ReregistrationTest {

    private static final Upid ONE = Cluster.pid(1);

    private LineHarness line = new LineHarness();
    private Cluster cluster = new Cluster(line);

    private void exit(Upid pid) {
        line.input(new Input.PeerExited(pid, line.links.get(pid)));
    }

    /** Another master on the same registry. */
    private void failOver() {
        line = new LineHarness(LineHarness.config().build(), new TreeMap<>(line.variables()), new Assembly());
        cluster = new Cluster(line);
        line.lead();
    }

    static Task reported(String task, String framework, String agent, TaskState state) {
        return Task.newBuilder().setName(task).setTaskId(TaskID.newBuilder().setValue(task))
                .setFrameworkId(FrameworkID.newBuilder().setValue(framework)).setSlaveId(SlaveID.newBuilder().setValue(agent))
                .setState(state).addAllResources(Forms.write(Resources.parse("cpus:1;mem:64").allocate("eng"))).build();
    }

    private FrameworkInfo infoOf(String id) {
        return Cluster.framework("eng").setId(FrameworkID.newBuilder().setValue(id)).build();
    }

    private FrameworkRecord framework() {
        return line.snapshot.frameworks().get(0);
    }

    /** The shutdown that went out when the link broke may cross the agent's re-registration: it would never say that the task is gone. */
    @Test
    void tasksThatWereDeclaredLostAreNotTakenUpAgain() {
        line.lead();
        String agent = cluster.agent(1);
        FrameworkInfo info = Cluster.framework("eng").setCheckpoint(false).build();
        Cluster.Scheduler scheduler = cluster.subscribe(info);
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        exit(ONE);
        assertEquals(TaskState.TASK_LOST, scheduler.status().getState());
        int before = line.sent(ONE, ShutdownFrameworkMessage.class).size();
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_RUNNING))
                .addFrameworks(info.toBuilder().setId(FrameworkID.newBuilder().setValue(scheduler.id))).build());
        assertEquals(0, framework().tasks().size());
        assertEquals(before + 1, line.sent(ONE, ShutdownFrameworkMessage.class).size());
    }

    /** The agent spoke before it heard of the acknowledgement; nobody would acknowledge the task a second time. */
    @Test
    void aTaskWhoseEndWasAcknowledgedMeanwhileIsNotTakenUpAgain() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        scheduler.acknowledge(agent, "t", cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_FINISHED));
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_FINISHED))
                .addFrameworks(infoOf(scheduler.id)).build());
        assertEquals(0, framework().tasks().size());
        assertEquals(1, framework().completedTasks().size());
    }

    /** Agents repeat their re-registration until it is answered: a repeated one is as old as the first, and finds the agent connected. */
    @Test
    void aRepeatedReregistrationDoesNotTakeUpTasksThatWereDeclaredLost() {
        line.lead();
        String agent = cluster.agent(1);
        FrameworkInfo info = Cluster.framework("eng").setCheckpoint(false).build();
        Cluster.Scheduler scheduler = cluster.subscribe(info);
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        exit(ONE);
        Message report = Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_RUNNING))
                .addFrameworks(info.toBuilder().setId(FrameworkID.newBuilder().setValue(scheduler.id))).build();
        cluster.message(1, report);
        scheduler.launch(scheduler.offer(), Cluster.task("newer", scheduler.offer()));
        int shutdowns = line.sent(ONE, ShutdownFrameworkMessage.class).size();
        cluster.message(1, report);
        assertEquals(List.of("newer"), taskIds());
        assertEquals(shutdowns, line.sent(ONE, ShutdownFrameworkMessage.class).size(), "it would end the newer task");
    }

    private List<String> taskIds() {
        List<String> ids = new ArrayList<>();
        framework().tasks().forEach(task -> ids.add(task.getTaskId().getValue()));
        return ids;
    }

    /** What was oversubscribed is told anew after a re-registration; until then it is not there. */
    @Test
    void offersOfWhatTheAgentNoLongerHasAreRescinded() {
        line.lead();
        String agent = cluster.agent(1);
        FrameworkInfo info = Cluster.framework("eng").addCapabilities(FrameworkInfo.Capability.newBuilder()
                .setType(FrameworkInfo.Capability.Type.REVOCABLE_RESOURCES)).build();
        Cluster.Scheduler scheduler = cluster.subscribe(info);
        cluster.message(1, UpdateSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent))
                .setUpdateOversubscribedResources(true).addOversubscribedResources(Resource.newBuilder().setName("cpus")
                        .setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(3))
                        .setRevocable(Resource.RevocableInfo.getDefaultInstance())).build());
        String offer = scheduler.offer().getId().getValue();
        assertTrue(scheduler.offer().getResourcesList().stream().anyMatch(Resource::hasRevocable), "the offer is of what is revocable");
        cluster.message(1, Cluster.reregistration(1, agent).build());
        assertTrue(line.events(scheduler.connection, Event.Type.RESCIND).stream()
                .anyMatch(event -> event.getRescind().getOfferId().getValue().equals(offer)));
        line.advance(LineHarness.SECOND);
        assertTrue(framework().offers().stream().flatMap(each -> each.getResourcesList().stream()).noneMatch(Resource::hasRevocable));
    }

    @Test
    void aRestartedAgentIsActiveAgainAndItsTasksGoOn() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        exit(ONE);
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_RUNNING))
                .addFrameworks(infoOf(scheduler.id)).build());
        assertTrue(line.snapshot.agents().get(0).active());
        assertEquals(0, line.lastSent(ONE, SlaveReregisteredMessage.class).getReconciliationsCount());
        assertEquals(scheduler.id, line.lastSent(ONE, UpdateFrameworkMessage.class).getFrameworkId().getValue());
        assertEquals(1, framework().tasks().size());
        assertEquals(0, line.count(Counter.AGENT_REREGISTRATIONS), "it was there all the time, nothing was added again");
    }

    @Test
    void tasksThatTheAgentDoesNotKnowAreNamedForReconciliation() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        cluster.message(1, Cluster.reregistration(1, agent).build());
        ReconcileTasksMessage asked = line.lastSent(ONE, SlaveReregisteredMessage.class).getReconciliations(0);
        assertEquals(scheduler.id, asked.getFramework().getId().getValue());
        assertEquals("t", asked.getStatuses(0).getTaskId().getValue());
        assertEquals(TaskState.TASK_STAGING, asked.getStatuses(0).getState());
        assertEquals(TaskStatus.Reason.REASON_RECONCILIATION, asked.getStatuses(0).getReason());
    }

    @Test
    void aKillThatCameWhileTheAgentWasAwayIsRepeated() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        exit(ONE);
        scheduler.call(Call.newBuilder().setType(Call.Type.KILL)
                .setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue("t"))));
        assertEquals(0, line.sent(ONE, KillTaskMessage.class).size());
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_RUNNING))
                .addFrameworks(infoOf(scheduler.id)).build());
        assertEquals(1, line.sent(ONE, KillTaskMessage.class).size());
    }

    @Test
    void anotherHostnameOrAddressIsRefused() {
        line.lead();
        String agent = cluster.agent(1);
        cluster.message(1, Cluster.reregistration(1, agent).setSlave(Cluster.info(Cluster.RESOURCES).setHostname("elsewhere")
                .setId(SlaveID.newBuilder().setValue(agent))).build());
        assertEquals("Agent attempted to reregister with different IP / hostname", line.lastSent(ONE, ShutdownMessage.class).getMessage());
    }

    @Test
    void aRecoveredAgentBringsItsFrameworksAndTasksToANewLeader() {
        line.lead();
        String agent = cluster.agent(1);
        failOver();
        assertEquals(1, line.snapshot.recoveredAgents().size());
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", "old-0000", agent, TaskState.TASK_RUNNING))
                .addFrameworks(infoOf("old-0000")).build());
        assertEquals(0, line.snapshot.recoveredAgents().size());
        assertTrue(framework().recovered());
        assertEquals(1, framework().tasks().size());
        assertEquals(1000, line.snapshot.agents().get(0).used().thousandths("cpus"));

        Cluster.Scheduler scheduler = cluster.subscribe(infoOf("old-0000"));
        assertFalse(framework().recovered());
        assertTrue(framework().connected());
        ByteString uuid = cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_FINISHED);
        scheduler.acknowledge(agent, "t", uuid);
        assertEquals(0, framework().tasks().size());
    }

    @Test
    void anUnreachableAgentThatComesBackBringsItsTasksBack() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        line.advance(76 * LineHarness.SECOND);
        assertEquals(TaskState.TASK_UNREACHABLE, scheduler.status().getState());
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_RUNNING))
                .addFrameworks(infoOf(scheduler.id)).build());
        assertEquals(TaskState.TASK_RUNNING, scheduler.status().getState());
        assertEquals("Unreachable agent re-reregistered", scheduler.status().getMessage());
        assertEquals(TaskStatus.Reason.REASON_SLAVE_REREGISTERED, scheduler.status().getReason());
        assertEquals(0, framework().unreachableTasks().size());
        assertEquals(1, framework().tasks().size());
        assertTrue(line.variables().containsKey("agents/" + agent));
    }

    @Test
    void tasksOfACompletedFrameworkAreShutDown() {
        line.lead();
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.call(Call.newBuilder().setType(Call.Type.TEARDOWN));
        line.sent.clear();
        cluster.message(1, Cluster.reregistration(1, agent, reported("t", scheduler.id, agent, TaskState.TASK_RUNNING))
                .addFrameworks(infoOf(scheduler.id)).build());
        assertEquals(scheduler.id, line.lastSent(ONE, ShutdownFrameworkMessage.class).getFrameworkId().getValue());
        assertEquals(0, line.snapshot.frameworks().size());
    }

    @Test
    void agentsThatDoNotReturnAfterAnElectionAreUnreachable() {
        line.lead();
        String agent = cluster.agent(1);
        failOver();
        line.advance(601 * LineHarness.SECOND);
        assertEquals(0, line.snapshot.recoveredAgents().size());
        assertEquals(1, line.snapshot.unreachableAgents());
        assertEquals(1, line.count(Counter.RECOVERY_AGENT_REMOVALS));
        assertTrue(line.variables().containsKey("unreachable/" + agent));
    }

    @Test
    void tooManyAgentsThatDoNotReturnEndLeadership() {
        line.lead();
        cluster.agent(1);
        LineHarness.Config config = LineHarness.config();
        config.removalLimit = 0.5;
        line = new LineHarness(config.build(), line.variables(), new Assembly());
        line.lead();
        line.advance(601 * LineHarness.SECOND);
        assertTrue(line.stopped.isPresent());
    }

    @Test
    void moreTasksThanTheAgentHoldsAreAnOvercommitmentAndNoBreach() {
        line.lead();
        String agent = cluster.agent(1);
        failOver();
        Task[] tasks = new Task[6];
        for (int i = 0; i < 6; i++) {
            tasks[i] = reported("t" + i, "old-0000", agent, TaskState.TASK_RUNNING);
        }
        cluster.message(1, Cluster.reregistration(1, agent, tasks).addFrameworks(infoOf("old-0000")).build());
        assertEquals(6000, line.snapshot.agents().get(0).used().thousandths("cpus"));
        Cluster.Scheduler other = cluster.subscribe("ops");
        assertEquals(0, Forms.read(other.offer().getResourcesList()).thousandths("cpus"));
    }

    @Test
    void anAgentThatAnOperatorDeactivatedGetsNoOffersAfterAFailoverEither() throws Exception {
        line.lead();
        String agent = cluster.agent(1);
        org.tepui.protocol.mesos.registry.Registry.Slave entry = org.tepui.protocol.mesos.registry.Registry.Slave
                .parseFrom(line.variables().get("agents/" + agent).value());
        line.variables().put("agents/" + agent, org.tepui.api.registry.Variable.of("agents/" + agent, 1,
                entry.toBuilder().setDeactivated(true).build().toByteArray()));
        failOver();
        cluster.message(1, Cluster.reregistration(1, agent).build());
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        line.advance(3 * LineHarness.SECOND);
        assertTrue(line.snapshot.agents().get(0).deactivated());
        assertFalse(line.snapshot.agents().get(0).active());
        assertEquals(0, line.events(scheduler.connection, org.tepui.protocol.mesos.scheduler.Event.Type.OFFERS).size());
    }

    @Test
    void anAgentWithoutResourceProvidersIsSentWhatItMustKeep() {
        line.lead();
        String agent = cluster.agent(1);
        cluster.message(1, Cluster.reregistration(1, agent).clearAgentCapabilities().build());
        assertEquals(1, line.sent(ONE, org.tepui.protocol.mesos.internal.CheckpointResourcesMessage.class).size());
    }

    @Test
    void aReturnOfARecoveredAgentThatHasNotChangedWritesNothing() {
        line.lead();
        String agent = cluster.agent(1);
        failOver();
        long before = line.trace.toString().lines().filter(text -> text.startsWith("Store[")).count();
        cluster.message(1, Cluster.reregistration(1, agent).build());
        assertEquals(before, line.trace.toString().lines().filter(text -> text.startsWith("Store[")).count());
        assertEquals(1, line.snapshot.agents().size());
    }
}
