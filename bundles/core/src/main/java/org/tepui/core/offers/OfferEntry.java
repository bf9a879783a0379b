package org.tepui.core.offers;

import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.ledger.Holding;
import org.tepui.protocol.mesos.Offer;

/** An outstanding offer. */
public final class OfferEntry {

    public final String id;
    public final Framework framework;
    public final Agent agent;
    public final Holding holding;
    /** As kept and shown: allocation roles set, post-refinement format. */
    public final Offer offer;
    /** Runs when flag {@code offer_timeout} is set. */
    public long timer;

    public OfferEntry(Framework framework, Agent agent, Holding holding, Offer offer) {
        this.id = offer.getId().getValue();
        this.framework = framework;
        this.agent = agent;
        this.holding = holding;
        this.offer = offer;
    }

    public String role() {
        return offer.getAllocationInfo().getRole();
    }
}
