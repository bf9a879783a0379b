package org.tepui.core.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tepui.api.planner.Change;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.line.MasterConfig;
import org.tepui.core.line.Output;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.DomainInfo;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.internal.MasterSlaveConnection;

/** Puts agents into the master's memory and keeps planner and records in step with them. */
public class AgentDesk {

    private final Line line;

    public AgentDesk(Line line) {
        this.line = line;
    }

    /** What an agent tells of itself when it registers, read and checked. */
    public record Introduction(Upid pid, SlaveInfo info, Resources total, Resources checkpointed, String version,
            List<SlaveInfo.Capability> capabilities, Optional<UUID> resourceVersion) {

        SlaveInfo infoWithId(String id) {
            return info.toBuilder().setId(org.tepui.protocol.mesos.SlaveID.newBuilder().setValue(id)).build();
        }
    }

    /** A registered, connected agent under this id; links to it. Pings start with {@link Pings#start}. */
    public Agent add(String id, Introduction from, boolean reregistered) {
        double now = line.clock().seconds();
        Agent agent = new Agent(line.agents().takeSlot(), id, line.clock().epoch(), line.agents().nextObserver(), now,
                from.infoWithId(id), from.pid());
        agent.reregisteredTime = reregistered ? now : 0;
        agent.deactivated = line.agents().deactivated().contains(id);
        agent.active = !agent.deactivated;
        takeOver(agent, from);
        agent.link = line.nextLink();
        line.out().add(new Output.Link(agent.pid, agent.link));
        line.agents().add(agent);
        line.agents().forget(id);
        line.ledger().open(agent.slot, from.total());
        agent.facts = facts(agent);
        line.feed().add(new Change.AgentAdded(agent.slot, agent.facts));
        line.planning().want(agent);
        return agent;
    }

    private static void takeOver(Agent agent, Introduction from) {
        agent.version = from.version();
        agent.capabilities = from.capabilities();
        agent.resourceVersion = from.resourceVersion();
        agent.checkpointed = from.checkpointed();
    }

    /** The known agent says anew who it is: process, version, capabilities, resources. */
    public void renew(Agent agent, Introduction from, Resources total, Resources checkpointed) {
        boolean sameAttributes = agent.info.getAttributesList().equals(from.info().getAttributesList());
        // Always a new link: the end of the old one may still be on its way, and must not end this one.
        line.out().add(new Output.Unlink(agent.pid, agent.link));
        if (!agent.pid.equals(from.pid())) {
            line.agents().move(agent, from.pid());
        }
        line.agents().relink(agent, line.nextLink());
        line.out().add(new Output.Link(agent.pid, agent.link));
        agent.info = from.infoWithId(agent.id);
        takeOver(agent, from);
        agent.checkpointed = checkpointed;
        agent.reregisteredTime = line.clock().seconds();
        if (!sameAttributes) {
            line.filters().dropOfAgent(agent);
        }
        if (!line.ledger().total(agent.slot).equals(total)) {
            line.ledger().resize(agent.slot, total);
            rescindUncovered(agent);
        }
        changed(agent);
        line.planning().want(agent);
    }

    /** The agent shrank: what can't be told from what is missing is taken back, and offered anew if it is there. */
    private void rescindUncovered(Agent agent) {
        if (line.ledger().isOvercommitted(agent.slot)) {
            for (OfferEntry offer : new ArrayList<>(agent.offers.values())) {
                line.offers().rescind(offer);
            }
        }
    }

    /** Tells the planner how the agent is now. */
    public void changed(Agent agent) {
        agent.changedEpoch = line.clock().epoch();
        line.agents().touch(agent);
        agent.facts = facts(agent);
        line.feed().add(new Change.AgentUpdated(agent.slot, agent.facts));
    }

    private Change.AgentFacts facts(Agent agent) {
        return new Change.AgentFacts(agent.id, agent.info.getHostname(), agent.active, line.ledger().total(agent.slot),
                Forms.readAttributes(agent.info.getAttributesList()), agent.can(SlaveInfo.Capability.Type.MULTI_ROLE),
                agent.can(SlaveInfo.Capability.Type.HIERARCHICAL_ROLE), agent.can(SlaveInfo.Capability.Type.RESERVATION_REFINEMENT),
                isSameRegion(agent));
    }

    private boolean isSameRegion(Agent agent) {
        DomainInfo domain = agent.info.getDomain();
        DomainInfo own = line.config().info().getDomain();
        return !domain.hasFaultDomain() || (own.hasFaultDomain()
                && own.getFaultDomain().getRegion().equals(domain.getFaultDomain().getRegion()));
    }

    /** What registered agents are told: after how long without a ping they must look for a master anew. */
    public MasterSlaveConnection connection() {
        MasterConfig config = line.config();
        double seconds = config.agentPingTimeoutNanos() / 1e9 * config.maxAgentPingTimeouts();
        return MasterSlaveConnection.newBuilder().setTotalPingTimeoutSeconds(seconds).build();
    }

    public AgentRecord record(Agent agent) {
        java.util.TreeSet<Integer> frameworks = new java.util.TreeSet<>(agent.tasks.keySet());
        frameworks.addAll(agent.executors.keySet());
        return new AgentRecord(agent.slot, agent.info, agent.pid, agent.version, agent.capabilities, agent.registeredTime,
                agent.reregisteredTime, agent.connected, agent.active, agent.deactivated, line.ledger().total(agent.slot),
                line.ledger().used(agent.slot), line.ledger().offered(agent.slot), List.copyOf(frameworks));
    }
}
