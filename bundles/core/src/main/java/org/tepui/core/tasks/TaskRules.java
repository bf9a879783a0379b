package org.tepui.core.tasks;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.api.resource.ResourceChecks;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ScalarValue;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.Value;

/** Rules for a task by itself, in the order in which they are looked at. Answers the text that schedulers know, or nothing. */
final class TaskRules {

    private TaskRules() {
    }

    /** @param task with allocation roles and resources that can be read */
    static Optional<String> check(Framework framework, Agent agent, TaskInfo task) {
        return identity(framework, agent, task).or(() -> times(task)).or(() -> CheckRules.of(task)).or(() -> resources(task))
                .or(() -> container(task)).or(() -> limits(agent, task));
    }

    private static Optional<String> identity(Framework framework, Agent agent, TaskInfo task) {
        String id = task.getTaskId().getValue();
        try {
            ResourceChecks.id(id);
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
        if (framework.tasks().get(id) != null) {
            return Optional.of("Task has duplicate ID: " + id);
        }
        if (framework.unreachableTasks().contains(id)) {
            return Optional.of("Task reuses the ID of an unreachable task: " + id);
        }
        return task.getSlaveId().getValue().equals(agent.id) ? Optional.empty() : Optional.of("Task uses invalid agent "
                + task.getSlaveId().getValue() + " while agent " + agent.id + " is expected");
    }

    private static Optional<String> times(TaskInfo task) {
        if (task.getKillPolicy().getGracePeriod().getNanoseconds() < 0) {
            return Optional.of("Task's 'kill_policy.grace_period' must be non-negative");
        }
        return task.getMaxCompletionTime().getNanoseconds() < 0 ? Optional.of("Task's `max_completion_time` must be non-negative")
                : Optional.empty();
    }

    private static Optional<String> resources(TaskInfo task) {
        if (task.getResourcesCount() == 0) {
            return Optional.of("Task uses no resources");
        }
        Resources resources = Forms.read(task.getResourcesList());
        try {
            ResourceChecks.prefixed("Task uses invalid resources: ", () -> ResourceChecks.usable(resources));
            ResourceChecks.prefixed("Task uses duplicate persistence ID: ", () -> ResourceChecks.uniquePersistenceIds(resources));
            ResourceChecks.prefixed("Invalid task resources: ", () -> ResourceChecks.allocatedToSingleRole(resources));
            ResourceChecks.prefixed("Task mixes revocable and non-revocable resources: ",
                    () -> ResourceChecks.notMixedRevocable(resources));
            return Optional.empty();
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> container(TaskInfo task) {
        return ContainerRules.command(task.getCommand()).map(cause -> "Task's `CommandInfo` is invalid: " + cause)
                .or(() -> task.hasContainer() ? ContainerRules.container(task.getContainer())
                        .map(cause -> "Task's `ContainerInfo` is invalid: " + cause) : Optional.empty());
    }

    private static Optional<String> limits(Agent agent, TaskInfo task) {
        if (task.getLimitsCount() == 0) {
            return Optional.empty();
        }
        if (!agent.can(SlaveInfo.Capability.Type.TASK_RESOURCE_LIMITS)) {
            return Optional.of("Agent is not capable of handling task resource limits");
        }
        Map<String, Value.Scalar> limits = new TreeMap<>(task.getLimitsMap());
        Resources requests = Forms.read(task.getResourcesList());
        for (String name : limits.keySet()) {
            if (!name.equals("cpus") && !name.equals("mem")) {
                return Optional.of("Only cpus and mem may be included in a task's resource limits");
            }
        }
        return limit(limits, requests, "cpus", "When a CPU limit is specified, a CPU request must also be specified",
                "The cpu limit must be greater than or equal to the cpu request")
                .or(() -> limit(limits, requests, "mem", "When a memory limit is specified, a memory request must also be specified",
                        "The memory limit must be greater than or equal to the memory request"));
    }

    private static Optional<String> limit(Map<String, Value.Scalar> limits, Resources requests, String name, String missing, String below) {
        if (!limits.containsKey(name)) {
            return Optional.empty();
        }
        long request = requests.thousandths(name);
        if (request == 0) {
            return Optional.of(missing);
        }
        double limit = limits.get(name).getValue();
        boolean enough = limit == Double.POSITIVE_INFINITY || ScalarValue.toThousandths(limit) >= request;
        return enough ? Optional.empty() : Optional.of(below);
    }
}
