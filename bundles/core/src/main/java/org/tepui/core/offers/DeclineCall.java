package org.tepui.core.offers;

import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.scheduler.Call;

/** DECLINE: offers go back, with a filter each. Unknown ones and those of others are skipped. */
public class DeclineCall {

    private final Line line;

    public DeclineCall(Line line) {
        this.line = line;
    }

    public void handle(Framework framework, Call.Decline call) {
        line.tally().count(Counter.MESSAGES_DECLINE_OFFERS);
        for (OfferID id : call.getOfferIdsList()) {
            OfferEntry offer = line.offers().get(id.getValue());
            if (offer == null || offer.framework != framework) {
                line.out().warning("Ignoring decline of offer " + id.getValue() + " by framework " + framework
                        + ": it is not one of its offers");
                continue;
            }
            decline(offer, call.getFilters());
        }
    }

    protected void decline(OfferEntry offer, org.tepui.protocol.mesos.Filters filters) {
        line.offers().takeBack(offer);
        line.filters().add(offer.framework, offer.agent, offer.holding.role(), offer.holding.resources(), filters);
    }
}
