package org.tepui.core.agents;

import java.util.LinkedHashSet;
import java.util.Set;
import org.tepui.api.resource.Resources;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;

/** What a re-registering agent reports of frameworks, executors and tasks, taken into memory. */
public class Reports {

    private final Line line;

    public Reports(Line line) {
        this.line = line;
    }

    /** Frameworks that this master has not seen yet are known from now on, as recovered ones. */
    public void recoverFrameworks(ReregisterSlaveMessage message) {
        for (FrameworkInfo info : message.getFrameworksList()) {
            String id = info.getId().getValue();
            if (line.frameworks().get(id) == null && !line.frameworks().isCompleted(id)) {
                line.frameworkDesk().recover(info);
            }
        }
    }

    public void adoptExecutors(Agent agent, ReregisterSlaveMessage message) {
        for (ExecutorInfo info : message.getExecutorInfosList()) {
            Framework framework = line.frameworks().get(info.getFrameworkId().getValue());
            if (framework != null && agent.executor(framework.slot, info.getExecutorId().getValue()) == null) {
                Resources resources = withRole(framework, Forms.read(info.getResourcesList()));
                ExecutorInfo stored = info.toBuilder().clearResources().addAllResources(Forms.write(resources)).build();
                line.tasks().addExecutor(framework, agent, stored, resources);
            }
        }
    }

    /** Null when the task stays unknown: its framework is gone, or the framework has a task of that id elsewhere. */
    public TaskEntry adopt(Agent agent, Task task) {
        Framework framework = line.frameworks().get(task.getFrameworkId().getValue());
        if (framework == null) {
            return null;
        }
        TaskEntry known = framework.tasks().get(task.getTaskId().getValue());
        if (known != null) {
            if (known.agent != agent) {
                line.out().error("Task " + known.id + " of framework " + framework + " is reported by agent " + agent
                        + " but runs on agent " + known.agent);
            }
            return null;
        }
        Resources resources = withRole(framework, Forms.read(task.getResourcesList()));
        Task stored = task.toBuilder().clearResources().addAllResources(Forms.write(resources)).build();
        return line.tasks().adopt(framework, agent, stored, resources);
    }

    /** Agents without MULTI_ROLE don't say the role: it is the only one of the framework. */
    private static Resources withRole(Framework framework, Resources resources) {
        String only = framework.roles.isEmpty() ? "*" : framework.roles.get(0);
        return resources.map(resource -> resource.allocationRole().isPresent() ? resource : resource.withAllocationRole(only));
    }

    /** Frameworks whose time is over are shut down on the agent; the others' newest information goes there. */
    public void answerFrameworks(Agent agent, ReregisterSlaveMessage message) {
        Set<String> over = new LinkedHashSet<>();
        for (Task task : message.getTasksList()) {
            over.add(task.getFrameworkId().getValue());
        }
        for (FrameworkInfo info : message.getFrameworksList()) {
            over.add(info.getId().getValue());
        }
        for (String id : over) {
            if (line.frameworks().isCompleted(id)) {
                line.out().send(agent.pid, ShutdownFrameworkMessage.newBuilder()
                        .setFrameworkId(FrameworkID.newBuilder().setValue(id)).build());
            }
        }
        for (FrameworkInfo info : message.getFrameworksList()) {
            Framework framework = line.frameworks().get(info.getId().getValue());
            if (framework != null) {
                line.out().send(agent.pid, line.frameworkDesk().updateMessage(framework));
            }
        }
    }
}
