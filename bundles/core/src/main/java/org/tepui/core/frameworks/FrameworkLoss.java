package org.tepui.core.frameworks;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.planner.Change;
import org.tepui.core.agents.Agent;
import org.tepui.core.line.Line;
import org.tepui.core.line.Output;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;

/** A framework's scheduler goes away, for a while or for good. */
public class FrameworkLoss {

    private static final double SECONDS_MAX = 9.2e9;

    private final Line line;

    public FrameworkLoss(Line line) {
        this.line = line;
    }

    /** The stream of this number ended; a newer stream of the framework is not concerned. */
    public void streamClosed(long connection) {
        Framework framework = line.frameworks().ofConnection(connection);
        if (framework != null) {
            disconnect(framework);
        }
    }

    private void disconnect(Framework framework) {
        line.out().info("Framework " + framework + " disconnected");
        framework.state = Framework.State.DISCONNECTED;
        framework.active = false;
        framework.incarnation++;
        line.timers().cancel(framework.heartbeatTimer);
        takeBackOffers(framework);
        line.filters().dropOfFramework(framework);
        line.frameworks().connect(framework, Framework.NONE);
        line.frameworkDesk().changed(framework);
        String id = framework.id;
        long incarnation = framework.incarnation;
        double seconds = Math.max(0, Math.min(framework.info.getFailoverTimeout(), SECONDS_MAX));
        line.timers().after((long) (seconds * 1e9), () -> failoverTimeout(id, incarnation));
    }

    /** What it was offered is free again. */
    protected void takeBackOffers(Framework framework) {
        for (OfferEntry offer : new ArrayList<>(framework.offers.values())) {
            line.offers().takeBack(offer);
        }
    }

    private void failoverTimeout(String id, long incarnation) {
        Framework framework = line.frameworks().get(id);
        if (framework != null && framework.incarnation == incarnation && framework.state == Framework.State.DISCONNECTED) {
            line.out().info("Framework " + framework + " did not come back within its failover timeout");
            remove(framework);
        }
    }

    /** For good: its tasks are killed, its executors shut down, its stream ends without a word. */
    public void remove(Framework framework) {
        line.out().info("Removing framework " + framework);
        line.timers().cancel(framework.heartbeatTimer);
        takeBackOffers(framework);
        line.filters().dropOfFramework(framework);
        ShutdownFrameworkMessage shutdown = ShutdownFrameworkMessage.newBuilder().setFrameworkId(framework.protoId()).build();
        for (Agent agent : line.agents().all()) {
            line.out().send(agent.pid, shutdown);
        }
        killTasks(framework);
        for (ExecutorEntry executor : framework.allExecutors()) {
            line.tasks().removeExecutor(executor);
        }
        if (framework.connection != Framework.NONE) {
            line.out().add(new Output.EndStream(framework.connection));
        }
        framework.active = false;
        framework.state = Framework.State.DISCONNECTED;
        line.frameworks().complete(line.frameworkDesk().record(framework, -1, line.clock().seconds()));
        line.feed().add(new Change.FrameworkRemoved(framework.slot));
        line.frameworks().remove(framework);
    }

    private void killTasks(Framework framework) {
        for (TaskEntry task : framework.allTasks()) {
            if (!task.isTerminal()) {
                line.tasks().update(task, killed(framework, task.task), TaskState.TASK_KILLED);
            }
            line.tasks().complete(task);
        }
        List<Task> unreachable = new ArrayList<>();
        framework.unreachableTasks().tasks().forEach(unreachable::add);
        framework.unreachableTasks().clear();
        for (Task task : unreachable) {
            framework.completedTasks().add(task.toBuilder().setState(TaskState.TASK_KILLED).addStatuses(killed(framework, task)).build());
        }
    }

    private TaskStatus killed(Framework framework, Task task) {
        return line.statuses().own(task.getTaskId(), task.getSlaveId(), TaskState.TASK_KILLED, TaskStatus.Reason.REASON_FRAMEWORK_REMOVED,
                "Framework " + framework.id + " removed").build();
    }
}
