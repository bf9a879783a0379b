package org.tepui.allocator.hierarchical;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Load program: every framework in one role declines everything for good, cycle after cycle, until all filters are set. Arguments:
 * agents, frameworks, rounds (default 10000 1000, all rounds). Prints milliseconds of the plans, and of applying what comes of them.
 */
public final class PlannerBench {

    private final int agents;
    private final int frameworks;
    private final PlanEngine engine;
    private final Resources free = Resources.parse("cpus:8;mem:2082;disk:3072;ports:[31029-31029,31031-32000]");
    private long epoch;
    private long filter;

    private PlannerBench(int agents, int frameworks) throws Exception {
        this.agents = agents;
        this.frameworks = frameworks;
        PlannerOptions options = new PlannerOptions(List.of(), true, List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32")));
        this.engine = new PlanEngine(options, new HierarchicalAllocator());
    }

    public static void main(String[] args) throws Exception {
        int agents = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int frameworks = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : frameworks + 20;
        new PlannerBench(agents, frameworks).run(rounds);
    }

    private void run(int rounds) throws Exception {
        setUp();
        double[] plans = new double[rounds];
        double[] applies = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long allocatedBefore = allocatedBytes();
            long start = System.nanoTime();
            Plan plan = engine.plan(new int[0], round);
            plans[round] = (System.nanoTime() - start) / 1e6;
            long bytes = allocatedBytes() - allocatedBefore;
            List<Change> offered = offered(plan);
            start = System.nanoTime();
            engine.apply(++epoch, offered);
            applies[round] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            engine.apply(++epoch, declined(plan));
            double declines = (System.nanoTime() - start) / 1e6;
            if (round < 3 || round % Math.max(1, rounds / 10) == 0 || round > rounds - 4) {
                System.out.printf("round %d: plan %.1f ms (%d offers, %d KiB allocated), offers applied %.1f ms, declines %.1f ms, %d filters%n",
                        round, plans[round], plan.size(), bytes / 1024, applies[round], declines, engine.filters());
            }
        }
        double[] warm = Arrays.copyOfRange(plans, Math.min(20, rounds - 1), rounds);
        double cold = plans[0];
        Arrays.sort(warm);
        System.out.printf("%d agents, %d frameworks: plan cold %.1f ms, warm median %.1f ms, worst %.1f ms%n", agents, frameworks, cold,
                warm[warm.length / 2], warm[warm.length - 1]);
    }

    private void setUp() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.RoleAdded(0, "*", 1));
        for (int i = 0; i < frameworks; i++) {
            changes.add(new Change.FrameworkAdded(i, new FrameworkFacts("framework" + i, true, List.of(0), List.of(), true, false, false,
                    false, false, false, null)));
        }
        Resources total = Resources.parse("cpus:24;mem:4096;disk:4096;ports:[31000-32000]");
        Resources used = total.minus(free);
        long start = System.nanoTime();
        for (int i = 0; i < agents; i++) {
            changes.add(new Change.AgentAdded(i, new AgentFacts("agent" + i, "agent" + i, true, total, Attributes.EMPTY, true, true, true,
                    true)));
            changes.add(new Change.AllocationAdded(i, i % frameworks, 0, used));
        }
        engine.apply(++epoch, changes);
        System.out.printf("set up in %.1f ms%n", (System.nanoTime() - start) / 1e6);
    }

    private List<Change> offered(Plan plan) {
        List<Change> changes = new ArrayList<>(plan.size());
        for (int i = 0; i < plan.size(); i++) {
            changes.add(new Change.AllocationAdded(plan.agent(i), plan.framework(i), plan.role(i), free));
        }
        return changes;
    }

    private List<Change> declined(Plan plan) {
        List<Change> changes = new ArrayList<>(plan.size() * 2);
        for (int i = 0; i < plan.size(); i++) {
            changes.add(new Change.AllocationRemoved(plan.agent(i), plan.framework(i), plan.role(i), free));
            changes.add(new Change.FilterAdded(++filter, plan.agent(i), plan.framework(i), plan.role(i), free));
        }
        return changes;
    }

    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
