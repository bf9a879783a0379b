/**
 * A whole cluster in one thread under a seed: the real line, planner and policy, with simulated agents, schedulers, storage and network.
 *
 * <p>{@link org.tepui.testkit.simulation.Simulation} runs one seed. Time is virtual; everything that happens is an event at a time, ties in
 * the order of planning, so that a seed is one history. Faults (messages lost with their connection, delays, agents that vanish, plans and
 * storage that take long, leaders that die) are drawn from the same source. After every batch the invariants of the line are verified and
 * {@link org.tepui.testkit.simulation.Model} checks what went out against what it knows from outputs alone; at the end faults stop and the
 * cluster has to come to rest.
 */
package org.tepui.testkit.simulation;
