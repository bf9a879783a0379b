package org.tepui.api.hook;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Resources;

/**
 * A hook; what it does not care for keeps its default. Methods may be called on several threads at once, for one task after the other of one
 * sender or one agent. What throws, gives null or overruns its time is logged, counted and passed over: the task goes on as it was.
 */
@ConsumerType
public interface Hook {

    /**
     * Before a task of an ACCEPT is authorized and validated (Mesos: masterLaunchTaskResourceDecorator). Resources returned replace those of
     * the task, for the hooks behind this one too. Those without an allocation role are allocated to the role of the offer.
     *
     * @param task as its scheduler sent it, resources allocated to the role of the offer
     * @param agentTotal all resources of the agent
     */
    default Optional<Resources> launchTaskResources(HookTask task, Resources agentTotal) {
        return Optional.empty();
    }

    /**
     * Just before the task goes to its agent (Mesos: masterLaunchTaskLabelDecorator). Labels returned replace those in the message, for the
     * hooks behind this one too; the master keeps the old ones.
     *
     * @param task valid, and booked by the master
     */
    default Optional<Labels> launchTaskLabels(HookTask task, HookFramework framework, HookAgent agent) {
        return Optional.empty();
    }

    /** After an agent was removed, marked unreachable or gone (Mesos: masterSlaveLostHook). Every hook is told, whatever the others do. */
    default void agentLost(HookAgent agent) {
    }
}
