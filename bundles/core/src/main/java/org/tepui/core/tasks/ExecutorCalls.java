package org.tepui.core.tasks;

import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.internal.FrameworkToExecutorMessage;
import org.tepui.protocol.mesos.internal.ShutdownExecutorMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** SHUTDOWN and MESSAGE: to an executor by way of its agent. */
public class ExecutorCalls {

    private final Line line;

    public ExecutorCalls(Line line) {
        this.line = line;
    }

    /** Also to a disconnected agent. */
    public void shutdown(Framework framework, Call.Shutdown call) {
        Agent agent = line.agents().get(call.getSlaveId().getValue());
        if (agent == null) {
            line.out().warning("Dropping SHUTDOWN of executor " + call.getExecutorId().getValue() + " of framework " + framework
                    + ": agent " + call.getSlaveId().getValue() + " is not registered");
            return;
        }
        line.out().send(agent.pid, ShutdownExecutorMessage.newBuilder().setExecutorId(call.getExecutorId())
                .setFrameworkId(framework.protoId()).build());
    }

    public void message(Framework framework, Call.Message call) {
        line.tally().count(Counter.MESSAGES_FRAMEWORK_TO_EXECUTOR);
        Agent agent = line.agents().get(call.getSlaveId().getValue());
        if (agent == null || !agent.connected) {
            line.out().warning("Dropping MESSAGE to executor " + call.getExecutorId().getValue() + " of framework " + framework
                    + ": agent " + call.getSlaveId().getValue() + (agent == null ? " is not registered" : " is disconnected"));
            line.tally().count(Counter.INVALID_FRAMEWORK_TO_EXECUTOR_MESSAGES);
            return;
        }
        line.out().send(agent.pid, FrameworkToExecutorMessage.newBuilder().setSlaveId(agent.protoId()).setFrameworkId(framework.protoId())
                .setExecutorId(call.getExecutorId()).setData(call.getData()).build());
        line.tally().count(Counter.VALID_FRAMEWORK_TO_EXECUTOR_MESSAGES);
    }
}
