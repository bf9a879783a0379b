package org.tepui.planner;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;

/** Agents by slot with totals, allocations and filters, and the sums that follow from them. */
final class AgentTable {

    private final ClusterState cluster;
    private final FilterTable filters = new FilterTable();
    private final QuantityTable total = new QuantityTable();
    private final QuantityTable used = new QuantityTable();
    private final QuantityTable clusterTotal = new QuantityTable();
    private AgentState[] states = new AgentState[16];
    private int slots;

    AgentTable(ClusterState cluster) {
        this.cluster = cluster;
    }

    int slots() {
        return slots;
    }

    /** Null when the slot is vacant or was never used. */
    AgentState state(int agent) {
        return agent >= 0 && agent < slots ? states[agent] : null;
    }

    long total(int agent, int resource) {
        return total.get(agent, resource);
    }

    long free(int agent, int resource) {
        return total.get(agent, resource) - used.get(agent, resource);
    }

    long clusterTotal(int resource) {
        return clusterTotal.get(0, resource);
    }

    int filters() {
        return filters.size();
    }

    void put(int agent, AgentFacts facts) {
        if (agent >= states.length) {
            states = Arrays.copyOf(states, Math.max(agent + 1, states.length * 2));
        }
        slots = Math.max(slots, agent + 1);
        AgentState state = states[agent];
        if (state == null) {
            state = new AgentState();
            states[agent] = state;
        }
        total.add(agent, state.totalAmounts, -1);
        clusterTotal.add(0, state.totalAmounts, -1);
        state.facts = facts;
        state.active = facts.active();
        state.agentClass = AgentState.classOf(facts, cluster.rules.filterGpuResources);
        state.totalAmounts = cluster.names.amounts(facts.total());
        state.touch();
        total.add(agent, state.totalAmounts, 1);
        clusterTotal.add(0, state.totalAmounts, 1);
    }

    void remove(int agent) {
        AgentState state = state(agent);
        if (state == null) {
            throw new IllegalArgumentException("agent slot " + agent + " is vacant");
        }
        while (state.holds() > 0) {
            release(agent, state.holder(0), state.held(0));
        }
        while (state.filterHead >= 0) {
            filters.remove(state.filterHead, state);
        }
        clusterTotal.add(0, state.totalAmounts, -1);
        total.clear(agent);
        used.clear(agent);
        states[agent] = null;
    }

    void allocate(int agent, int client, Resources resources) {
        AgentState state = states[agent];
        count(agent, client, resources, 1);
        state.hold(client, resources);
    }

    void release(int agent, int client, Resources resources) {
        AgentState state = states[agent];
        if (!state.release(client, resources)) {
            throw new IllegalArgumentException("framework slot " + cluster.clients.framework(client) + " does not hold " + resources
                    + " of agent slot " + agent + " in role '" + cluster.clients.roleName(client) + "'");
        }
        count(agent, client, resources, -1);
    }

    /** A shared volume counts once for each: agent, role and client; so with its first copy, and until its last one is gone. */
    private void count(int agent, int client, Resources resources, int sign) {
        long[] amounts = cluster.names.amounts(resources);
        ClientTable clients = cluster.clients;
        int role = clients.role(client);
        if (resources.shared().isEmpty()) {
            used.add(agent, amounts, sign);
            clients.allocated.add(client, amounts, sign);
            cluster.roles.allocated.add(role, amounts, sign);
            return;
        }
        used.add(agent, unheld(agent, resources, amounts, any -> true), sign);
        clients.allocated.add(client, unheld(agent, resources, amounts, other -> other == client), sign);
        cluster.roles.allocated.add(role, unheld(agent, resources, amounts, other -> clients.role(other) == role), sign);
    }

    /** The amounts of these resources without the shared ones that some of these clients hold on the agent. */
    long[] unheld(int agent, Resources resources, long[] amounts, IntPredicate clients) {
        long[] rest = amounts.clone();
        AgentState state = states[agent];
        for (Resource resource : resources) {
            boolean isHeld = false;
            for (int i = 0; resource.isShared() && i < state.holds() && !isHeld; i++) {
                isHeld = clients.test(state.holder(i)) && state.held(i).count(resource) > 0;
            }
            if (isHeld) {
                cluster.names.add(resource, rest, -1);
            }
        }
        return rest;
    }

    void addFilter(long id, int agent, int client, Resources resources) {
        if (filters.find(id) >= 0) {
            throw new IllegalArgumentException("filter " + id + " is there already");
        }
        AgentState state = states[agent];
        boolean current = isReflected(state) && state.reflectedHead == state.filterHead;
        int filter = filters.add(id, agent, client, resources, state);
        if (current) {
            mark(state, filter);
            state.reflectedHead = filter;
        }
        if (Bits.has(state.filtered, client)) {
            state.several = Bits.with(state.several, client);
        }
        state.filtered = Bits.with(state.filtered, client);
    }

