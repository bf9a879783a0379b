package org.tepui.allocator.hierarchical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.Resources;
import org.tepui.planner.PlanEngine;

/** Random histories of a cluster: engine and policy do what the plain way of doing it does, and nothing is ever given away twice. */
class RandomHistoryTest {

    private static final int HISTORIES = Integer.getInteger("tepui.histories", 320);
    private static final int STEPS = 34;

    @Test
    void plansAreThoseOfTheNaivePlanner() throws Exception {
        int offers = 0;
        for (int seed = 1; seed <= HISTORIES; seed++) {
            offers += history(seed, true).size();
        }
        assertTrue(offers > HISTORIES * 5, "the histories made only " + offers + " offers");
    }

    @Test
    void askingForCandidatesSoonerGivesTheSamePlans() throws Exception {
        for (int seed = 1001; seed <= 1120; seed++) {
            assertEquals(history(seed, false, new HierarchicalAllocator()), history(seed, false, new HierarchicalAllocator(1)), "seed " + seed);
        }
    }

    @Test
    void theSameSeedAndChangesGiveTheSamePlans() throws Exception {
        for (int seed = 1; seed <= 50; seed++) {
            assertEquals(history(seed, false), history(seed, false), "seed " + seed);
        }
    }

    /** All entries planned in the history. */
    private static List<List<Integer>> history(int seed, boolean compare) throws Exception {
        return history(seed, compare, new HierarchicalAllocator());
    }

    private static List<List<Integer>> history(int seed, boolean compare, HierarchicalAllocator policy) throws Exception {
        HistoryMaker maker = new HistoryMaker(seed);
        NaivePlanner naive = new NaivePlanner(HistoryMaker.OPTIONS);
        PlanEngine engine = new PlanEngine(HistoryMaker.OPTIONS, policy);
        List<List<Integer>> all = new ArrayList<>();
        long epoch = 0;
        List<Change> changes = maker.roles();
        for (int step = 0; step < STEPS; step++) {
            String where = "seed " + seed + " step " + step;
            epoch++;
            engine.apply(epoch, changes);
            for (Change change : changes) {
                naive.apply(epoch, change);
            }
            List<List<Integer>> entries = entries(engine.plan(new int[0], step));
            all.addAll(entries);
            if (compare) {
                assertEquals(naive.plan(step), entries, where);
                if (step % 10 == 9) {
                    assertSameFigures(naive.cluster, engine.view(), where);
                }
            }
            changes = maker.next(naive.cluster, offers(naive.cluster, entries, where));
        }
        return all;
    }

    private static List<List<Integer>> entries(Plan plan) {
        List<List<Integer>> entries = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            entries.add(List.of(plan.agent(i), plan.role(i), plan.framework(i)));
        }
        return entries;
    }

    /** The entries as allocations, with the check that nothing is given away that is not there. */
    private static List<Change.AllocationAdded> offers(NaiveCluster cluster, List<List<Integer>> entries, String where) {
        List<Change.AllocationAdded> offers = new ArrayList<>();
        Map<Integer, Resources> left = new TreeMap<>();
        for (List<Integer> entry : entries) {
            int agent = entry.get(0);
            Resources free = left.computeIfAbsent(agent, cluster::free);
            Resources offer = EligibleResources.of(free, cluster.frameworks.get(entry.get(2)), cluster.roles.get(entry.get(1)));
            assertFalse(offer.isEmpty(), where);
            assertTrue(free.contains(offer), where);
            left.put(agent, free.minus(offer));
            offers.add(new Change.AllocationAdded(agent, entry.get(2), entry.get(1), offer));
        }
        return offers;
    }

    private static void assertSameFigures(NaiveCluster naive, ClusterView view, String where) {
        for (int resource = 0; resource < view.resourceCount(); resource++) {
            String name = view.resourceName(resource);
            long total = naive.agents.values().stream().mapToLong(facts -> facts.total().thousandths(name)).sum();
            assertEquals(total, view.total(resource), where);
            for (int role = 0; role < view.roleCount(); role++) {
                int id = role;
                assertEquals(naive.held(name, hold -> hold.role() == id), view.roleAllocated(role, resource), where);
            }
            for (int agent : naive.agents.keySet()) {
                assertEquals(naive.held(name, hold -> hold.agent() == agent), view.agentTotal(agent, resource) - view.agentFree(agent, resource),
                        where);
            }
            for (int framework : naive.frameworks.keySet()) {
                for (int role = 0; role < view.roleCount(); role++) {
                    int id = role;
                    assertEquals(naive.held(name, hold -> hold.framework() == framework && hold.role() == id),
                            view.frameworkAllocated(framework, role, resource), where);
                }
            }
        }
    }
}
