package org.tepui.core.agents;

import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.registrar.RegistryOperation;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;

/** ReregisterSlaveMessage: an agent with an id, which this master may or may not know. */
public class Reregistration {

    static final String GONE = "Agent has been marked gone";

    private final Line line;
    private final KnownAgent knownAgent;
    private final ReturningAgent returningAgent;

    public Reregistration(Line line, KnownAgent knownAgent, ReturningAgent returningAgent) {
        this.line = line;
        this.knownAgent = knownAgent;
        this.returningAgent = returningAgent;
    }

    public void handle(Upid from, ReregisterSlaveMessage message) {
        line.tally().count(Counter.MESSAGES_REREGISTER_AGENT);
        String id = message.getSlave().getId().getValue();
        Agents agents = line.agents();
        if (agents.reregistering().contains(id) || agents.markingUnreachable().contains(id) || agents.removing().contains(id)) {
            line.out().info("Ignoring re-registration of agent " + id + " at " + from + ": a change of it is in work");
            return;
        }
        if (agents.gone().containsKey(id)) {
            line.out().warning("Agent " + id + " at " + from + " was marked gone: asking it to shut down");
            line.out().send(from, ShutdownMessage.newBuilder().setMessage(GONE).build());
            return;
        }
        if (agents.get(id) == null && agents.full() != null) {
            line.out().warning("Ignoring re-registration of " + from + ": " + agents.full());
            return;
        }
        AgentDesk.Introduction introduction;
        try {
            introduction = AgentRules.read(from, message, line.config().info());
        } catch (AgentRules.Refused e) {
            line.out().warning("Ignoring re-registration of agent '" + id + "' at " + from + ": " + e.getMessage());
            return;
        }
        agents.reregistering().add(id);
        Agent known = agents.get(id);
        SlaveInfo now = introduction.infoWithId(id);
        if (known != null) {
            proceed(Kind.REGISTERED, known.info.equals(now), introduction, message);
        } else if (agents.recovered().containsKey(id)) {
            proceed(Kind.RECOVERED, agents.recovered().get(id).equals(now), introduction, message);
        } else {
            line.registrar().submit(new RegistryOperation.MarkReachable(Forms.downgrade(now)),
                    applied -> back(Kind.OTHER, introduction, message));
        }
    }

    private void proceed(Kind kind, boolean same, AgentDesk.Introduction introduction, ReregisterSlaveMessage message) {
        if (same) {
            back(kind, introduction, message);
            return;
        }
        SlaveInfo now = introduction.infoWithId(message.getSlave().getId().getValue());
        line.registrar().submit(new RegistryOperation.Update(Forms.downgrade(now)), applied -> back(kind, introduction, message));
    }

    /** The registry knows; what was true before the write is looked at again. */
    private void back(Kind kind, AgentDesk.Introduction introduction, ReregisterSlaveMessage message) {
        String id = message.getSlave().getId().getValue();
        Agents agents = line.agents();
        agents.reregistering().remove(id);
        Agent known = agents.get(id);
        if (agents.gone().containsKey(id)) {
            line.out().send(introduction.pid(), ShutdownMessage.newBuilder().setMessage(GONE).build());
        } else if (known != null) {
            knownAgent.reregister(known, introduction, message);
        } else if (kind == Kind.OTHER || (kind == Kind.RECOVERED && agents.recovered().remove(id) != null)) {
            returningAgent.reregister(id, introduction, message, kind == Kind.RECOVERED);
        } else {
            line.out().info("Agent " + id + " was removed while it re-registered: it will try again");
        }
    }

    /** What the agent was to this master when its message came. */
    private enum Kind { REGISTERED, RECOVERED, OTHER }
}
