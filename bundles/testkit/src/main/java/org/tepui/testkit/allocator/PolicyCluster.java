package org.tepui.testkit.allocator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;
import org.tepui.planner.AgentOrder;
import org.tepui.planner.AllocatorException;
import org.tepui.planner.PlanEngine;

/**
 * Runs one policy on agents and frameworks that a test names. What is offered stays with its framework until it is given back. Agents are looked
 * at in the order in which they were added.
 */
public final class PolicyCluster implements AutoCloseable {

    private static final PlannerOptions OPTIONS = new PlannerOptions(List.of(), true,
            List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32")));
    private static final AgentOrder AS_ADDED = (slots, count, random) -> Arrays.sort(slots, 0, count);

    /** A part of an agent in the hands of a framework. */
    public record Offer(String framework, String role, String agent, Resources resources) { }

    private final PlanEngine engine;
    private final List<String> roles = new ArrayList<>();
    private final List<AgentFacts> agents = new ArrayList<>();
    private final List<FrameworkFacts> frameworks = new ArrayList<>();
    private final Map<String, Resources> free = new LinkedHashMap<>();
    private long epoch;

    /** @throws AssertionError when the policy does not start */
    public PolicyCluster(Allocator policy) {
        try {
            engine = new PlanEngine(OPTIONS, policy, AS_ADDED);
        } catch (AllocatorException e) {
            throw new AssertionError("the policy did not start", e);
        }
    }

    /** @param resources text form, such as {@code cpus:4;mem:1024} */
    public PolicyCluster agent(String name, String resources) {
        Resources total = Resources.parse(resources);
        AgentFacts facts = new AgentFacts(name, name, true, total, Attributes.EMPTY, true, true, true, true);
        agents.add(facts);
        free.put(name, total);
        apply(new Change.AgentAdded(agents.size() - 1, facts));
        return this;
    }

    public PolicyCluster framework(String name, String... inRoles) {
        List<Integer> ids = Arrays.stream(inRoles).map(this::role).sorted().toList();
        FrameworkFacts facts = new FrameworkFacts(name, true, ids, List.of(), true, false, false, false, true, false, null);
        frameworks.add(facts);
        apply(new Change.FrameworkAdded(frameworks.size() - 1, facts));
        return this;
    }

    /** Flag {@code weights} for one role; 1 without. */
    public PolicyCluster weight(String role, double weight) {
        apply(new Change.RoleWeight(role(role), weight));
        return this;
    }

    /**
     * One allocation cycle over all agents; its offers are handed out.
     *
     * @throws AssertionError when the policy throws, or offers what it must not
     */
    public List<Offer> cycle() {
        Plan plan;
        try {
            plan = engine.plan(new int[0], epoch);
        } catch (AllocatorException e) {
            throw new AssertionError("the policy did not plan", e);
        }
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            offers.add(handOut(plan, i));
        }
        return offers;
    }

    private Offer handOut(Plan plan, int entry) {
        AgentFacts agent = agents.get(plan.agent(entry));
        FrameworkFacts framework = frameworks.get(plan.framework(entry));
        String role = roles.get(plan.role(entry));
        Resources left = free.get(agent.id());
        Resources resources = EligibleResources.of(left, framework, role, plan.caps(entry).orElse(null), plan.resourceNames());
        if (!EligibleResources.isAllocatable(resources, OPTIONS.minimumAllocatable())) {
            throw new AssertionError("entry " + entry + " of the plan gives " + framework.id() + " nothing worth while of " + agent.id());
        }
        free.put(agent.id(), left.minus(resources));
        apply(new Change.AllocationAdded(plan.agent(entry), plan.framework(entry), plan.role(entry), resources));
        return new Offer(framework.id(), role, agent.id(), resources);
    }

    /** The framework declines, or its task has ended: all of the offer is free again. */
    public void giveBack(Offer offer) {
        free.merge(offer.agent(), offer.resources(), Resources::plus);
        apply(new Change.AllocationRemoved(slot(agents.stream().map(AgentFacts::id).toList(), offer.agent()),
                slot(frameworks.stream().map(FrameworkFacts::id).toList(), offer.framework()), role(offer.role()), offer.resources()));
    }

    /** What nobody has of that agent. */
    public Resources free(String agent) {
        return Objects.requireNonNull(free.get(agent), () -> "there is no agent " + agent);
    }

    /** The cluster as the policy sees it. */
    public ClusterView view() {
        return engine.view();
    }

    @Override
    public void close() {
        engine.close().ifPresent(fault -> {
            throw new AssertionError("the policy did not stop", fault);
        });
    }

    private static int slot(List<String> ids, String id) {
        int slot = ids.indexOf(id);
        if (slot < 0) {
            throw new IllegalArgumentException("there is no " + id + ", only " + ids);
        }
        return slot;
    }

    private int role(String name) {
        int known = roles.indexOf(name);
        if (known >= 0) {
            return known;
        }
        roles.add(name);
        apply(new Change.RoleAdded(roles.size() - 1, name, 1.0));
        return roles.size() - 1;
    }

    private void apply(Change change) {
        engine.apply(++epoch, List.of(change));
    }
}
