package org.tepui.core.tasks;

import org.tepui.core.agents.Agents;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.TimeInfo;
import org.tepui.protocol.mesos.scheduler.Call;

/** RECONCILE: the state of all tasks in memory (implicit), or of those asked for (explicit). */
public class ReconcileCall {

    private final Line line;

    public ReconcileCall(Line line) {
        this.line = line;
    }

    public void handle(Framework framework, Call.Reconcile call) {
        line.tally().count(Counter.MESSAGES_RECONCILE_TASKS);
        if (call.getTasksCount() == 0) {
            framework.allTasks().forEach(task -> known(framework, task));
            return;
        }
        call.getTasksList().forEach(task -> answer(framework, task));
    }

    private void known(Framework framework, TaskEntry task) {
        line.statuses().send(framework, line.statuses().known(task.task, latest(task), TaskStatus.Reason.REASON_RECONCILIATION,
                "Reconciliation: Latest task state").build());
    }

    /** What its framework was sent last, which it may still have to acknowledge; before that, what is known. */
    protected TaskState latest(TaskEntry task) {
        return task.task.hasStatusUpdateState() ? task.task.getStatusUpdateState() : task.state();
    }

    /** First match counts; no answer while an agent that may have the task can still come back. */
    void answer(Framework framework, Call.Reconcile.Task asked) {
        TaskEntry task = framework.tasks().get(asked.getTaskId().getValue());
        if (task != null) {
            known(framework, task);
            return;
        }
        Agents agents = line.agents();
        String agent = asked.getSlaveId().getValue();
        if (asked.hasSlaveId() ? agents.recovered().containsKey(agent) : !agents.recovered().isEmpty()) {
            line.out().info("No answer yet on task " + asked.getTaskId().getValue() + " of framework " + framework
                    + ": agents are still to come back");
        } else if (asked.hasSlaveId() && agents.get(agent) != null) {
            send(framework, asked, TaskState.TASK_GONE, "Reconciliation: Task is unknown to the agent", null);
        } else if (asked.hasSlaveId() && agents.unreachable().containsKey(agent)) {
            send(framework, asked, TaskState.TASK_UNREACHABLE, "Reconciliation: Task is unreachable", agents.unreachable().get(agent));
        } else if (asked.hasSlaveId() && agents.gone().containsKey(agent)) {
            send(framework, asked, TaskState.TASK_GONE_BY_OPERATOR, "Reconciliation: Task is gone", null);
        } else {
            send(framework, asked, TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown", null);
        }
    }

    private void send(Framework framework, Call.Reconcile.Task asked, TaskState state, String message, TimeInfo unreachableTime) {
        SlaveID agent = asked.hasSlaveId() ? asked.getSlaveId() : null;
        TaskStatus.Builder status = line.statuses().own(asked.getTaskId(), agent, Statuses.aware(framework, state),
                TaskStatus.Reason.REASON_RECONCILIATION, message);
        if (unreachableTime != null) {
            status.setUnreachableTime(unreachableTime);
        }
        line.statuses().send(framework, status.build());
    }
}
