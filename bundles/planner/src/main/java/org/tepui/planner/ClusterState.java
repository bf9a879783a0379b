package org.tepui.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterEvent.Kind;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;

/** The replica: applies changes to the tables and tells what happened. Changes that don't fit the state are the line's fault and refused. */
final class ClusterState {

    /** Highest slot that is believed; beyond it an id is taken for a mistake. */
    static final int SLOTS_MAX = 1 << 24;

    final ResourceNames names;
    final RoleNodes nodes = new RoleNodes();
    final RoleTable roles = new RoleTable();
    final ClientTable clients = new ClientTable(nodes);
    final FrameworkTable frameworks = new FrameworkTable();
    final AgentTable agents;
    final Rules rules;

    ClusterState(PlannerOptions options) {
        names = new ResourceNames(options.excludedFromFairness());
        rules = new Rules(options, names, clients);
        agents = new AgentTable(this);
    }

    /** @throws IllegalArgumentException when the change names what does not exist; nothing has changed then */
    void apply(Change change, Consumer<ClusterEvent> events) {
        if (change instanceof Change.AllocationAdded added) {
            allocate(added, events);
        } else if (change instanceof Change.AllocationRemoved removed) {
            release(removed, events);
        } else if (change instanceof Change.FilterAdded filter) {
            addFilter(filter);
        } else if (change instanceof Change.FilterRemoved filter) {
            agents.removeFilter(filter.filter());
        } else if (change instanceof Change.RoleAdded role) {
            roles.add(role.role(), role.name(), role.weight(), nodes.intern(role.name()));
        } else if (change instanceof Change.RoleWeight role) {
            roles.weight(role.role(), role.weight());
            events.accept(ClusterEvent.of(Kind.ROLE_WEIGHT_CHANGED, -1, -1, role.role()));
        } else if (change instanceof Change.AgentAdded agent) {
            putAgent(agent.agent(), agent.facts(), false, events);
        } else if (change instanceof Change.AgentUpdated agent) {
            putAgent(agent.agent(), agent.facts(), true, events);
        } else if (change instanceof Change.AgentRemoved agent) {
            agents.remove(agent.agent());
            events.accept(ClusterEvent.of(Kind.AGENT_REMOVED, agent.agent(), -1, -1));
        } else {
            applyFramework(change, events);
        }
    }

    private void applyFramework(Change change, Consumer<ClusterEvent> events) {
        if (change instanceof Change.FrameworkAdded added) {
            putFramework(added.framework(), added.facts(), false, events);
        } else if (change instanceof Change.FrameworkUpdated updated) {
            putFramework(updated.framework(), updated.facts(), true, events);
        } else if (change instanceof Change.FrameworkRemoved removed) {
            removeFramework(removed.framework());
            events.accept(ClusterEvent.of(Kind.FRAMEWORK_REMOVED, -1, removed.framework(), -1));
        } else {
            throw new IllegalArgumentException("a planner of this version does not know the change " + change);
        }
    }

    private void putAgent(int agent, AgentFacts facts, boolean known, Consumer<ClusterEvent> events) {
        checkSlot("agent", agent, known, agents.state(agent) != null);
        boolean wasActive = known && agents.state(agent).facts.active();
        agents.put(agent, facts);
        events.accept(ClusterEvent.of(known ? Kind.AGENT_UPDATED : Kind.AGENT_ADDED, agent, -1, -1));
        if (known && wasActive != facts.active()) {
            events.accept(ClusterEvent.of(facts.active() ? Kind.AGENT_ACTIVATED : Kind.AGENT_DEACTIVATED, agent, -1, -1));
        }
    }

    private void putFramework(int framework, FrameworkFacts facts, boolean known, Consumer<ClusterEvent> events) {
        FrameworkFacts before = frameworks.facts(framework);
        checkSlot("framework", framework, known, before != null);
        facts.roles().forEach(roles::check);
        frameworks.put(framework, facts);
        for (int role : facts.roles()) {
            client(framework, role);
        }
        for (int client : frameworks.clients(framework)) {
            if (clients.update(client, facts)) {
                agents.reflectAgain(client);
            }
        }
        events.accept(ClusterEvent.of(known ? Kind.FRAMEWORK_UPDATED : Kind.FRAMEWORK_ADDED, -1, framework, -1));
        if (known) {
            tellFramework(framework, before, facts, events);
        }
    }

