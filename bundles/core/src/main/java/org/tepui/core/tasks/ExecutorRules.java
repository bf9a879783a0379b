package org.tepui.core.tasks;

import java.util.Optional;
import org.tepui.api.resource.ResourceChecks;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.protocol.mesos.ContainerInfo;
import org.tepui.protocol.mesos.ExecutorInfo;

/** Rules for an executor by itself and against the one that runs under its id, in the order in which they are looked at. */
final class ExecutorRules {

    private static final String RULE = "\n" + "-".repeat(60) + "\n";

    private ExecutorRules() {
    }

    static Optional<String> check(Framework framework, Agent agent, ExecutorInfo executor) {
        return type(executor).or(() -> id(executor)).or(() -> times(executor)).or(() -> container(executor))
                .or(() -> framework(framework, executor)).or(() -> resources(executor)).or(() -> compatible(framework, agent, executor));
    }

    private static Optional<String> type(ExecutorInfo executor) {
        if (executor.getType() == ExecutorInfo.Type.DEFAULT) {
            if (executor.hasCommand()) {
                return Optional.of("'ExecutorInfo.command' must not be set for 'DEFAULT' executor");
            }
            if (executor.hasContainer() && executor.getContainer().getType() != ContainerInfo.Type.MESOS) {
                return Optional.of("'ExecutorInfo.container.type' must be 'MESOS' for 'DEFAULT' executor");
            }
            return executor.getContainer().getMesos().hasImage()
                    ? Optional.of("'ExecutorInfo.container.mesos.image' must not be set for 'DEFAULT' executor") : Optional.empty();
        }
        return executor.getType() == ExecutorInfo.Type.CUSTOM && !executor.hasCommand()
                ? Optional.of("'ExecutorInfo.command' must be set for 'CUSTOM' executor") : Optional.empty();
    }

    private static Optional<String> id(ExecutorInfo executor) {
        try {
            ResourceChecks.id(executor.getExecutorId().getValue());
            return Optional.empty();
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> times(ExecutorInfo executor) {
        return executor.getShutdownGracePeriod().getNanoseconds() < 0
                ? Optional.of("ExecutorInfo's 'shutdown_grace_period' must be non-negative") : Optional.empty();
    }

    private static Optional<String> container(ExecutorInfo executor) {
        return ContainerRules.command(executor.getCommand()).map(cause -> "Executor's `CommandInfo` is invalid: " + cause)
                .or(() -> executor.hasContainer() ? ContainerRules.container(executor.getContainer())
                        .map(cause -> "Executor's `ContainerInfo` is invalid: " + cause) : Optional.empty());
    }

    private static Optional<String> framework(Framework framework, ExecutorInfo executor) {
        if (!executor.hasFrameworkId()) {
            return Optional.of("'ExecutorInfo.framework_id' must be set");
        }
        String given = executor.getFrameworkId().getValue();
        return given.equals(framework.id) ? Optional.empty()
                : Optional.of("ExecutorInfo has an invalid FrameworkID (Actual: " + given + " vs Expected: " + framework.id + ")");
    }

    private static Optional<String> resources(ExecutorInfo executor) {
        Resources resources = Forms.read(executor.getResourcesList());
        try {
            ResourceChecks.prefixed("Executor uses invalid resources: ", () -> ResourceChecks.usable(resources));
            ResourceChecks.prefixed("Executor uses duplicate persistence ID: ", () -> ResourceChecks.uniquePersistenceIds(resources));
            ResourceChecks.prefixed("Invalid executor resources: ", () -> ResourceChecks.allocatedToSingleRole(resources));
            ResourceChecks.prefixed("Executor mixes revocable and non-revocable resources: ",
                    () -> ResourceChecks.notMixedRevocable(resources));
            return Optional.empty();
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> compatible(Framework framework, Agent agent, ExecutorInfo executor) {
        ExecutorEntry known = agent.executor(framework.slot, executor.getExecutorId().getValue());
        if (known == null || known.info().equals(executor)) {
            return Optional.empty();
        }
        return Optional.of("ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID." + RULE
                + "Existing ExecutorInfo:\n" + known.info() + RULE.substring(1) + "ExecutorInfo:\n" + executor + RULE.substring(1));
    }
}
