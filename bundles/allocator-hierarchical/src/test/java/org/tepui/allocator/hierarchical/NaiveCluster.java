package org.tepui.allocator.hierarchical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ResourcesBuilder;

/** The replica again, the plain way: maps of facts, everything worked out anew each time by looking at everything. Rules in its own words. */
final class NaiveCluster implements ClusterView {

    record Hold(int agent, int framework, int role) { }

    record Filter(int agent, int framework, int role, Resources resources) { }

    final PlannerOptions options;
    final List<String> roles = new ArrayList<>();
    final List<Double> weights = new ArrayList<>();
    final TreeMap<Integer, AgentFacts> agents = new TreeMap<>();
    final TreeMap<Integer, FrameworkFacts> frameworks = new TreeMap<>();
    final Map<Hold, Resources> holds = new LinkedHashMap<>();
    final TreeMap<Long, Filter> filters = new TreeMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private List<String> nameList = List.of();
    private long epoch;

    NaiveCluster(PlannerOptions options) {
        this.options = options;
    }

    void apply(long now, Change change) {
        epoch = now;
        if (change instanceof Change.RoleAdded role) {
            roles.add(role.name());
            weights.add(role.weight());
        } else if (change instanceof Change.RoleWeight role) {
            weights.set(role.role(), role.weight());
        } else if (change instanceof Change.AgentAdded agent) {
            agents.put(agent.agent(), agent.facts());
        } else if (change instanceof Change.AgentUpdated agent) {
            agents.put(agent.agent(), agent.facts());
        } else if (change instanceof Change.AgentRemoved agent) {
            agents.remove(agent.agent());
            holds.keySet().removeIf(hold -> hold.agent() == agent.agent());
            filters.values().removeIf(filter -> filter.agent() == agent.agent());
        } else if (change instanceof Change.FrameworkAdded framework) {
            frameworks.put(framework.framework(), framework.facts());
        } else if (change instanceof Change.FrameworkUpdated framework) {
            frameworks.put(framework.framework(), framework.facts());
        } else if (change instanceof Change.FrameworkRemoved framework) {
            frameworks.remove(framework.framework());
            holds.keySet().removeIf(hold -> hold.framework() == framework.framework());
            filters.values().removeIf(filter -> filter.framework() == framework.framework());
        } else if (change instanceof Change.AllocationAdded added) {
            holds.merge(new Hold(added.agent(), added.framework(), added.role()), added.resources(), Resources::plus);
        } else if (change instanceof Change.AllocationRemoved removed) {
            Hold hold = new Hold(removed.agent(), removed.framework(), removed.role());
            holds.computeIfPresent(hold, (any, held) -> held.minus(removed.resources()).isEmpty() ? null : held.minus(removed.resources()));
        } else if (change instanceof Change.FilterAdded filter) {
            filters.put(filter.filter(), new Filter(filter.agent(), filter.framework(), filter.role(), filter.resources()));
        } else if (change instanceof Change.FilterRemoved filter) {
            filters.remove(filter.filter());
        }
        if (change instanceof Change.AgentAdded || change instanceof Change.AgentUpdated) {
            agents.values().forEach(facts -> facts.total().quantities().toMap().keySet().forEach(names::add));
            nameList = List.copyOf(names);
        }
    }

    Resources free(int agent) {
        Resources total = agents.get(agent).total();
        Resources rest = total.filter(resource -> !resource.isShared());
        for (Map.Entry<Hold, Resources> entry : holds.entrySet()) {
            if (entry.getKey().agent() == agent) {
                rest = rest.minus(entry.getValue().filter(resource -> !resource.isShared()));
            }
        }
        return rest.plus(total.filter(Resource::isShared));
    }

    /** What the framework gets of what is left, empty when it may have nothing. */
    Resources eligible(int agent, int role, int framework, Resources left) {
        FrameworkFacts facts = frameworks.get(framework);
        AgentFacts host = agents.get(agent);
        String name = roles.get(role);
        if (facts == null || !facts.active() || !facts.roles().contains(role) || facts.suppressed().contains(role) || !host.active()
                || facts.multiRole() && !host.multiRole() || name.contains("/") && !host.hierarchicalRole()
                || options.filterGpuResources() && !facts.gpu() && host.total().thousandths("gpus") > 0
                || !host.sameRegion() && !facts.regionAware()) {
            return Resources.EMPTY;
        }
        ResourcesBuilder builder = ResourcesBuilder.empty();
        for (Resource resource : left) {
            String reserved = resource.reservationRole();
            if ((reserved.equals("*") || name.equals(reserved) || name.startsWith(reserved + "/"))
                    && (facts.revocable() || !resource.isRevocable()) && (facts.shared() || !resource.isShared())
                    && (facts.reservationRefinement() || resource.reservations().size() < 2)) {
                builder.add(resource);
            }
        }
        Resources offer = builder.build();
        return !isEnough(facts, role, offer) || isFiltered(agent, framework, role, offer) ? Resources.EMPTY : offer;
    }

