package org.tepui.agent.core;

import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.TaskState;

/** Rules about task states. */
final class States {

    private States() {
    }

    /** A terminal state is never left. */
    static boolean terminal(TaskState state) {
        return switch (state) {
            case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR -> true;
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
        };
    }

    /** The state of a task that never ran here, in the words the framework knows. */
    static TaskState neverRan(FrameworkInfo framework) {
        return has(framework, FrameworkInfo.Capability.Type.PARTITION_AWARE) ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
    }

    static boolean has(FrameworkInfo framework, FrameworkInfo.Capability.Type capability) {
        return framework.getCapabilitiesList().stream().anyMatch(c -> c.getType() == capability);
    }
}
