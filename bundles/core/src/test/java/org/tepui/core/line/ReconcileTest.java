package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.registry.Variable;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.TimeInfo;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.registry.Registry;
import org.tepui.protocol.mesos.scheduler.Call;

class ReconcileTest {

    private final TreeMap<String, Variable> variables = new TreeMap<>();
    private LineHarness line;
    private Cluster cluster;
    private Cluster.Scheduler scheduler;
    private String agent;

    @BeforeEach
    void start() {
        TimeInfo time = TimeInfo.newBuilder().setNanoseconds(1_699_999_999_000_000_000L).build();
        put("unreachable/u", Registry.UnreachableSlave.newBuilder().setId(id("u")).setTimestamp(time).build());
        put("gone/g", Registry.GoneSlave.newBuilder().setId(id("g")).setTimestamp(time).build());
        line = new LineHarness(LineHarness.config().build(), variables, new Assembly()).lead();
        cluster = new Cluster(line);
        agent = cluster.agent(1);
        scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
    }

    private void put(String name, com.google.protobuf.Message value) {
        variables.put(name, Variable.of(name, 1, value.toByteArray()));
    }

    private static SlaveID id(String value) {
        return SlaveID.newBuilder().setValue(value).build();
    }

    private Optional<TaskStatus> ask(String task, String agentId) {
        int before = scheduler.statuses().size();
        Call.Reconcile.Task.Builder asked = Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue(task));
        if (agentId != null) {
            asked.setSlaveId(id(agentId));
        }
        scheduler.call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder().addTasks(asked)));
        return scheduler.statuses().size() == before ? Optional.empty() : Optional.of(scheduler.status());
    }

    private void expect(TaskState state, String message, Optional<TaskStatus> status) {
        assertEquals(state, status.orElseThrow().getState());
        assertEquals(message, status.get().getMessage());
        assertEquals(TaskStatus.Reason.REASON_RECONCILIATION, status.get().getReason());
        assertFalse(status.get().hasUuid());
    }

    @Test
    void everyCaseHasItsAnswer() {
        expect(TaskState.TASK_STAGING, "Reconciliation: Latest task state", ask("t", null));
        expect(TaskState.TASK_GONE, "Reconciliation: Task is unknown to the agent", ask("x", agent));
        expect(TaskState.TASK_UNREACHABLE, "Reconciliation: Task is unreachable", ask("x", "u"));
        assertTrue(scheduler.status().hasUnreachableTime());
        expect(TaskState.TASK_GONE_BY_OPERATOR, "Reconciliation: Task is gone", ask("x", "g"));
        expect(TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown", ask("x", "nobody"));
        expect(TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown", ask("x", null));
        assertFalse(scheduler.status().hasSlaveId());
    }

    @Test
    void theStateIsTheOneThatWasForwardedLast() {
        cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING);
        scheduler.call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.getDefaultInstance()));
        expect(TaskState.TASK_RUNNING, "Reconciliation: Latest task state", Optional.of(scheduler.status()));
    }

    @Test
    void thereIsNoAnswerWhileAgentsAreStillToComeBack() {
        line = new LineHarness(LineHarness.config().build(), new TreeMap<>(line.variables()), new Assembly()).lead();
        cluster = new Cluster(line);
        scheduler = cluster.subscribe("eng");
        assertEquals(Optional.empty(), ask("x", agent));
        assertEquals(Optional.empty(), ask("x", null));
        expect(TaskState.TASK_UNREACHABLE, "Reconciliation: Task is unreachable", ask("x", "u"));
    }

    @Test
    void killOfAnUnknownTaskIsAnsweredLikeAReconciliation() {
        scheduler.call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue("x"))));
        expect(TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown", Optional.of(scheduler.status()));
    }

    @Test
    void killOnAnotherAgentIsIgnored() {
        scheduler.call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue("t"))
                .setSlaveId(id("other"))));
        assertEquals(0, line.sent(Cluster.pid(1), KillTaskMessage.class).size());
        scheduler.call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue("t"))));
        assertEquals(1, line.sent(Cluster.pid(1), KillTaskMessage.class).size());
    }

    @Test
    void aGoneAgentIsAskedToShutDown() {
        cluster.message(5, Cluster.reregistration(5, "g").build());
        assertEquals("Agent has been marked gone",
                line.lastSent(Cluster.pid(5), org.tepui.protocol.mesos.internal.ShutdownMessage.class).getMessage());
    }
}
