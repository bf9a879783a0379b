package org.tepui.core.runtime;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.core.endpoint.Timing;

/** Measures from the request of a plan to its answer; at most one request is outstanding. */
final class TimedPlanner implements Planner {

    /** Told what the plans took, and passes them on. */
    static final class Sink implements PlanSink {

        private final PlanSink next;
        private final Timing runs;
        private volatile long since;

        Sink(PlanSink next, Timing runs) {
            this.next = next;
            this.runs = runs;
        }

        @Override
        public void planned(Plan plan) {
            runs.add(System.nanoTime() - since);
            next.planned(plan);
        }

        @Override
        public void failed(long epoch, String reason) {
            next.failed(epoch, reason);
        }
    }

    private final Planner planner;
    private final Sink sink;

    TimedPlanner(Planner planner, Sink sink) {
        this.planner = planner;
        this.sink = sink;
    }

    @Override
    public void apply(long epoch, List<Change> changes) {
        planner.apply(epoch, changes);
    }

    @Override
    public void request(List<Integer> agents, long seed) {
        sink.since = System.nanoTime();
        planner.request(agents, seed);
    }

    @Override
    public CompletionStage<PlannerSwap> swap(Allocator next) {
        return planner.swap(next);
    }

    @Override
    public void close() {
        planner.close();
    }
}
