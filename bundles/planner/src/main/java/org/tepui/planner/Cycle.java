package org.tepui.planner;

import java.util.random.RandomGenerator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.PlanRequest;

/** What an allocator is asked in one cycle. */
record Cycle(ClusterView view, int[] agents, int agentCount, RandomGenerator random, Draft draft) implements PlanRequest {

    @Override
    public int agent(int i) {
        if (i >= agentCount) {
            throw new IndexOutOfBoundsException("this cycle looks at " + agentCount + " agents, there is no number " + i);
        }
        return agents[i];
    }
}
