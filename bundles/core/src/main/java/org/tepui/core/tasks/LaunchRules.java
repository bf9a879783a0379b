package org.tepui.core.tasks;

import java.util.List;
import java.util.Optional;
import org.tepui.api.resource.ResourceChecks;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.TaskInfo;

/** Rules for a task of a LAUNCH together with its executor and with what is left of the offers. */
final class LaunchRules {

    private LaunchRules() {
    }

    static Optional<String> check(Framework framework, Agent agent, TaskInfo task, Resources left) {
        if (task.hasExecutor() == task.hasCommand()) {
            return Optional.of("Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
        }
        if (task.hasExecutor()) {
            Optional<String> error = executor(framework, agent, task.getExecutor());
            if (error.isPresent()) {
                return error;
            }
        }
        return together(framework, agent, task, left);
    }

    private static Optional<String> executor(Framework framework, Agent agent, ExecutorInfo executor) {
        Optional<String> error = ExecutorRules.check(framework, agent, executor);
        if (error.isPresent()) {
            return error;
        }
        if (executor.hasType() && executor.getType() != ExecutorInfo.Type.CUSTOM) {
            return Optional.of("'ExecutorInfo.type' must be 'CUSTOM'");
        }
        if (!executor.hasCommand()) {
            return Optional.of("'ExecutorInfo.command' must be set");
        }
        Resources resources = Forms.read(executor.getResourcesList());
        if (!resources.shared().isEmpty()) {
            return Optional.of("Executor resources " + resources + " should not contain any shared resources");
        }
        boolean shares = executor.getContainer().getLinuxInfo().hasShareCgroups() && executor.getContainer().getLinuxInfo().getShareCgroups();
        return shares ? Optional.of("The 'share_cgroups' field cannot be set to 'true' on executor containers") : Optional.empty();
    }

    private static Optional<String> together(Framework framework, Agent agent, TaskInfo task, Resources left) {
        Resources ofTask = Forms.read(task.getResourcesList());
        Resources ofExecutor = Forms.read(task.getExecutor().getResourcesList());
        if (ResourceChecks.overlap(List.of(ofTask, ofExecutor))) {
            return Optional.of("There are overlapping resources in the task resources " + ofTask + " and executor resources " + ofExecutor);
        }
        Resources sum = ofTask.plus(ofExecutor);
        try {
            ResourceChecks.prefixed("Task and its executor use duplicate persistence ID: ", () -> ResourceChecks.uniquePersistenceIds(sum));
            ResourceChecks.prefixed("Task and its executor mix revocable and non-revocable resources: ",
                    () -> ResourceChecks.notMixedRevocable(sum));
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
        boolean running = task.hasExecutor() && agent.executor(framework.slot, task.getExecutor().getExecutorId().getValue()) != null;
        Resources needed = running ? ofTask : sum;
        if (!left.contains(needed)) {
            return Optional.of("Total resources " + needed + " required by task and its executor is more than available " + left);
        }
        boolean apart = task.getContainer().getLinuxInfo().hasShareCgroups() && !task.getContainer().getLinuxInfo().getShareCgroups();
        return apart ? Optional.of("Only tasks in a task group may have 'share_cgroups' set to 'false'") : Optional.empty();
    }
}