    private boolean isEnough(FrameworkFacts facts, int role, Resources offer) {
        List<Quantities> own = facts.minimums() == null ? null : facts.minimums().get(facts.roles().indexOf(role));
        List<Quantities> minimum = own == null ? options.minimumAllocatable() : own;
        return !offer.isEmpty() && (minimum.isEmpty() || minimum.stream().anyMatch(offer::contains));
    }

    private boolean isFiltered(int agent, int framework, int role, Resources offer) {
        return filters.values().stream().anyMatch(filter -> filter.agent() == agent && filter.framework() == framework
                && filter.role() == role && filter.resources().contains(offer));
    }

    /** Thousandths held, a shared volume once for each agent. */
    long held(String resourceName, Predicate<Hold> which) {
        long plain = 0;
        Map<Integer, ResourcesBuilder> byAgent = new TreeMap<>();
        for (Map.Entry<Hold, Resources> entry : holds.entrySet()) {
            Hold hold = entry.getKey();
            Resources resources = entry.getValue();
            if (which.test(hold) && resources.shared().isEmpty()) {
                plain += resources.thousandths(resourceName);
            } else if (which.test(hold)) {
                byAgent.computeIfAbsent(hold.agent(), any -> ResourcesBuilder.empty()).add(resources);
            }
        }
        return plain + byAgent.values().stream().mapToLong(sum -> sum.build().thousandths(resourceName)).sum();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public int resourceCount() {
        return names.size();
    }

    @Override
    public String resourceName(int resource) {
        return nameList.get(resource);
    }

    @Override
    public long total(int resource) {
        return agents.values().stream().mapToLong(facts -> facts.total().thousandths(resourceName(resource))).sum();
    }

    @Override
    public boolean isExcludedFromFairness(int resource) {
        return options.excludedFromFairness().contains(resourceName(resource));
    }

    @Override
    public int roleCount() {
        return roles.size();
    }

    @Override
    public String roleName(int role) {
        return roles.get(role);
    }

    @Override
    public double roleWeight(int role) {
        return weights.get(role);
    }

    @Override
    public long roleAllocated(int role, int resource) {
        return held(resourceName(resource), hold -> hold.role() == role);
    }

    @Override
    public int frameworkSlots() {
        return frameworks.isEmpty() ? 0 : frameworks.lastKey() + 1;
    }

    @Override
    public boolean isFramework(int framework) {
        return frameworks.containsKey(framework);
    }

    @Override
    public String frameworkId(int framework) {
        return frameworks.get(framework).id();
    }

    @Override
    public boolean isFrameworkActive(int framework) {
        return isFramework(framework) && frameworks.get(framework).active();
    }

    @Override
    public int[] frameworkRoles(int framework) {
        return isFramework(framework) ? frameworks.get(framework).roles().stream().mapToInt(Integer::intValue).toArray() : new int[0];
    }

    @Override
    public boolean isSuppressed(int framework, int role) {
        return isFramework(framework) && frameworks.get(framework).suppressed().contains(role);
    }

    @Override
    public long frameworkAllocated(int framework, int role, int resource) {
        return held(resourceName(resource), hold -> hold.framework() == framework && hold.role() == role);
    }

    @Override
    public int agentSlots() {
        return agents.isEmpty() ? 0 : agents.lastKey() + 1;
    }

    @Override
    public boolean isAgent(int agent) {
        return agents.containsKey(agent);
    }

    @Override
    public String agentId(int agent) {
        return agents.get(agent).id();
    }

    @Override
    public boolean isAgentActive(int agent) {
        return isAgent(agent) && agents.get(agent).active();
    }

    @Override
    public long agentTotal(int agent, int resource) {
        return isAgent(agent) ? agents.get(agent).total().thousandths(resourceName(resource)) : 0;
    }

    @Override
    public long agentFree(int agent, int resource) {
        return agentTotal(agent, resource) - held(resourceName(resource), hold -> hold.agent() == agent);
    }
}
