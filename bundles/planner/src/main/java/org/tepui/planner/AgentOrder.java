package org.tepui.planner;

import java.util.random.RandomGenerator;

/** In which order the agents of a cycle are looked at. */
@FunctionalInterface
public interface AgentOrder {

    /** As the slots ascend. */
    AgentOrder ASCENDING = (agents, count, random) -> { };

    /** Every order is as likely as any other. */
    AgentOrder SHUFFLED = (agents, count, random) -> {
        for (int i = count; i > 1; i--) {
            int j = random.nextInt(i);
            int agent = agents[i - 1];
            agents[i - 1] = agents[j];
            agents[j] = agent;
        }
    };

    /** Puts the first {@code count} agents, which ascend, in order. */
    void order(int[] agents, int count, RandomGenerator random);
}
