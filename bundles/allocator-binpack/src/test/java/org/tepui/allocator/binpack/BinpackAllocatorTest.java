package org.tepui.allocator.binpack;

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
class BinpackAllocatorTest {

    private static final Resources TOTAL = Resources.parse("cpus:4;mem:1024");

    private final PlanEngine engine;
    private long epoch;
    private long filters;

    BinpackAllocatorTest() throws Exception {
        engine = new PlanEngine(new PlannerOptions(List.of(), true, List.of(Quantities.parse("cpus:0.01"))), new BinpackAllocator());
        apply(new Change.RoleAdded(0, "a", 1), new Change.RoleAdded(1, "b", 1));
    }

    private void apply(Change... changes) {
        engine.apply(++epoch, List.of(changes));
    }

    private void agent(int agent) {
        apply(new Change.AgentAdded(agent, new AgentFacts("agent" + agent, "h", true, TOTAL, Attributes.EMPTY, true, true, true, true)));
    }

    private void framework(int framework, int role) {
        apply(new Change.FrameworkAdded(framework, new FrameworkFacts("f" + framework, true, List.of(role), List.of(), true, false, false, false,
            true, false, null)));
    }

    private void uses(int agent, int framework, int role, String resources) {
        apply(new Change.AllocationAdded(agent, framework, role, Resources.parse(resources)));
    }

    private List<String> plan(int... agents) throws Exception {
        Plan plan = engine.plan(agents, 1);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            entries.add(plan.agent(i) + ":" + plan.role(i) + ":" + plan.framework(i));
        }
        return entries;
    }

    @Test
    void whileAUsedAgentIsOfferableIdleOnesAreWithheld() throws Exception {
        framework(0, 0);
        agent(0);
        agent(1);
        uses(1, 0, 0, "cpus:1;mem:256");
        assertEquals(List.of("1:0:0"), plan());
    }

    @Test
    void idleAgentsComeWhenTheUsedOnesAreFullOrNotWanted() throws Exception {
        framework(0, 0);
        agent(0);
        agent(1);
        uses(1, 0, 0, "cpus:1;mem:256");
        apply(new Change.FilterAdded(++filters, 1, 0, 0, TOTAL));
        assertEquals(List.of("0:0:0"), plan());
        apply(new Change.FilterRemoved(filters));
        uses(1, 0, 0, "cpus:3;mem:768");
        assertEquals(List.of("0:0:0"), plan());
    }

    @Test
    void whatIsWithheldFromOneRoleMayGoToAnother() throws Exception {
        framework(0, 0);
        framework(1, 1);
        agent(0);
        agent(1);
        uses(1, 0, 0, "cpus:1;mem:256");
        apply(new Change.FilterAdded(++filters, 1, 1, 1, TOTAL));
        assertEquals(List.of("1:0:0", "0:1:1"), plan());
    }

    @Test
    void theFullestAgentGoesFirst() throws Exception {
        framework(0, 0);
        agent(0);
        agent(1);
        agent(2);
        uses(0, 0, 0, "cpus:1;mem:256");
        uses(1, 0, 0, "cpus:3;mem:768");
        uses(2, 0, 0, "cpus:2;mem:512");
        assertEquals(List.of("1:0:0", "2:0:0", "0:0:0"), plan());
    }

    @Test
    void anIdleAgentWaitsForACycleOfAllWhileAUsedOneIsNotInItsCycle() throws Exception {
        framework(0, 0);
        agent(0);
        agent(1);
        assertEquals(List.of("0:0:0"), plan(0));
        uses(1, 0, 0, "cpus:1;mem:256");
        assertEquals(List.of(), plan(0));
        uses(1, 0, 0, "cpus:3;mem:768");
        assertEquals(List.of("0:0:0"), plan(0));
    }

    @Test
    void whoHoldsTheSmallestShareForItsWeightIsServedFirstThenTheOthers() throws Exception {
        framework(0, 0);
        framework(1, 1);
        agent(0);
        agent(1);
        uses(0, 0, 0, "cpus:2;mem:512");
        uses(1, 1, 1, "cpus:1;mem:256");
        assertEquals(List.of("0:1:1", "1:0:0"), plan());
        // 0.025 against 0.125.
        apply(new Change.RoleWeight(0, 10));
        assertEquals(List.of("0:0:0", "1:1:1"), plan());
    }

    @Test
    void whatOneMayNotHaveOfAnAgentGoesToTheNext() throws Exception {
        framework(0, 0);
        framework(1, 1);
        apply(new Change.AgentAdded(0, new AgentFacts("agent0", "h", true, Resources.parse("cpus(b):1;cpus:1"), Attributes.EMPTY, true, true, true,
            true)));
        assertEquals(List.of("0:0:0", "0:1:1"), plan());
    }
}
