package org.tepui.core.agents;

import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;

/** An agent comes back that was known to an earlier master, or that was unreachable. */
public class ReturningAgent {

    private final Line line;
    private final Reports reports;

    public ReturningAgent(Line line, Reports reports) {
        this.line = line;
        this.reports = reports;
    }

    /** @param recovered it was in the registry as reachable when this master was elected */
    void reregister(String id, AgentDesk.Introduction introduction, ReregisterSlaveMessage message, boolean recovered) {
        boolean wasUnreachable = line.agents().unreachable().remove(id) != null;
        line.agents().unreachableTasks().remove(id);
        takePid(introduction);
        Agent agent = line.agentDesk().add(id, introduction, true);
        line.tally().count(Counter.AGENT_REREGISTRATIONS);
        line.out().info("Re-registered agent " + agent + " with " + introduction.total());
        reports.recoverFrameworks(message);
        reports.adoptExecutors(agent, message);
        for (Task task : message.getTasksList()) {
            adopt(agent, task, recovered, wasUnreachable);
        }
        line.out().send(agent.pid, SlaveReregisteredMessage.newBuilder().setSlaveId(agent.protoId())
                .setConnection(line.agentDesk().connection()).build());
        reports.answerFrameworks(agent, message);
        line.pings().start(agent);
    }

    /** Another agent under the same process id is over: one process is one agent. */
    private void takePid(AgentDesk.Introduction introduction) {
        Agent other = line.agents().at(introduction.pid());
        if (other != null) {
            line.agentLoss().remove(other, "a new agent registered at the same address", Counter.AGENT_REMOVALS_REASON_REGISTERED);
        }
    }

    private void adopt(Agent agent, Task task, boolean recovered, boolean wasUnreachable) {
        Framework framework = line.frameworks().get(task.getFrameworkId().getValue());
        TaskEntry entry = reports.adopt(agent, task);
        if (entry == null || recovered) {
            return;
        }
        framework.unreachableTasks().remove(entry.id);
        framework.completedTasks().remove(entry.id);
        line.frameworks().touch(framework);
        String message = wasUnreachable ? "Unreachable agent re-reregistered" : "Unknown agent reregistered";
        TaskStatus status = line.statuses().known(entry.task, entry.state(), TaskStatus.Reason.REASON_SLAVE_REREGISTERED, message).build();
        line.statuses().send(framework, status);
    }
}
