package org.tepui.api.hook;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Resources;

/** A hook; what it does not care for keeps its default. */
@ConsumerType
public interface Hook {

    /**
     * Before a task of an ACCEPT is validated. Resources returned replace those of the task and must carry their allocation role.
     *
     * @param task mesos.v1.TaskInfo
     * @param agentTotal all resources of the agent
     */
    default Optional<Resources> launchTaskResources(byte[] task, Resources agentTotal) {
        return Optional.empty();
    }

    /**
     * Just before the task goes to its agent. Labels returned replace those in the message; the master keeps the old ones.
     *
     * @param task mesos.v1.TaskInfo
     * @param framework mesos.v1.FrameworkInfo
     * @param agent mesos.v1.AgentInfo
     */
    default Optional<Labels> launchTaskLabels(byte[] task, byte[] framework, byte[] agent) {
        return Optional.empty();
    }

    /** After an agent was removed, marked unreachable or gone. {@code agent} is a mesos.v1.AgentInfo. */
    default void agentLost(byte[] agent) {
    }
}
