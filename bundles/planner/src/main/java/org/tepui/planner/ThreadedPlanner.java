package org.tepui.planner;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.planner.PlannerSwap;

/**
 * An engine on a thread of its own. A call into the allocator that overruns its deadline costs it its place: the thread is left to it,
 * together with the replica it may still look at, a new replica is made from the old one's facts, and a plain policy plans until another
 * one is chosen. A call that throws costs one plan.
 */
public final class ThreadedPlanner implements Planner {

    /** Changes that may wait; more mean that the planner's thread has been stuck for long. */
    static final int CHANGES_MAX = 4_000_000;
    /** Threads lost to allocators that never came back, in this process. */
    static final int LOST_MAX = 8;

    static final AtomicInteger LOST = new AtomicInteger();

    private static final Logger LOG = LoggerFactory.getLogger(ThreadedPlanner.class);

    private final PlannerOptions options;
    private final PlanSink sink;
    private final Inbox inbox = new Inbox(CHANGES_MAX);
    private final Watch watch;
    private volatile String givenUp;

    public ThreadedPlanner(Allocator allocator, PlannerOptions options, PlanSink sink, Deadlines deadlines) {
        this.options = Objects.requireNonNull(options);
        this.sink = Objects.requireNonNull(sink);
        this.watch = new Watch(deadlines, this::overran);
        Worker first = new Worker(inbox, options, sink, watch, Objects.requireNonNull(allocator));
        watch.start();
        first.start();
    }

    @Override
    public void apply(long epoch, List<Change> changes) {
        if (givenUp == null && !inbox.changes(epoch, changes)) {
            giveUp("the planner fell behind by more than " + CHANGES_MAX + " changes and gave up; it has to be opened anew");
        }
    }

    @Override
    public void request(List<Integer> agents, long seed) {
        if (givenUp != null) {
            sink.failed(0, givenUp);
            return;
        }
        inbox.request(agents.stream().mapToInt(Integer::intValue).toArray(), seed);
    }

    @Override
    public CompletionStage<PlannerSwap> swap(Allocator next) {
        CompletableFuture<PlannerSwap> done = new CompletableFuture<>();
        if (givenUp != null || !inbox.swap(Objects.requireNonNull(next), done)) {
            done.complete(PlannerSwap.failed(givenUp != null ? givenUp : "the planner was closed, or too many swaps wait", 0, 0));
        }
        return done;
    }

    /** On the thread of the watch. */
    private void overran(Worker worker, Worker.Call call, String reason) {
        if (LOST.incrementAndGet() > LOST_MAX) {
            giveUp(reason + "; " + LOST_MAX + " threads are lost already, so the planner gave up: restart the master");
            if (call.isRequest()) {
                sink.failed(call.epoch(), givenUp);
            } else if (call.swap() != null) {
                call.swap().complete(PlannerSwap.failed(givenUp, call.epoch(), 0));
            }
            return;
        }
        LOG.warn("{}; its thread was abandoned", reason);
        new Worker(inbox, options, sink, watch, worker, call, reason).start();
    }

    private void giveUp(String reason) {
        LOG.error("{}", reason);
        givenUp = reason;
        inbox.close();
    }

    @Override
    public void close() {
        inbox.close();
        watch.close();
    }
}
