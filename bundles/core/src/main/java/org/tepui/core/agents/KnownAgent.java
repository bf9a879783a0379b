package org.tepui.core.agents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tepui.api.resource.CheckpointedResources;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.core.tasks.TaskStates;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.CheckpointResourcesMessage;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;

/** A registered agent registers again: it restarted, moved to another port, or lost sight of the master. */
public class KnownAgent {

    static final String MOVED = "Agent attempted to reregister with different IP / hostname";

    private final Line line;
    private final Reports reports;

    public KnownAgent(Line line, Reports reports) {
        this.line = line;
        this.reports = reports;
    }

    void reregister(Agent agent, AgentDesk.Introduction introduction, ReregisterSlaveMessage message) {
        if (!agent.pid.ip().equals(introduction.pid().ip()) || !agent.info.getHostname().equals(introduction.info().getHostname())) {
            refuse(introduction, MOVED);
            return;
        }
        Resources checkpointed = agent.can(SlaveInfo.Capability.Type.RESOURCE_PROVIDER) ? introduction.checkpointed() : agent.checkpointed;
        Resources total;
        try {
            total = CheckpointedResources.apply(Forms.read(introduction.info().getResourcesList()), checkpointed);
        } catch (ResourceException e) {
            refuse(introduction, e.getMessage());
            return;
        }
        boolean wasDisconnected = !agent.connected;
        connect(agent);
        line.agentDesk().renew(agent, introduction, total, checkpointed);
        line.out().info("Re-registered agent " + agent + " with " + total);
        reports.recoverFrameworks(message);
        SlaveReregisteredMessage answer = SlaveReregisteredMessage.newBuilder().setSlaveId(agent.protoId())
                .addAllReconciliations(reconciliations(agent, message)).setConnection(line.agentDesk().connection()).build();
        dropUnreportedExecutors(agent, message);
        reports.adoptExecutors(agent, message);
        Set<Framework> lost = new LinkedHashSet<>();
        if (wasDisconnected) {
            agent.declaredLost.clear();
        }
        for (Task task : message.getTasksList()) {
            Framework framework = line.frameworks().get(task.getFrameworkId().getValue());
            boolean known = framework == null || agent.task(framework.slot, task.getTaskId().getValue()) != null;
            if (!known && wasDisconnected && !framework.info.getCheckpoint()) {
                // Its tasks ended, by the master's word, when the link broke.
                lost.add(framework);
                agent.declaredLost.add(framework.id + "/" + task.getTaskId().getValue());
            } else if (!known && agent.declaredLost.contains(framework.id + "/" + task.getTaskId().getValue())) {
                // A repetition of that message: the framework's shutdown is on its way, a second one would end what it launched since.
                continue;
            } else if (known || !TaskStates.isTerminal(task.getState())) {
                reports.adopt(agent, task);
            }
            // What has ended and is not known was acknowledged while this message was under way; if not, the agent repeats its update.
        }
        line.out().send(agent.pid, answer);
        lost.forEach(framework -> line.out().send(agent.pid,
                ShutdownFrameworkMessage.newBuilder().setFrameworkId(framework.protoId()).build()));
        repeatKills(agent);
        reports.answerFrameworks(agent, message);
        if (!agent.can(SlaveInfo.Capability.Type.RESOURCE_PROVIDER)) {
            line.out().send(agent.pid, CheckpointResourcesMessage.newBuilder()
                    .addAllResources(Forms.writeFor(agent, agent.checkpointed)).build());
        }
    }

    private void refuse(AgentDesk.Introduction introduction, String why) {
        line.out().warning("Asking agent at " + introduction.pid() + " to shut down: " + why);
        line.out().send(introduction.pid(), ShutdownMessage.newBuilder().setMessage(why).build());
    }

    private void connect(Agent agent) {
        line.timers().cancel(agent.reregisterTimer);
        agent.reregisterTimer = 0;
        agent.connected = true;
        agent.active = !agent.deactivated;
        agent.missedPongs = 0;
        agent.pongSeen = true;
    }

    /** One message a framework with the tasks that the agent should have and does not report. */
    protected List<ReconcileTasksMessage> reconciliations(Agent agent, ReregisterSlaveMessage message) {
        Set<String> reported = new HashSet<>();
        for (Task task : message.getTasksList()) {
            reported.add(task.getFrameworkId().getValue() + "/" + task.getTaskId().getValue());
        }
        Map<Framework, ReconcileTasksMessage.Builder> byFramework = new LinkedHashMap<>();
        for (TaskEntry task : agent.allTasks()) {
            if (!reported.contains(task.framework.id + "/" + task.id)) {
                TaskState state = task.task.hasStatusUpdateState() ? task.task.getStatusUpdateState() : task.state();
                TaskStatus status = line.statuses().own(task.task.getTaskId(), agent.protoId(), state,
                        TaskStatus.Reason.REASON_RECONCILIATION, "Reconciliation request").build();
                byFramework.computeIfAbsent(task.framework, framework -> ReconcileTasksMessage.newBuilder()
                        .setFrameworkId(framework.protoId()).setFramework(framework.info)).addStatuses(status);
            }
        }
        List<ReconcileTasksMessage> built = new ArrayList<>();
        byFramework.values().forEach(builder -> built.add(builder.build()));
        return built;
    }

    private void dropUnreportedExecutors(Agent agent, ReregisterSlaveMessage message) {
        Set<String> reported = new HashSet<>();
        for (ExecutorInfo info : message.getExecutorInfosList()) {
            reported.add(info.getFrameworkId().getValue() + "/" + info.getExecutorId().getValue());
        }
        for (ExecutorEntry executor : agent.allExecutors()) {
            if (!reported.contains(executor.framework().id + "/" + executor.id())) {
                line.tasks().removeExecutor(executor);
            }
        }
    }

    private void repeatKills(Agent agent) {
        for (TaskEntry task : agent.allTasks()) {
            if (task.killed && !task.isTerminal()) {
                line.out().send(agent.pid, KillTaskMessage.newBuilder().setFrameworkId(task.framework.protoId())
                        .setTaskId(task.task.getTaskId()).build());
            }
        }
    }
}
