package org.tepui.core.tasks;

import com.google.protobuf.ByteString;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;

/** StatusUpdateMessage: to the framework first, then into the task. Never acknowledged here: agents repeat until the framework does. */
public class StatusUpdates {

    static final int UUID_BYTES = 16;

    private final Line line;

    public StatusUpdates(Line line) {
        this.line = line;
    }

    public void handle(Upid from, StatusUpdateMessage message) {
        line.tally().count(Counter.MESSAGES_STATUS_UPDATE);
        StatusUpdate update = message.getUpdate();
        Agent agent = line.agents().get(update.getSlaveId().getValue());
        String refusal = refusal(agent, from, message);
        if (refusal != null) {
            line.out().warning("Ignoring status update from " + from + ": " + refusal);
            line.tally().count(Counter.INVALID_STATUS_UPDATES);
            return;
        }
        Framework framework = line.frameworks().get(update.getFrameworkId().getValue());
        if (framework == null) {
            line.out().warning("Ignoring status update of agent " + agent + ": unknown framework "
                    + update.getFrameworkId().getValue());
            line.tally().count(Counter.INVALID_STATUS_UPDATES);
            return;
        }
        apply(framework, agent, message);
    }

    private static String refusal(Agent agent, Upid from, StatusUpdateMessage message) {
        StatusUpdate update = message.getUpdate();
        if (agent == null) {
            return "agent '" + update.getSlaveId().getValue() + "' is not registered";
        }
        if (!agent.pid.equals(from)) {
            return "it is not the process of agent " + agent;
        }
        ByteString uuid = update.getUuid();
        if (uuid.size() != UUID_BYTES) {
            return "uuid of " + uuid.size() + " bytes";
        }
        return Upid.parse(message.getPid()).isEmpty() ? "no process id in it" : null;
    }

    private void apply(Framework framework, Agent agent, StatusUpdateMessage message) {
        StatusUpdate update = message.getUpdate();
        TaskStatus status = Statuses.ofUpdate(message);
        TaskEntry task = agent.task(framework.slot, status.getTaskId().getValue());
        boolean sent = forward(framework, status);
        if (sent && task != null) {
            line.tasks().forwarded(task, status);
        }
        if (task != null) {
            TaskState latest = update.hasLatestState() ? update.getLatestState() : status.getState();
            line.tasks().update(task, status, latest);
        }
        line.tally().count(sent && task != null ? Counter.VALID_STATUS_UPDATES : Counter.INVALID_STATUS_UPDATES);
    }

    /** False if there is nobody to send it to; the agent repeats it. */
    protected boolean forward(Framework framework, TaskStatus status) {
        return line.statuses().send(framework, status);
    }
}
