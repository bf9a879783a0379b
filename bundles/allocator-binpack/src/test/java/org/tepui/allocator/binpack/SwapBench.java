package org.tepui.allocator.binpack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tepui.allocator.hierarchical.HierarchicalAllocator;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;
import org.tepui.planner.PlanEngine;

/**
 * Load program: swaps the policy of a planner with many agents and frameworks, there and back. The pause is the time between two plans in
 * which no offer can be made: the start of the new policy on the view and the stop of the old one. Arguments: agents, frameworks, rounds
 * (default 10000 1000 20).
 */
public final class SwapBench {

    private final Resources total = Resources.parse("cpus:24;mem:4096;disk:4096;ports:[31000-32000]");
    private final Resources used = Resources.parse("cpus:16;mem:2014;disk:1024;ports:[31000-31028]");
    private final Resources free = total.minus(used);
    private final PlanEngine engine;
    private long epoch;

    private SwapBench() throws Exception {
        engine = new PlanEngine(new PlannerOptions(List.of(), true, List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32"))),
            new HierarchicalAllocator());
    }

    public static void main(String[] args) throws Exception {
        int agents = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int frameworks = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        new SwapBench().run(agents, frameworks, rounds);
    }

    private void run(int agents, int frameworks, int rounds) throws Exception {
        List<Change> changes = new ArrayList<>(List.of(new Change.RoleAdded(0, "*", 1)));
        for (int i = 0; i < frameworks; i++) {
            changes.add(new Change.FrameworkAdded(i, new FrameworkFacts("framework" + i, true, List.of(0), List.of(), true, false, false, false,
                false, false, null)));
        }
        for (int i = 0; i < agents; i++) {
            changes.add(new Change.AgentAdded(i, new AgentFacts("agent" + i, "agent" + i, true, total, Attributes.EMPTY, true, true, true, true)));
            changes.add(new Change.AllocationAdded(i, i % frameworks, 0, used));
        }
        engine.apply(++epoch, changes);
        double[] pauses = new double[rounds];
        double[][] first = new double[2][rounds / 2];
        double[][] second = new double[2][rounds / 2];
        plan();
        for (int round = 0; round < rounds; round++) {
            Allocator next = round % 2 == 0 ? new BinpackAllocator() : new HierarchicalAllocator();
            long start = System.nanoTime();
            engine.replaceAllocator(next).ifPresent(fault -> System.out.println("the old policy failed to stop: " + fault));
            pauses[round] = (System.nanoTime() - start) / 1e6;
            if (round / 2 < rounds / 2) {
                first[round % 2][round / 2] = plan();
                second[round % 2][round / 2] = plan();
            }
        }
        System.out.printf("%d agents, %d frameworks, %d swaps: pause median %.2f ms, worst %.2f ms%n", agents, frameworks, rounds, median(pauses),
            pauses[rounds - 1]);
        for (int i = 0; i < 2; i++) {
            System.out.printf("%s: first plan after the swap median %.1f ms, worst %.1f ms; the next one median %.1f ms%n",
                i == 0 ? "binpack" : "hierarchical", median(first[i]), first[i][first[i].length - 1], median(second[i]));
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Milliseconds of a plan of all agents; what it offers is taken back. */
    private double plan() throws Exception {
        long start = System.nanoTime();
        Plan plan = engine.plan(new int[0], epoch);
        double millis = (System.nanoTime() - start) / 1e6;
        List<Change> offered = new ArrayList<>();
        List<Change> declined = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            offered.add(new Change.AllocationAdded(plan.agent(i), plan.framework(i), plan.role(i), free));
            declined.add(new Change.AllocationRemoved(plan.agent(i), plan.framework(i), plan.role(i), free));
        }
        engine.apply(++epoch, offered);
        engine.apply(++epoch, declined);
        return millis;
    }
}
