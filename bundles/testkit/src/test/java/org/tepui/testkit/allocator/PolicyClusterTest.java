package org.tepui.testkit.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.allocator.hierarchical.HierarchicalAllocator;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

class PolicyClusterTest {

    private static List<String> shown(List<PolicyCluster.Offer> offers) {
        return offers.stream().map(offer -> offer.framework() + " in " + offer.role() + " gets " + offer.agent() + " " + offer.resources())
                .toList();
    }

    @Test
    void agentsGoToRolesInTurnUntilTheyAreGivenBack() {
        try (PolicyCluster cluster = new PolicyCluster(new HierarchicalAllocator())) {
            cluster.agent("a", "cpus:1;mem:128").agent("b", "cpus:1;mem:128").framework("f", "x").framework("g", "y");
            List<PolicyCluster.Offer> offers = cluster.cycle();
            assertEquals(List.of("f in x gets a cpus:1; mem:128", "g in y gets b cpus:1; mem:128"), shown(offers));
            assertEquals(List.of(), cluster.cycle());
            cluster.giveBack(offers.get(1));
            assertEquals("cpus:1; mem:128", cluster.free("b").toString());
            assertEquals(List.of("g in y gets b cpus:1; mem:128"), shown(cluster.cycle()));
        }
    }

    @Test
    void aRoleOfTwiceTheWeightGetsTwiceAsMuch() {
        try (PolicyCluster cluster = new PolicyCluster(new HierarchicalAllocator())) {
            cluster.framework("f", "x").framework("g", "y").weight("y", 2);
            for (String agent : List.of("a", "b", "c")) {
                cluster.agent(agent, "cpus:1;mem:128");
            }
            assertEquals(2, cluster.cycle().stream().filter(offer -> offer.role().equals("y")).count());
        }
    }

    @Test
    void aPolicyThatThrowsFailsTheTest() {
        Allocator broken = new Allocator() {
            @Override
            public void start(ClusterView view) {
            }

            @Override
            public Plan plan(PlanRequest request) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (PolicyCluster cluster = new PolicyCluster(broken).agent("a", "cpus:1;mem:128").framework("f", "x")) {
            assertThrows(AssertionError.class, cluster::cycle);
        }
    }
}
