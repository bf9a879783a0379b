package org.tepui.testkit.simulation;

/**
 * Size of a run.
 *
 * @param steps batches that the masters handle before faults stop
 * @param faults at least so many of them
 * @param agents number of agents
 * @param schedulers number of schedulers
 */
public record Options(int steps, int faults, int agents, int schedulers) {

    public static Options standard() {
        return new Options(5_000, 100, 6, 4);
    }
}
