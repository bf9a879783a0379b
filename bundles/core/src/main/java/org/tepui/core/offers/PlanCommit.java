package org.tepui.core.offers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.line.Output;
import org.tepui.protocol.mesos.scheduler.Event;

/**
 * Turns a plan into offers, or parts of it. An entry that no longer fits because of what happened after the plan's epoch is dropped, and
 * its agent is planned for again. An entry that did not fit at its epoch is the policy's fault: then nothing of the plan is done.
 */
public class PlanCommit {

    private final Line line;

    public PlanCommit(Line line) {
        this.line = line;
    }

    private record Piece(Framework framework, Agent agent, int role, Resources resources) {
    }

    /** Thrown inside {@link #judge} only. */
    private static final class Rejected extends Exception {

        private static final long serialVersionUID = 1L;
        private final boolean fault;

        Rejected(boolean fault, String why) {
            super(why, null, false, false);
            this.fault = fault;
        }
    }

    /** Returns the agents whose entries were dropped. */
    public Set<Agent> commit(Plan plan) {
        Set<Agent> again = new LinkedHashSet<>();
        Map<Integer, Resources> left = new HashMap<>();
        List<Piece> pieces = new ArrayList<>(plan.size());
        for (int entry = 0; entry < plan.size(); entry++) {
            try {
                Piece piece = judge(plan, entry, left);
                left.put(piece.agent.slot, left.get(piece.agent.slot).minus(piece.resources.nonShared()));
                pieces.add(piece);
            } catch (Rejected e) {
                if (e.fault) {
                    line.out().error("Refusing a plan of " + plan.size() + " entries at epoch " + plan.epoch() + ": entry " + entry + ": "
                            + e.getMessage());
                    line.out().add(new Output.PlanRefused(plan.epoch(), "entry " + entry + " of " + plan.size() + ": " + e.getMessage()));
                    return Set.of();
                }
                Agent agent = line.agents().at(plan.agent(entry));
                if (agent != null && agent.active) {
                    again.add(agent);
                }
            }
        }
        apply(pieces);
        return again;
    }

    private Piece judge(Plan plan, int entry, Map<Integer, Resources> left) throws Rejected {
        Agent agent = line.agents().at(plan.agent(entry));
        Framework framework = line.frameworks().at(plan.framework(entry));
        int role = plan.role(entry);
        if (!line.roles().isRole(role)) {
            throw new Rejected(true, "there is no role " + role);
        }
        if (agent == null || framework == null || agent.sinceEpoch > plan.epoch() || framework.sinceEpoch > plan.epoch()) {
            throw new Rejected(plan.agent(entry) < 0 || plan.framework(entry) < 0, "agent or framework is gone");
        }
        boolean changed = agent.changedEpoch > plan.epoch() || framework.changedEpoch > plan.epoch();
        String name = line.roles().name(role);
        if (!agent.active) {
            throw new Rejected(!changed, "agent " + agent.id + " is not active");
        }
        if (!EligibleResources.wantsOffers(framework.facts, role)) {
            throw new Rejected(!changed, "framework " + framework.id + " does not want offers in role " + name);
        }
        if (!EligibleResources.isCapable(agent.facts, framework.facts, name, line.config().planner().filterGpuResources())) {
            throw new Rejected(!changed, "framework " + framework.id + " can't have agent " + agent.id + " in role " + name);
        }
        if (framework.offers.size() >= OfferBook.PER_FRAMEWORK_MAX) {
            throw new Rejected(false, "framework " + framework.id + " has too many offers");
        }
        Resources free = left.computeIfAbsent(agent.slot, slot -> line.ledger().free(slot));
        long[] caps = plan.caps(entry).orElse(null);
        Resources resources = inOrder(EligibleResources.of(free, framework.facts, name, caps, plan.resourceNames()));
        if (!EligibleResources.isAllocatable(resources, EligibleResources.minimum(framework.facts, role,
                line.config().planner().minimumAllocatable()))) {
            throw new Rejected(!changed, "what framework " + framework.id + " may get of agent " + agent.id + " is below its minimum: "
                    + resources);
        }
        if (line.filters().isFiltered(framework, agent, role, resources)) {
            throw new Rejected(!changed, "framework " + framework.id + " filters " + resources + " of agent " + agent.id);
        }
        return new Piece(framework, agent, role, resources);
    }

    /** Unreserved scalars come last: the order in which schedulers have always seen them. */
    private static Resources inOrder(Resources resources) {
        Resources scalars = resources.filter(resource -> resource.isScalar() && resource.isUnreserved() && !resource.isRevocable());
        Resources others = resources.filter(resource -> !resource.isScalar() || !resource.isUnreserved() || resource.isRevocable());
        return others.plus(scalars);
    }

    /** One OFFERS event a framework. Pieces for one framework, agent and role are one offer. */
    private void apply(List<Piece> pieces) {
        Map<String, Piece> merged = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            merged.merge(piece.framework.slot + "/" + piece.agent.slot + "/" + piece.role, piece, (old, more) ->
                    new Piece(old.framework, old.agent, old.role, old.resources.plus(more.resources)));
        }
        Map<Framework, Event.Offers.Builder> events = new LinkedHashMap<>();
        for (Piece piece : merged.values()) {
            OfferEntry offer = offer(piece.framework, piece.agent, piece.role, piece.resources);
            events.computeIfAbsent(piece.framework, any -> Event.Offers.newBuilder()).addOffers(line.offers().sent(offer));
        }
        events.forEach((framework, offers) -> line.out().add(new Output.Emit(framework.connection,
                Event.newBuilder().setType(Event.Type.OFFERS).setOffers(offers).build())));
    }

    protected OfferEntry offer(Framework framework, Agent agent, int role, Resources resources) {
        return line.offers().make(framework, agent, role, resources);
    }
}