    private static void tellFramework(int framework, FrameworkFacts before, FrameworkFacts now, Consumer<ClusterEvent> events) {
        if (before.active() != now.active()) {
            events.accept(ClusterEvent.of(now.active() ? Kind.FRAMEWORK_ACTIVATED : Kind.FRAMEWORK_DEACTIVATED, -1, framework, -1));
        }
        for (int role : now.roles()) {
            boolean suppressed = now.suppressed().contains(role);
            if (before.roles().contains(role) && before.suppressed().contains(role) != suppressed) {
                events.accept(ClusterEvent.of(suppressed ? Kind.ROLE_SUPPRESSED : Kind.ROLE_REVIVED, -1, framework, role));
            }
        }
    }

    private void removeFramework(int framework) {
        checkSlot("framework", framework, true, frameworks.facts(framework) != null);
        for (int client : frameworks.clients(framework)) {
            agents.forget(client);
            roles.removeClient(clients.role(client), client);
            clients.remove(client);
        }
        frameworks.remove(framework);
    }

    private void allocate(Change.AllocationAdded added, Consumer<ClusterEvent> events) {
        checkSlot("framework", added.framework(), true, frameworks.facts(added.framework()) != null);
        checkSlot("agent", added.agent(), true, agents.state(added.agent()) != null);
        agents.allocate(added.agent(), client(added.framework(), roles.check(added.role())), added.resources());
        events.accept(ClusterEvent.of(Kind.ALLOCATION_ADDED, added.agent(), added.framework(), added.role()));
    }

    private void release(Change.AllocationRemoved removed, Consumer<ClusterEvent> events) {
        int client = frameworks.client(removed.framework(), removed.role());
        // What is given back after its agent or framework went has gone with it.
        if (client < 0 || agents.state(removed.agent()) == null) {
            return;
        }
        agents.release(removed.agent(), client, removed.resources());
        events.accept(ClusterEvent.of(Kind.ALLOCATION_REMOVED, removed.agent(), removed.framework(), removed.role()));
    }

    private void addFilter(Change.FilterAdded filter) {
        checkSlot("framework", filter.framework(), true, frameworks.facts(filter.framework()) != null);
        checkSlot("agent", filter.agent(), true, agents.state(filter.agent()) != null);
        agents.addFilter(filter.filter(), filter.agent(), client(filter.framework(), roles.check(filter.role())), filter.resources());
    }

    private int client(int framework, int role) {
        int client = frameworks.client(framework, role);
        if (client < 0) {
            client = clients.add(framework, role, roles.node(role), roles.name(role));
            frameworks.addClient(framework, role, client);
            roles.addClient(role, client, clients);
            clients.update(client, frameworks.facts(framework));
        }
        return client;
    }

    private static void checkSlot(String what, int slot, boolean wanted, boolean there) {
        if (slot < 0 || slot >= SLOTS_MAX) {
            throw new IllegalArgumentException(what + " slot " + slot + " is outside of 0 to " + (SLOTS_MAX - 1));
        }
        if (wanted != there) {
            throw new IllegalArgumentException(what + " slot " + slot + (wanted ? " is vacant" : " is taken"));
        }
    }

    /** All that the replica holds, as changes that make an equal one. Order of allocations within an agent is kept. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (int role = 0; role < roles.count(); role++) {
            changes.add(new Change.RoleAdded(role, roles.name(role), roles.weight(role)));
        }
        for (int framework = 0; framework < frameworks.slots(); framework++) {
            if (frameworks.facts(framework) != null) {
                changes.add(new Change.FrameworkAdded(framework, frameworks.facts(framework)));
            }
        }
        for (int agent = 0; agent < agents.slots(); agent++) {
            if (agents.state(agent) != null) {
                changes.add(new Change.AgentAdded(agent, agents.state(agent).facts));
                agents.changes(agent, changes);
            }
        }
        return changes;
    }

    /** The array with room for at least that many. */
    static int[] grown(int[] array, int size) {
        return Arrays.copyOf(array, Math.max(size, array.length * 2));
    }
}
