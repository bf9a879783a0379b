package org.tepui.allocator.hierarchical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Resources;
import org.tepui.planner.AgentOrder;
import org.tepui.planner.PlanEngine;

/** A ledger that is just good enough to replay recordings: it commits plans at once and makes callbacks of them. */
final class GoldenLedger {

    final Map<String, Integer> roleIds = new LinkedHashMap<>();
    final List<String> roleNames = new ArrayList<>();
    final TreeMap<String, Integer> agentSlots = new TreeMap<>();
    final TreeMap<String, Integer> frameworkSlots = new TreeMap<>();
    final Map<Integer, AgentFacts> agents = new TreeMap<>();
    final Map<Integer, FrameworkFacts> frameworks = new TreeMap<>();
    /** By agent, framework and role. */
    final Map<List<Integer>, Resources> allocations = new LinkedHashMap<>();
    final Map<Long, List<Integer>> filters = new LinkedHashMap<>();
    final PlanEngine engine;
    private long epoch;
    private long lastFilter;

    GoldenLedger(PlannerOptions options) throws Exception {
        AgentOrder byId = (slots, count, random) -> {
            int[] sorted = Arrays.stream(slots, 0, count).boxed()
                    .sorted((left, right) -> agents.get(left).id().compareTo(agents.get(right).id())).mapToInt(Integer::intValue).toArray();
            System.arraycopy(sorted, 0, slots, 0, count);
        };
        engine = new PlanEngine(options, new HierarchicalAllocator(), byId);
    }

    void apply(Change... changes) {
        engine.apply(++epoch, List.of(changes));
    }

    int role(String name) {
        Integer known = roleIds.get(name);
        if (known == null) {
            known = roleNames.size();
            roleIds.put(name, known);
            roleNames.add(name);
            apply(new Change.RoleAdded(known, name, 1.0));
        }
        return known;
    }

    TreeMap<Integer, String> roles(List<String> names) {
        TreeMap<Integer, String> roles = new TreeMap<>();
        names.forEach(name -> roles.put(role(name), name));
        return roles;
    }

    void putAgent(int slot, AgentFacts facts) {
        boolean known = agents.put(slot, facts) != null;
        apply(known ? new Change.AgentUpdated(slot, facts) : new Change.AgentAdded(slot, facts));
    }

    void putFramework(int slot, FrameworkFacts facts) {
        boolean known = frameworks.put(slot, facts) != null;
        apply(known ? new Change.FrameworkUpdated(slot, facts) : new Change.FrameworkAdded(slot, facts));
    }

    void allocate(int agent, int framework, Resources allocated) {
        allocated.allocations().forEach((name, resources) -> {
            int role = role(name);
            allocations.merge(List.of(agent, framework, role), resources.unallocate(), Resources::plus);
            apply(new Change.AllocationAdded(agent, framework, role, resources.unallocate()));
        });
    }

    boolean holds(int agent, int framework) {
        return allocations.entrySet().stream().anyMatch(entry -> entry.getKey().get(0) == agent && entry.getKey().get(1) == framework
                && !entry.getValue().isEmpty());
    }

    void release(int agent, int framework, Resources allocated) {
        allocated.allocations().forEach((name, resources) -> {
            List<Integer> key = List.of(agent, framework, role(name));
            Resources held = allocations.getOrDefault(key, Resources.EMPTY);
            if (held.contains(resources.unallocate())) {
                allocations.put(key, held.minus(resources.unallocate()));
                apply(new Change.AllocationRemoved(agent, framework, role(name), resources.unallocate()));
            }
        });
    }

    /** Drops allocations of the agent (position 0) or framework (position 1). */
    void forget(int position, int slot) {
        allocations.keySet().removeIf(key -> key.get(position) == slot);
        filters.values().removeIf(key -> key.get(position) == slot);
    }

    long addFilter(int agent, int framework, int role, Resources resources) {
        filters.put(++lastFilter, List.of(agent, framework, role));
        apply(new Change.FilterAdded(lastFilter, agent, framework, role, resources));
        return lastFilter;
    }

    void removeFilter(long filter) {
        if (filters.remove(filter) != null) {
            apply(new Change.FilterRemoved(filter));
        }
    }

    /** Of the agent, framework and role; null stands for any. */
    void removeFilters(Integer agent, Integer framework, Integer role) {
        List<Long> gone = new ArrayList<>();
        filters.forEach((filter, key) -> {
            if ((agent == null || agent.equals(key.get(0))) && (framework == null || framework.equals(key.get(1)))
                    && (role == null || role.equals(key.get(2)))) {
                gone.add(filter);
            }
        });
        gone.forEach(this::removeFilter);
    }

    Resources free(int agent) {
        Resources free = EligibleResources.free(agents.get(agent).total(), Resources.EMPTY);
        for (Map.Entry<List<Integer>, Resources> entry : allocations.entrySet()) {
            if (entry.getKey().get(0) == agent) {
                free = EligibleResources.free(free, entry.getValue());
            }
        }
        return free;
    }

    /** Plans and commits. By framework, role and agent: what is offered. */
    TreeMap<String, TreeMap<String, TreeMap<String, Resources>>> cycle(int[] slots) throws Exception {
        Plan plan = engine.plan(slots, 0);
        TreeMap<String, TreeMap<String, TreeMap<String, Resources>>> offers = new TreeMap<>();
        Map<Integer, Resources> left = new TreeMap<>();
        for (int i = 0; i < plan.size(); i++) {
            int agent = plan.agent(i);
            FrameworkFacts framework = frameworks.get(plan.framework(i));
            String role = roleNames.get(plan.role(i));
            Resources free = left.computeIfAbsent(agent, this::free);
            Resources offer = EligibleResources.of(free, framework, role, plan.caps(i).orElse(null), plan.resourceNames());
            left.put(agent, free.minus(offer));
            offers.computeIfAbsent(framework.id(), any -> new TreeMap<>()).computeIfAbsent(role, any -> new TreeMap<>())
                    .merge(agents.get(agent).id(), offer.allocate(role), Resources::plus);
        }
        for (int i = 0; i < plan.size(); i++) {
            String framework = frameworks.get(plan.framework(i)).id();
            allocate(plan.agent(i), plan.framework(i),
                    offers.get(framework).get(roleNames.get(plan.role(i))).get(agents.get(plan.agent(i)).id()));
        }
        return offers;
    }
}
