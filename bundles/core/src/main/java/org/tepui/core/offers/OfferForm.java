package org.tepui.core.offers;

import java.util.Map;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.protocol.mesos.Address;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.URL;

/** The message of an offer: as the master keeps it, and as a framework of given capabilities gets it. */
public class OfferForm {

    /** Ports that agents keep for themselves are no business of frameworks. */
    private static final String HIDDEN = "ephemeral_ports";

    Offer make(OfferID id, Framework framework, Agent agent, String role, Resources resources) {
        Offer.Builder offer = Offer.newBuilder().setId(id).setFrameworkId(framework.protoId()).setSlaveId(agent.protoId())
                .setHostname(agent.info.getHostname()).setUrl(url(agent)).addAllAttributes(agent.info.getAttributesList())
                .addAllResources(Forms.write(resources.filter(resource -> !resource.name().equals(HIDDEN)).allocate(role)))
                .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role));
        if (agent.info.hasDomain()) {
            offer.setDomain(agent.info.getDomain());
        }
        Map<String, ExecutorEntry> executors = agent.executors.get(framework.slot);
        if (executors != null) {
            executors.values().forEach(executor -> offer.addExecutorIds(executor.info().getExecutorId()));
        }
        return offer.build();
    }

    private static URL url(Agent agent) {
        return URL.newBuilder().setScheme("http").setAddress(Address.newBuilder().setHostname(agent.info.getHostname())
                .setIp(agent.pid.ip()).setPort(agent.pid.port())).setPath("/" + agent.pid.id()).build();
    }

    Offer sent(OfferEntry entry) {
        boolean multiRole = entry.framework.can(FrameworkInfo.Capability.Type.MULTI_ROLE);
        boolean refinement = entry.framework.can(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT);
        if (multiRole && refinement) {
            return entry.offer;
        }
        Resources resources = Forms.read(entry.offer.getResourcesList());
        Offer.Builder offer = entry.offer.toBuilder().clearResources();
        if (!multiRole) {
            resources = resources.unallocate();
            offer.clearAllocationInfo();
        }
        // Refined reservations are never offered to frameworks that don't know them.
        return offer.addAllResources(refinement ? Forms.write(resources) : Forms.writeOlder(resources)).build();
    }
}
