package org.tepui.core.runtime;

import java.util.function.Consumer;
import org.tepui.core.endpoint.Metrics;
import org.tepui.core.endpoint.Timing;
import org.tepui.core.line.Output;

/** Measures from the request of a plan to its answer, the wait behind changes included; at most one request is outstanding. */
final class PlanTimes {

    private final Timing runs = new Timing("allocator/mesos/allocation_run_ms");
    private volatile long since;

    /** What the line says passes through here on its way. */
    Consumer<Output> watching(Consumer<Output> outputs) {
        return output -> {
            if (output instanceof Output.AskPlanner) {
                since = System.nanoTime();
            }
            outputs.accept(output);
        };
    }

    /** The planner has made the plan that it was asked for. */
    void planned() {
        runs.add(System.nanoTime() - since);
    }

    void addTo(Metrics metrics) {
        metrics.timing(runs);
        metrics.gauge("allocator/mesos/allocation_runs", runs::count);
    }
}
