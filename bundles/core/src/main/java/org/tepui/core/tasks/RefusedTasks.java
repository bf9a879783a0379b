package org.tepui.core.tasks;

import java.util.List;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** Tasks that are never launched: their framework is told why, and they are counted. */
public class RefusedTasks {

    private final Line line;

    public RefusedTasks(Line line) {
        this.line = line;
    }

    /** Tasks of a LAUNCH or LAUNCH_GROUP. */
    public static List<TaskInfo> of(Offer.Operation operation) {
        return operation.getType() == Offer.Operation.Type.LAUNCH ? operation.getLaunch().getTaskInfosList()
                : operation.getLaunchGroup().getTaskGroup().getTasksList();
    }

    public void tasks(Framework framework, List<TaskInfo> tasks, TaskState state, TaskStatus.Reason reason, String message) {
        for (TaskInfo task : tasks) {
            task(framework, task, state, reason, message);
        }
    }

    public void task(Framework framework, TaskInfo task, TaskState state, TaskStatus.Reason reason, String message) {
        line.out().warning("Task '" + task.getTaskId().getValue() + "' of framework " + framework + " is not launched: " + message);
        TaskStatus status = line.statuses().own(task.getTaskId(), task.getSlaveId(), state, reason, message).build();
        line.tally().countTask(status);
        line.statuses().send(framework, status);
    }
}
