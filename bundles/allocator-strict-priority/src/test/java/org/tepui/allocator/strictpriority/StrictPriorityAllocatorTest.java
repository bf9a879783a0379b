package org.tepui.allocator.strictpriority;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;
import org.tepui.planner.PlanEngine;

/** The policy in the planner that a master has. Entries of a plan are written {@code agent:role:framework}. */
class StrictPriorityAllocatorTest {

    private final PlanEngine engine;
    private long epoch;

    StrictPriorityAllocatorTest() throws Exception {
        engine = new PlanEngine(new PlannerOptions(List.of(), true, List.of(Quantities.parse("cpus:0.01"))), new StrictPriorityAllocator());
        apply(new Change.RoleAdded(0, "low", 1), new Change.RoleAdded(1, "high", 5), new Change.RoleAdded(2, "also-low", 1));
    }

    private void apply(Change... changes) {
        engine.apply(++epoch, List.of(changes));
    }

    private void agent(int agent, String total) {
        apply(new Change.AgentAdded(agent, new AgentFacts("agent" + agent, "h", true, Resources.parse(total), Attributes.EMPTY, true, true, true,
            true)));
    }

    private void framework(int framework, String id, Integer... roles) {
        apply(new Change.FrameworkAdded(framework, new FrameworkFacts(id, true, List.of(roles), List.of(), true, false, false, false, true, false,
            null)));
    }

    private List<String> plan() throws Exception {
        Plan plan = engine.plan(new int[0], 1);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            entries.add(plan.agent(i) + ":" + plan.role(i) + ":" + plan.framework(i));
        }
        return entries.stream().sorted().toList();
    }

    @Test
    void allGoesToTheHeaviestRoleUntilItWantsNoMore() throws Exception {
        agent(0, "cpus:4");
        agent(1, "cpus:4");
        framework(0, "f-0", 0);
        framework(1, "f-1", 1);
        assertEquals(List.of("0:1:1", "1:1:1"), plan());
        apply(new Change.FilterAdded(1, 0, 1, 1, Resources.parse("cpus:4")));
        assertEquals(List.of("0:0:0", "1:1:1"), plan());
        apply(new Change.RoleWeight(0, 9));
        assertEquals(List.of("0:0:0", "1:0:0"), plan());
    }

    @Test
    void amongEqualWeightsTheFirstToComeIsServedAlsoFromAnotherRole() throws Exception {
        agent(0, "cpus:4");
        framework(5, "f-0", 2);
        framework(1, "f-1", 0);
        framework(0, "f-2", 0, 2);
        assertEquals(List.of("0:2:5"), plan());
        apply(new Change.FrameworkRemoved(5));
        assertEquals(List.of("0:0:1"), plan());
        // The slot is used again by one that comes last.
        apply(new Change.FrameworkRemoved(1));
        framework(1, "f-3", 0);
        assertEquals(List.of("0:0:0"), plan());
    }

    @Test
    void aReservationGoesToItsRoleThenTheRestInOrder() throws Exception {
        agent(0, "cpus(low):2;cpus:2");
        framework(0, "f-0", 0);
        framework(1, "f-1", 1);
        assertEquals(List.of("0:0:0", "0:1:1"), plan());
    }

    @Test
    void startedInARunningClusterTheIdsTellWhoCameFirst() throws Exception {
        agent(0, "cpus:4");
        framework(0, "m-10000", 0);
        framework(1, "m-0002", 0);
        engine.replaceAllocator(new StrictPriorityAllocator());
        assertEquals(List.of("0:0:1"), plan());
        framework(2, "m-0001", 0);
        assertEquals(List.of("0:0:1"), plan());
    }
}
