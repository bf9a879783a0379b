package org.tepui.core.tasks;

import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** ACKNOWLEDGE: passed on to the agent; that of the terminal update ends the task's stay in memory. */
public class AcknowledgeCall {

    private final Line line;

    public AcknowledgeCall(Line line) {
        this.line = line;
    }

    public void handle(Framework framework, Call.Acknowledge call) {
        line.tally().count(Counter.MESSAGES_STATUS_UPDATE_ACKNOWLEDGEMENT);
        Agent agent = line.agents().get(call.getSlaveId().getValue());
        if (agent == null || !agent.connected) {
            invalid(framework, call, "agent " + call.getSlaveId().getValue() + (agent == null ? " is not registered" : " is disconnected"));
            return;
        }
        TaskEntry task = agent.task(framework.slot, call.getTaskId().getValue());
        if (task != null && !task.task.hasStatusUpdateUuid()) {
            invalid(framework, call, "no update of it was sent");
            return;
        }
        if (task != null && isLast(task, call)) {
            complete(task);
        }
        line.out().send(agent.pid, StatusUpdateAcknowledgementMessage.newBuilder().setSlaveId(agent.protoId())
                .setFrameworkId(framework.protoId()).setTaskId(call.getTaskId()).setUuid(call.getUuid()).build());
        line.tally().count(Counter.VALID_STATUS_UPDATE_ACKNOWLEDGEMENTS);
    }

    /** Of the terminal update, and of no other. */
    protected boolean isLast(TaskEntry task, Call.Acknowledge call) {
        return TaskStates.isTerminal(task.task.getStatusUpdateState()) && task.task.getStatusUpdateUuid().equals(call.getUuid());
    }

    protected void complete(TaskEntry task) {
        line.tasks().complete(task);
    }

    private void invalid(Framework framework, Call.Acknowledge call, String why) {
        line.out().warning("Ignoring the acknowledgement of task " + call.getTaskId().getValue() + " by framework " + framework + ": " + why);
        line.tally().count(Counter.INVALID_STATUS_UPDATE_ACKNOWLEDGEMENTS);
    }
}
