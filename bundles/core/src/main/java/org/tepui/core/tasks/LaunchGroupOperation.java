package org.tepui.core.tasks;

import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** LAUNCH_GROUP: not built, and said so for every task of the group. */
public class LaunchGroupOperation {

    private final RefusedTasks refused;

    public LaunchGroupOperation(RefusedTasks refused) {
        this.refused = refused;
    }

    /** Returns what is left of the resources. */
    public Resources apply(Framework framework, Agent agent, String role, Offer.Operation operation, Resources left) {
        String why = operation.hasId() ? "The `id` field cannot be set on LAUNCH_GROUP operations"
                : "Task groups are not supported by this master: launch the tasks with LAUNCH";
        refused.tasks(framework, RefusedTasks.of(operation), TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_GROUP_INVALID, why);
        return left;
    }
}
