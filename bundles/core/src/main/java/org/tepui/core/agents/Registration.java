package org.tepui.core.agents;

import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.registrar.RegistryOperation;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;

/** RegisterSlaveMessage: an agent without an id. Whatever is wrong with it, it gets no answer. */
public class Registration {

    private final Line line;

    public Registration(Line line) {
        this.line = line;
    }

    public void handle(Upid from, RegisterSlaveMessage message) {
        line.tally().count(Counter.MESSAGES_REGISTER_AGENT);
        if (line.agents().registering().contains(from.toString())) {
            return;
        }
        if (line.agents().full() != null) {
            line.out().warning("Ignoring registration of " + from + ": " + line.agents().full());
            return;
        }
        AgentDesk.Introduction introduction;
        try {
            introduction = AgentRules.read(from, message, line.config().info());
        } catch (AgentRules.Refused e) {
            line.out().warning("Ignoring registration of an agent at " + from + ": " + e.getMessage());
            return;
        }
        Agent known = line.agents().at(from);
        if (known != null && known.connected) {
            line.out().info("Agent " + known + " is registered already");
            answer(known);
            return;
        }
        if (known != null) {
            line.agentLoss().remove(known, "a new agent registered at the same address", Counter.AGENT_REMOVALS_REASON_REGISTERED);
        }
        admit(introduction);
    }

    private void admit(AgentDesk.Introduction introduction) {
        String id = line.config().info().getId() + "-S" + line.agents().nextAgentNumber();
        line.agents().registering().add(introduction.pid().toString());
        line.registrar().submit(new RegistryOperation.Admit(Forms.downgrade(introduction.infoWithId(id))),
                applied -> admitted(id, introduction, applied));
    }

    /** The registry has the agent, or had the id before. */
    protected void admitted(String id, AgentDesk.Introduction introduction, boolean applied) {
        line.agents().registering().remove(introduction.pid().toString());
        if (!applied) {
            line.out().error("Agent id " + id + " is in the registry already: ignoring the registration of " + introduction.pid());
            return;
        }
        Agent agent = line.agentDesk().add(id, introduction, false);
        line.tally().count(Counter.AGENT_REGISTRATIONS);
        line.out().info("Registered agent " + agent + " with " + introduction.total());
        answer(agent);
        line.pings().start(agent);
    }

    private void answer(Agent agent) {
        line.out().send(agent.pid, SlaveRegisteredMessage.newBuilder().setSlaveId(agent.protoId())
                .setConnection(line.agentDesk().connection()).build());
    }
}
