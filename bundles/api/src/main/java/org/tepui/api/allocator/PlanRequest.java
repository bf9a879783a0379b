package org.tepui.api.allocator;

import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** One cycle: the agents to look at, in the order in which to look (shuffled by the mechanism), and where to put the plan. */
@ProviderType
public interface PlanRequest {

    ClusterView view();

    /** Number of agents to look at. */
    int agentCount();

    /** The i-th agent to look at. */
    int agent(int i);

    /** Seeded source for policies that draw lots. */
    RandomGenerator random();

    Draft draft();
}
