package org.tepui.core.offers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;

/** Offers that frameworks don't want again for a while. The line owns them; the planner is told of each. */
public class Filters {

    /** Filters of one framework on one agent; the oldest makes room. */
    static final int PER_PAIR_MAX = 32;

    private static final double DEFAULT_SECONDS = 5;
    private static final double SECONDS_MAX = 365 * 24 * 3600.0;

    private record Filter(long id, int agent, int framework, String role, int roleId, Resources resources, long timer) {
    }

    private final Line line;
    /** Framework slot, agent slot, filter id. */
    private final Map<Integer, Map<Integer, Map<Long, Filter>>> filters = new TreeMap<>();
    private long ids;

    public Filters(Line line) {
        this.line = line;
    }

    /**
     * How long a framework wants to be spared, in nanoseconds.
     *
     * @return 0: not at all
     */
    long refuseNanos(org.tepui.protocol.mesos.Filters filters) {
        double seconds = filters.getRefuseSeconds();
        if (Double.isNaN(seconds) || seconds < 0) {
            seconds = DEFAULT_SECONDS;
        }
        long nanos = (long) (Math.min(seconds, SECONDS_MAX) * 1e9);
        // A filter that ends before the next run would be none.
        return nanos == 0 ? 0 : Math.max(nanos, line.config().allocationIntervalNanos());
    }

    /** @param resources without allocation role */
    public void add(Framework framework, Agent agent, int role, Resources resources, org.tepui.protocol.mesos.Filters wanted) {
        long nanos = refuseNanos(wanted);
        if (nanos == 0 || resources.isEmpty() || !framework.active) {
            return;
        }
        Map<Long, Filter> pair = filters.computeIfAbsent(framework.slot, any -> new TreeMap<>())
                .computeIfAbsent(agent.slot, any -> new LinkedHashMap<>());
        if (pair.size() >= PER_PAIR_MAX) {
            remove(pair.values().iterator().next());
            pair = filters.computeIfAbsent(framework.slot, any -> new TreeMap<>()).computeIfAbsent(agent.slot, any -> new LinkedHashMap<>());
        }
        long id = ++ids;
        int frameworkSlot = framework.slot;
        int agentSlot = agent.slot;
        long timer = line.timers().after(nanos, () -> expire(frameworkSlot, agentSlot, id));
        pair.put(id, new Filter(id, agent.slot, framework.slot, line.roles().name(role), role, resources, timer));
        framework.changedEpoch = line.clock().epoch();
        line.feed().add(new Change.FilterAdded(id, agent.slot, framework.slot, role, resources));
    }

    /** The time of a filter is over. */
    protected void expire(int framework, int agent, long id) {
        Map<Integer, Map<Long, Filter>> byAgent = filters.get(framework);
        Map<Long, Filter> pair = byAgent == null ? null : byAgent.get(agent);
        Filter filter = pair == null ? null : pair.get(id);
        if (filter != null) {
            remove(filter);
        }
    }

    private void remove(Filter filter) {
        Map<Integer, Map<Long, Filter>> byAgent = filters.get(filter.framework);
        Map<Long, Filter> pair = byAgent.get(filter.agent);
        pair.remove(filter.id);
        if (pair.isEmpty()) {
            byAgent.remove(filter.agent);
        }
        if (byAgent.isEmpty()) {
            filters.remove(filter.framework);
        }
        line.timers().cancel(filter.timer);
        line.feed().add(new Change.FilterRemoved(filter.id));
    }

    /** Some filter of the framework holds the offer back. */
    public boolean isFiltered(Framework framework, Agent agent, int role, Resources offer) {
        Map<Integer, Map<Long, Filter>> byAgent = filters.get(framework.slot);
        Map<Long, Filter> pair = byAgent == null ? null : byAgent.get(agent.slot);
        if (pair == null) {
            return false;
        }
        for (Filter filter : pair.values()) {
            if (filter.roleId == role && EligibleResources.isFiltered(filter.resources, offer)) {
                return true;
            }
        }
        return false;
    }

    public void dropOfFramework(Framework framework) {
        dropIf(framework, filter -> true);
    }

    public void dropOfRole(Framework framework, String role) {
        dropIf(framework, filter -> filter.role.equals(role));
    }

    /** Filters in other roles than these go. */
    public void keepRoles(Framework framework, List<String> roles) {
        dropIf(framework, filter -> !roles.contains(filter.role));
    }

    private void dropIf(Framework framework, Predicate<Filter> condition) {
        List<Filter> dropped = new ArrayList<>();
        filters.getOrDefault(framework.slot, Map.of()).values().forEach(pair -> pair.values().stream().filter(condition).forEach(dropped::add));
        dropped.forEach(this::remove);
    }

    public void dropOfAgent(Agent agent) {
        List<Filter> dropped = new ArrayList<>();
        filters.values().forEach(byAgent -> dropped.addAll(byAgent.getOrDefault(agent.slot, Map.of()).values()));
        dropped.forEach(this::remove);
    }
}
