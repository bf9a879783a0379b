package org.tepui.planner;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerLimits;
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
    /** Beyond the limit, for the built-in allocator: a master that has lost so many gives up. */
    static final int LOST_BEYOND = 4;

    /** Threads lost to allocators that never came back, in this process. */
    static final AtomicInteger LOST = new AtomicInteger();

    private static final Logger LOG = LoggerFactory.getLogger(ThreadedPlanner.class);

    private final PlannerOptions options;
    private final PlanSink sink;
    private final PlannerLimits limits;
    private final Inbox inbox = new Inbox(CHANGES_MAX);
    private final Watch watch;
    private volatile String givenUp;

    public ThreadedPlanner(Allocator allocator, PlannerOptions options, PlanSink sink, PlannerLimits limits) {
        this.options = Objects.requireNonNull(options);
        this.sink = Objects.requireNonNull(sink);
        this.limits = limits;
        this.watch = new Watch(limits, this::overran);
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
    private void overran(Worker worker, Worker.Call call, Watch.Overran how) {
        // A newcomer that hangs never had the place.
        boolean isOut = call.swap() == null || call.isRestored();
        sink.faulted(new AllocatorFault(call.allocator(), AllocatorFault.Kind.OVERRAN, call.doing(), call.epoch(), call.input(), how.reason(),
                how.stack(), how.wallNanos(), how.cpuNanos(), isOut));
        int lost = LOST.incrementAndGet();
        if (lost > limits.abandonedMax() + LOST_BEYOND) {
            giveUp(how.reason() + "; " + lost + " threads are lost already, so the planner gave up: restart the master");
            if (call.isRequest()) {
                sink.failed(call.epoch(), givenUp);
            } else if (call.swap() != null) {
                call.swap().complete(PlannerSwap.failed(givenUp, call.epoch(), 0));
            }
            return;
        }
        LOG.warn("{}; its thread was abandoned", how.reason());
        new Worker(inbox, options, sink, watch, worker, call, how.reason()).start();
    }

    @Override
    public void refused(long epoch, String reason) {
        inbox.refused(epoch, reason);
    }

    @Override
    public int abandoned() {
        return LOST.get();
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
