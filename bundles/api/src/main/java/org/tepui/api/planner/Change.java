package org.tepui.api.planner;

import java.util.List;
import java.util.Objects;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;

/** A change of the ledger, as told to the planner. Ids are dense slots of the line. */
public sealed interface Change {

    /** A role got an id; ids are given once and kept for the life of the master (bounded by the line). */
    record RoleAdded(int role, String name, double weight) implements Change { }

    record RoleWeight(int role, double weight) implements Change { }

    record AgentAdded(int agent, AgentFacts facts) implements Change { }

    /** Facts replaced; allocations stay. */
    record AgentUpdated(int agent, AgentFacts facts) implements Change { }

    record AgentRemoved(int agent) implements Change { }

    record FrameworkAdded(int framework, FrameworkFacts facts) implements Change { }

    record FrameworkUpdated(int framework, FrameworkFacts facts) implements Change { }

    record FrameworkRemoved(int framework) implements Change { }

    /** Offered or allocated. {@code resources} carry no allocation role: {@code role} says it. */
    record AllocationAdded(int agent, int framework, int role, Resources resources) implements Change { }

    record AllocationRemoved(int agent, int framework, int role, Resources resources) implements Change { }

    /** The framework does not want offers contained in {@code resources} of this agent in this role until the removal. */
    record FilterAdded(long filter, int agent, int framework, int role, Resources resources) implements Change { }

    record FilterRemoved(long filter) implements Change { }

    /**
     * What eligibility asks of an agent.
     *
     * @param active offers may be made
     * @param sameRegion the agent has no region or that of the master
     */
    record AgentFacts(String id, String hostname, boolean active, Resources total, Attributes attributes, boolean multiRole,
            boolean hierarchicalRole, boolean reservationRefinement, boolean sameRegion) {
        public AgentFacts {
            Objects.requireNonNull(id);
            Objects.requireNonNull(total);
        }
    }

    /**
     * What eligibility asks of a framework.
     *
     * @param roles subscribed roles, ascending ids
     * @param suppressed those of {@code roles} that want no offers, ascending ids
     * @param minimums one element a role of {@code roles}: alternatives of minimum quantities; null: the master's flag decides
     */
    record FrameworkFacts(String id, boolean active, List<Integer> roles, List<Integer> suppressed, boolean multiRole, boolean gpu,
            boolean shared, boolean revocable, boolean reservationRefinement, boolean regionAware, List<List<Quantities>> minimums) {
        public FrameworkFacts {
            Objects.requireNonNull(id);
            roles = List.copyOf(roles);
            suppressed = List.copyOf(suppressed);
        }
    }
}
