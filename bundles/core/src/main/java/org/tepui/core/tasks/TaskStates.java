package org.tepui.core.tasks;

import org.tepui.protocol.mesos.TaskState;

/** Properties of task states. */
public final class TaskStates {

    private TaskStates() {
    }

    /** A state that is never left. */
    public static boolean isTerminal(TaskState state) {
        return switch (state) {
            case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_LOST, TASK_ERROR, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR -> true;
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
        };
    }

    /** In this state a task holds no resources. */
    public static boolean isOver(TaskState state) {
        return isTerminal(state) || state == TaskState.TASK_UNREACHABLE;
    }
}
