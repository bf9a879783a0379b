package org.tepui.herd.agents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.StatusUpdate;

/** One task on one agent until its last update is acknowledged. Its updates go out one after the other. */
final class HerdTask {

    final FrameworkID framework;
    final TaskInfo info;
    final Deque<StatusUpdate> waiting = new ArrayDeque<>(4);
    private final List<TaskStatus> statuses = new ArrayList<>(3);
    TaskState state = TaskState.TASK_STAGING;
    /** When the first of the waiting ones went out, and how often it has. */
    long sentNanos;
    int sendings;

    HerdTask(FrameworkID framework, TaskInfo info) {
        this.framework = framework;
        this.info = info;
    }

    boolean ended() {
        return state == TaskState.TASK_FINISHED || state == TaskState.TASK_KILLED;
    }

    void note(StatusUpdate update) {
        state = update.getStatus().getState();
        statuses.add(update.getStatus());
        waiting.add(update);
    }

    /** As a master takes it at re-registration. */
    Task describe() {
        Task.Builder task = Task.newBuilder().setName(info.getName()).setTaskId(info.getTaskId()).setFrameworkId(framework)
            .setSlaveId(info.getSlaveId()).setState(state).addAllResources(info.getResourcesList()).addAllStatuses(statuses);
        TaskStatus told = waiting.isEmpty() ? statuses.isEmpty() ? null : statuses.get(statuses.size() - 1) : waiting.peek().getStatus();
        if (told != null) {
            task.setStatusUpdateState(told.getState()).setStatusUpdateUuid(told.getUuid());
        }
        return task.build();
    }
}
