package org.tepui.core.tasks;

import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** KILL: to the agent, now or when it is back. An unknown task is answered as a reconciliation is. */
public class KillCall {

    private final Line line;
    private final ReconcileCall reconcile;

    public KillCall(Line line, ReconcileCall reconcile) {
        this.line = line;
        this.reconcile = reconcile;
    }

    public void handle(Framework framework, Call.Kill call) {
        line.tally().count(Counter.MESSAGES_KILL_TASK);
        TaskEntry task = framework.tasks().get(call.getTaskId().getValue());
        if (task == null) {
            Call.Reconcile.Task.Builder asked = Call.Reconcile.Task.newBuilder().setTaskId(call.getTaskId());
            if (call.hasSlaveId()) {
                asked.setSlaveId(call.getSlaveId());
            }
            reconcile.answer(framework, asked.build());
            return;
        }
        if (call.hasSlaveId() && !call.getSlaveId().getValue().equals(task.agent.id)) {
            line.out().warning("Ignoring KILL of task " + task.id + " of framework " + framework + ": it runs on agent " + task.agent.id
                    + ", not on " + call.getSlaveId().getValue());
            return;
        }
        task.killed = true;
        if (!task.agent.connected) {
            line.out().info("KILL of task " + task.id + " of framework " + framework + " waits for agent " + task.agent);
            return;
        }
        KillTaskMessage.Builder message = KillTaskMessage.newBuilder().setFrameworkId(framework.protoId()).setTaskId(call.getTaskId());
        if (call.hasKillPolicy()) {
            message.setKillPolicy(call.getKillPolicy());
        }
        line.out().send(task.agent.pid, message.build());
    }
}
