package org.tepui.planner;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.PlannerLimits;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.planner.PlannerSwap;

/**
 * The planner without a thread and without a clock, for simulations: it works off what waits when it is told to, on the caller's thread.
 * That a call into the allocator overran its deadline is said by the allocator itself, with {@link #overrun}; all that follows from it is
 * what follows in {@link ThreadedPlanner}.
 */
public final class SteppedPlanner implements Planner {

    /** Thrown through a call into the allocator that stands for one that does not return. */
    public static final class Overrun extends Error {
        private static final long serialVersionUID = 1L;

        private Overrun() {
            super("this call does not return", null, false, false);
        }
    }

    private final PlannerOptions options;
    private final PlanSink sink;
    private final Inbox inbox = new Inbox(ThreadedPlanner.CHANGES_MAX);
    private final Watch watch;
    private Worker worker;
    private Worker.Call lost;

    /** The allocator is started at once. */
    public SteppedPlanner(Allocator allocator, PlannerOptions options, PlanSink sink) {
        this.options = options;
        this.sink = sink;
        this.watch = new Watch(PlannerLimits.DEFAULT, (late, call, how) -> { });
        worker = new Worker(inbox, options, sink, watch, Objects.requireNonNull(allocator));
        run(() -> worker.open());
    }

    private interface Part {
        void run() throws AllocatorException, Worker.AbandonedException;
    }

    private void run(Part part) {
        try {
            part.run();
        } catch (Worker.AbandonedException e) {
            Worker.Call call = lost;
            worker = new Worker(inbox, options, sink, watch, worker, call, "allocator " + call.allocator().getClass().getName()
                    + " did not come back when " + call.doing());
            run(() -> worker.open());
        } catch (AllocatorException e) {
            throw new IllegalStateException("the policy that takes over does not start", e);
        }
    }

    /** Called by the allocator that is at work: it does not come back from this call. @return to be thrown */
    public Overrun overrun() {
        lost = worker.call();
        if (lost == null || !worker.abandon(lost)) {
            throw new IllegalStateException("no call into an allocator is under way");
        }
        return new Overrun();
    }

    /** Something waits to be worked off. */
    public boolean isBusy() {
        return !inbox.isEmpty();
    }

    /** Works off the next thing that waits, if there is one. */
    public void step() {
        if (!isBusy()) {
            return;
        }
        run(() -> {
            try {
                worker.workSafely(inbox.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nothing is waited for", e);
            }
        });
    }

    @Override
    public void apply(long epoch, List<Change> changes) {
        if (!inbox.changes(epoch, changes)) {
            throw new IllegalStateException("more changes than a planner takes wait for a step");
        }
    }

    @Override
    public void request(List<Integer> agents, long seed) {
        inbox.request(agents.stream().mapToInt(Integer::intValue).toArray(), seed);
    }

    /** Takes effect with the step that works it off. */
    @Override
    public CompletionStage<PlannerSwap> swap(Allocator next) {
        CompletableFuture<PlannerSwap> done = new CompletableFuture<>();
        if (!inbox.swap(Objects.requireNonNull(next), done)) {
            done.complete(PlannerSwap.failed("the planner was closed, or too many swaps wait", 0, 0));
        }
        return done;
    }

    @Override
    public void close() {
        inbox.close();
        watch.close();
    }
}
