package org.tepui.core.line;

import org.tepui.core.agents.AgentDesk;
import org.tepui.core.agents.AgentLoss;
import org.tepui.core.agents.Agents;
import org.tepui.core.agents.Pings;
import org.tepui.core.agents.RemovalLimiter;
import org.tepui.core.frameworks.FrameworkDesk;
import org.tepui.core.frameworks.FrameworkLoss;
import org.tepui.core.frameworks.Frameworks;
import org.tepui.core.ledger.Feed;
import org.tepui.core.ledger.Ledger;
import org.tepui.core.offers.Filters;
import org.tepui.core.offers.OfferBook;
import org.tepui.core.offers.Planning;
import org.tepui.core.registrar.Registrar;
import org.tepui.core.roles.RoleBook;
import org.tepui.core.tasks.Statuses;
import org.tepui.core.tasks.TaskBook;

/** What handlers share: the state of the line, and the services that change it. Wired once, by {@link Assembly}. */
public final class Line {

    private final MasterConfig config;
    private final IdSource ids;
    private final Clock clock = new Clock();
    private final Outbox out = new Outbox();
    private final Timers timers = new Timers(clock, out);
    private final Tally tally = new Tally();
    private final Feed feed = new Feed();
    private final RoleBook roles;
    private final Agents agents = new Agents();
    private final Frameworks frameworks;
    private boolean elected;
    private boolean leading;
    private double electedTime;

    Ledger ledger;
    Registrar registrar;
    AgentDesk agentDesk;
    AgentLoss agentLoss;
    Pings pings;
    RemovalLimiter removals;
    FrameworkDesk frameworkDesk;
    FrameworkLoss frameworkLoss;
    OfferBook offers;
    Planning planning;
    Filters filters;
    TaskBook tasks;
    Statuses statuses;
    private long links;

    Line(MasterConfig config, IdSource ids) {
        this.config = config;
        this.ids = ids;
        this.roles = new RoleBook(feed, config.weights());
        this.frameworks = new Frameworks(config.maxCompletedFrameworks());
    }

    public MasterConfig config() {
        return config;
    }

    public IdSource ids() {
        return ids;
    }

    public Clock clock() {
        return clock;
    }

    public Outbox out() {
        return out;
    }

    public Timers timers() {
        return timers;
    }

    public Tally tally() {
        return tally;
    }

    public Feed feed() {
        return feed;
    }

    public RoleBook roles() {
        return roles;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Agents agents() {
        return agents;
    }

    public Frameworks frameworks() {
        return frameworks;
    }

    public Registrar registrar() {
        return registrar;
    }

    public AgentDesk agentDesk() {
        return agentDesk;
    }

    public AgentLoss agentLoss() {
        return agentLoss;
    }

    public RemovalLimiter removals() {
        return removals;
    }

    public Pings pings() {
        return pings;
    }

    public FrameworkDesk frameworkDesk() {
        return frameworkDesk;
    }

    public FrameworkLoss frameworkLoss() {
        return frameworkLoss;
    }

    public OfferBook offers() {
        return offers;
    }

    public Planning planning() {
        return planning;
    }

    public Filters filters() {
        return filters;
    }

    public TaskBook tasks() {
        return tasks;
    }

    public Statuses statuses() {
        return statuses;
    }

    /** Number for a new link. */
    public long nextLink() {
        return ++links;
    }

    /** This master leads; recovery may still run. */
    public boolean isElected() {
        return elected;
    }

    /** Recovery is over: messages and calls are handled. */
    public boolean isLeading() {
        return leading;
    }

    public double electedTime() {
        return electedTime;
    }

    public void elected() {
        elected = true;
        electedTime = clock.seconds();
    }

    public void lead() {
        leading = true;
    }
}
