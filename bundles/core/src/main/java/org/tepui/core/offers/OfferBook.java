package org.tepui.core.offers;

import java.util.HashMap;
import java.util.Map;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.ledger.Holding;
import org.tepui.core.line.Line;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.scheduler.Event;

/** Outstanding offers: each is in this book, with its agent, with its framework, and in the ledger; or nowhere. */
public class OfferBook {

    /** Outstanding offers of one framework; beyond it the framework is offered nothing until it answers some. */
    public static final int PER_FRAMEWORK_MAX = 200_000;

    private final Line line;
    private final OfferForm form;
    private final Map<String, OfferEntry> byId = new HashMap<>();
    private long numbers;

    public OfferBook(Line line, OfferForm form) {
        this.line = line;
        this.form = form;
    }

    /** Takes the resources from what is free and makes an offer of them; telling the framework is up to the caller. */
    public OfferEntry make(Framework framework, Agent agent, int role, Resources resources) {
        Holding holding = line.ledger().offer(agent.slot, framework.slot, role, resources);
        OfferID id = OfferID.newBuilder().setValue(line.config().info().getId() + "-O" + numbers++).build();
        Offer offer = form.make(id, framework, agent, line.roles().name(role), resources);
        OfferEntry entry = new OfferEntry(framework, agent, holding, offer);
        byId.put(entry.id, entry);
        framework.offers.put(entry.id, entry);
        framework.offerRecords.put(entry.id, offer);
        agent.offers.put(entry.id, entry);
        line.config().offerTimeoutNanos().ifPresent(nanos -> entry.timer = line.timers().after(nanos, () -> timeout(entry.id)));
        touch(entry);
        return entry;
    }

    private void timeout(String id) {
        OfferEntry entry = byId.get(id);
        if (entry != null) {
            rescind(entry);
        }
    }

    public OfferEntry get(String id) {
        return byId.get(id);
    }

    public int size() {
        return byId.size();
    }

    /** Takes the offer back and tells its framework. */
    public void rescind(OfferEntry entry) {
        takeBack(entry);
        if (entry.framework.isConnected()) {
            line.out().emit(entry.framework.connection, Event.newBuilder().setType(Event.Type.RESCIND)
                    .setRescind(Event.Rescind.newBuilder().setOfferId(entry.offer.getId())).build());
        }
    }

    /** The offer is no more; its resources are free. */
    public void takeBack(OfferEntry entry) {
        byId.remove(entry.id);
        entry.framework.offers.remove(entry.id);
        entry.framework.offerRecords.remove(entry.id);
        entry.agent.offers.remove(entry.id);
        line.timers().cancel(entry.timer);
        line.ledger().release(entry.holding);
        touch(entry);
    }

    private void touch(OfferEntry entry) {
        line.frameworks().touch(entry.framework);
        line.agents().touch(entry.agent);
    }

    /** The offer in the form that its framework knows. */
    Offer sent(OfferEntry entry) {
        return form.sent(entry);
    }

    /** @throws org.tepui.core.line.Breach when an offer is not in exactly its four places */
    public void verify() {
        int ofAgents = 0;
        for (Agent agent : line.agents().all()) {
            for (OfferEntry entry : agent.offers.values()) {
                boolean everywhere = byId.get(entry.id) == entry && entry.framework.offers.get(entry.id) == entry && entry.agent == agent
                        && entry.holding.agent() == agent.slot && line.ledger().isHeld(entry.holding);
                org.tepui.core.line.Breach.unless(everywhere, "offer " + entry.id + " of agent " + agent.id + " is missing somewhere");
                ofAgents++;
            }
        }
        int ofFrameworks = 0;
        for (Framework framework : line.frameworks().all()) {
            ofFrameworks += framework.offers.size();
        }
        org.tepui.core.line.Breach.unless(ofAgents == byId.size() && ofFrameworks == byId.size(), "there are " + byId.size() + " offers, "
                + ofAgents + " with agents and " + ofFrameworks + " with frameworks");
    }
}
