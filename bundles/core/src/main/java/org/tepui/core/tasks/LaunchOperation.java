package org.tepui.core.tasks;

import java.util.List;
import java.util.Optional;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.HealthCheck;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ResourceVersionUUID;
import org.tepui.protocol.mesos.internal.RunTaskMessage;

/** LAUNCH: each task stands alone; a valid one goes to its agent. */
public class LaunchOperation {

    private final Line line;
    private final RefusedTasks refused;

    public LaunchOperation(Line line, RefusedTasks refused) {
        this.line = line;
        this.refused = refused;
    }

    /** Returns what is left of the resources, which carry their allocation role. */
    public Resources apply(Framework framework, Agent agent, String role, Offer.Operation operation, Resources left) {
        List<TaskInfo> tasks = operation.getLaunch().getTaskInfosList();
        Optional<String> error = readable(tasks);
        if (error.isEmpty() && operation.hasId()) {
            error = Optional.of("The `id` field cannot be set on LAUNCH operations");
        }
        if (error.isPresent()) {
            refused.tasks(framework, tasks, TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_INVALID, error.get());
            return left;
        }
        Resources rest = left;
        for (TaskInfo given : tasks) {
            rest = launch(framework, agent, complete(framework, given, role), rest);
        }
        return rest;
    }

    /** All resources of all tasks are valid ones. */
    private static Optional<String> readable(List<TaskInfo> tasks) {
        try {
            for (TaskInfo task : tasks) {
                Forms.read(task.getResourcesList());
                Forms.read(task.getExecutor().getResourcesList());
            }
            return Optional.empty();
        } catch (ResourceException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Fills in what schedulers may leave out: allocation roles, the executor's framework, the type of a health check. */
    private static TaskInfo complete(Framework framework, TaskInfo given, String role) {
        TaskInfo.Builder task = given.toBuilder().clearResources().addAllResources(allocated(given.getResourcesList(), role));
        if (given.hasExecutor()) {
            ExecutorInfo.Builder executor = given.getExecutor().toBuilder().clearResources()
                    .addAllResources(allocated(given.getExecutor().getResourcesList(), role));
            if (!executor.hasFrameworkId()) {
                executor.setFrameworkId(framework.protoId());
            }
            task.setExecutor(executor);
        }
        if (given.hasHealthCheck() && !given.getHealthCheck().hasType()) {
            if (given.getHealthCheck().hasCommand() && !given.getHealthCheck().hasHttp()) {
                task.getHealthCheckBuilder().setType(HealthCheck.Type.COMMAND);
            } else if (given.getHealthCheck().hasHttp() && !given.getHealthCheck().hasCommand()) {
                task.getHealthCheckBuilder().setType(HealthCheck.Type.HTTP);
            }
        }
        return task.build();
    }

    private static List<Resource> allocated(List<Resource> list, String role) {
        Resources resources = Forms.read(list);
        return Forms.write(resources.map(resource -> resource.allocationRole().isPresent() ? resource : resource.withAllocationRole(role)));
    }

    private Resources launch(Framework framework, Agent agent, TaskInfo task, Resources left) {
        Optional<String> error = TaskRules.check(framework, agent, task).or(() -> LaunchRules.check(framework, agent, task, left));
        if (error.isPresent()) {
            refused.task(framework, task, TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_INVALID, error.get());
            return left;
        }
        Resources resources = Forms.read(task.getResourcesList());
        Resources taken = resources;
        boolean newExecutor = task.hasExecutor()
                && agent.executor(framework.slot, task.getExecutor().getExecutorId().getValue()) == null;
        if (newExecutor) {
            Resources ofExecutor = Forms.read(task.getExecutor().getResourcesList());
            line.tasks().addExecutor(framework, agent, task.getExecutor(), ofExecutor);
            taken = taken.plus(ofExecutor);
        }
        line.tasks().launch(framework, agent, task, resources);
        line.out().send(agent.pid, message(framework, agent, task, newExecutor || !task.hasExecutor()));
        // What is shared may be used by the next task too.
        return left.minus(taken.nonShared());
    }

    private static RunTaskMessage message(Framework framework, Agent agent, TaskInfo task, boolean launchExecutor) {
        TaskInfo.Builder sent = task.toBuilder().clearResources()
                .addAllResources(Forms.writeFor(agent, Forms.read(task.getResourcesList())));
        if (task.hasExecutor()) {
            sent.getExecutorBuilder().clearResources()
                    .addAllResources(Forms.writeFor(agent, Forms.read(task.getExecutor().getResourcesList())));
        }
        RunTaskMessage.Builder message = RunTaskMessage.newBuilder().setFramework(framework.info).setPid(Upid.EMPTY.toString())
                .setTask(sent).setLaunchExecutor(launchExecutor);
        agent.resourceVersion.ifPresent(uuid -> message.addResourceVersionUuids(ResourceVersionUUID.newBuilder().setUuid(uuid)));
        return message.build();
    }
}