    /** An id that is not known is ignored: the filter went with its agent or framework. */
    void removeFilter(long id) {
        int filter = filters.find(id);
        if (filter >= 0) {
            drop(filter);
        }
    }

    private void drop(int filter) {
        AgentState state = states[filters.agent(filter)];
        int client = filters.client(filter);
        filters.remove(filter, state);
        Bits.clear(state.blocked, client);
        if (!Bits.has(state.several, client)) {
            Bits.clear(state.filtered, client);
            return;
        }
        int left = 0;
        for (int at = state.filterHead; at >= 0; at = filters.next(at)) {
            left += filters.client(at) == client ? 1 : 0;
        }
        if (left == 1) {
            Bits.clear(state.several, client);
        }
        reflect(state, client);
    }

    /** Drops what the client holds and its filters, everywhere. */
    void forget(int client) {
        for (int agent = 0; agent < slots; agent++) {
            AgentState state = states[agent];
            if (state == null) {
                continue;
            }
            Resources held = state.heldBy(client);
            if (!held.isEmpty()) {
                release(agent, client, held);
            }
            if (Bits.has(state.filtered, client)) {
                forgetFilters(state, client);
            }
        }
    }

    private void forgetFilters(AgentState state, int client) {
        for (int at = state.filterHead; at >= 0;) {
            int following = filters.next(at);
            if (filters.client(at) == client) {
                filters.remove(at, state);
            }
            at = following;
        }
        Bits.clear(state.filtered, client);
        Bits.clear(state.several, client);
        Bits.clear(state.blocked, client);
    }

    /** What the client may get has changed everywhere: its filters may hold now and not before, or the other way round. */
    void reflectAgain(int client) {
        for (int agent = 0; agent < slots; agent++) {
            if (states[agent] != null && Bits.has(states[agent].filtered, client)) {
                Bits.clear(states[agent].blocked, client);
                reflect(states[agent], client);
            }
        }
    }

    private void reflect(AgentState state, int client) {
        if (!isReflected(state)) {
            // What the marks stand for is not at hand: all of the agent's are made anew when it is looked at.
            state.reflected = null;
            return;
        }
        for (int at = state.reflectedHead; at >= 0; at = filters.next(at)) {
            if (filters.client(at) == client) {
                mark(state, at);
            }
        }
    }

    /** The marks of the agent stand for what is free now, but for the latest filters. */
    private static boolean isReflected(AgentState state) {
        return !state.stale && !state.offerable.isEmpty() && state.reflected != null
                && (state.reflected == state.offerable.resources || state.reflected.equals(state.offerable.resources));
    }

    private void mark(AgentState state, int filter) {
        int client = filters.client(filter);
        Resources offer = state.offerable.eligible(cluster, client).resources();
        if (!offer.isEmpty() && EligibleResources.isFiltered(filters.resources(filter), offer)) {
            state.blocked = Bits.with(state.blocked, client);
        }
    }

    /** Brings what is free, and who is held back from it, up to date. */
    void freshen(int agent) {
        AgentState state = states[agent];
        state.freshen();
        if (state.offerable.isEmpty() || state.filterHead < 0) {
            return;
        }
        Resources free = state.offerable.resources;
        if (state.reflected == null || state.reflected != free && !state.reflected.equals(free)) {
            state.blocked = null;
            state.reflectedHead = -1;
        }
        state.reflected = free;
        for (int at = state.filterHead; at != state.reflectedHead; at = filters.next(at)) {
            mark(state, at);
        }
        state.reflectedHead = state.filterHead;
    }

    /** Some filter of the client on the agent holds back this offer. */
    boolean isFiltered(int agent, int client, Resources offer) {
        AgentState state = states[agent];
        if (!Bits.has(state.filtered, client)) {
            return false;
        }
        for (int at = state.filterHead; at >= 0; at = filters.next(at)) {
            if (filters.client(at) == client && EligibleResources.isFiltered(filters.resources(at), offer)) {
                return true;
            }
        }
        return false;
    }

    /** Allocations and filters of the agent as changes, in the order in which they came. */
    void changes(int agent, List<Change> changes) {
        AgentState state = states[agent];
        ClientTable clients = cluster.clients;
        for (int i = 0; i < state.holds(); i++) {
            int client = state.holder(i);
            changes.add(new Change.AllocationAdded(agent, clients.framework(client), clients.role(client), state.held(i)));
        }
        Deque<Change> oldestFirst = new ArrayDeque<>();
        for (int at = state.filterHead; at >= 0; at = filters.next(at)) {
            int client = filters.client(at);
            oldestFirst.addFirst(new Change.FilterAdded(filters.id(at), agent, clients.framework(client), clients.role(client),
                    filters.resources(at)));
        }
        changes.addAll(oldestFirst);
    }
}
