package org.tepui.planner;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.planner.PlannerSwap;

/**
 * One planner thread with its engine. It works off the inbox until that is closed or the worker is abandoned; then a successor, made from
 * it, goes on where it stopped.
 */
final class Worker {

    /**
     * A call into the allocator.
     *
     * @param rest what remains to be applied if the call never returns from a change: what the engine was given and all after it; the
     *     engine knows how far it got
     * @param swap answered with {@code made} if the call never returns, or, where that is null, with a failure
     * @param isRestored it had the place before a newcomer that hung
     */
    record Call(Allocator allocator, String doing, long epoch, boolean isRequest, List<Change> rest, CompletableFuture<PlannerSwap> swap,
            PlannerSwap made, boolean isRestored, long sinceNanos, long cpuNanos) {

        /** For the evidence. */
        String input() {
            return "epoch " + epoch + (rest.isEmpty() ? "" : ", " + rest.size() + " changes");
        }
    }

    /** So that the time limit is for the allocator's part of a batch, not for its size. */
    private static final int CHUNK = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Inbox inbox;
    private final PlannerOptions options;
    private final PlanSink sink;
    private final Watch watch;
    private final Beginning beginning;
    private final Thread thread;
    private PlanEngine engine;
    /** Told as the answer to the next request. */
    private String failure;
    private Call call;
    private boolean abandoned;
    private boolean moved;
    /** Who made the latest plan. */
    private Allocator planned;
    /** Of the latest call, for the evidence. */
    private long sinceNanos;
    private long cpuNanos;
    private String input = "";

    Worker(Inbox inbox, PlannerOptions options, PlanSink sink, Watch watch, Allocator allocator) {
        this(inbox, options, sink, watch, worker -> worker.open(allocator));
    }

    /** The successor of one that was abandoned in this call. */
    Worker(Inbox inbox, PlannerOptions options, PlanSink sink, Watch watch, Worker lost, Call lostCall, String reason) {
        this(inbox, options, sink, watch, worker -> worker.succeed(lost, lostCall, reason));
    }

    private Worker(Inbox inbox, PlannerOptions options, PlanSink sink, Watch watch, Beginning beginning) {
        this.inbox = inbox;
        this.options = options;
        this.sink = sink;
        this.watch = watch;
        this.beginning = beginning;
        this.thread = new Thread(this::run, "tepui-planner");
        thread.setDaemon(true);
    }

    private interface Beginning {
        void begin(Worker worker) throws AllocatorException, AbandonedException;
    }

    /** This worker has a successor; nothing more may be done. */
    static final class AbandonedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    synchronized Call call() {
        return call;
    }

    /** False when the call is over. */
    synchronized boolean abandon(Call overrun) {
        if (call != overrun) {
            return false;
        }
        abandoned = true;
        call = null;
        return true;
    }

    private void run() {
        try {
            open();
            for (Inbox.Work work = inbox.take(); work != null; work = inbox.take()) {
                workSafely(work);
                if (moved) {
                    // On a thread of its own, so that nothing that the one before has left on this one outlives it.
                    new Worker(inbox, options, sink, watch, next -> next.engine = engine).start();
                    return;
                }
            }
            engine.close().ifPresent(this::stopped);
        } catch (AbandonedException e) {
            ThreadedPlanner.LOST.decrementAndGet();
            LOG.info("An abandoned planner thread came back and ended");
        } catch (InterruptedException | AllocatorException e) {
            LOG.error("The planner's thread ended", e);
        }
    }

    /** What comes before the first work; on the thread that does it. */
    void open() throws AllocatorException, AbandonedException {
        try {
            beginning.begin(this);
        } catch (AllocatorException e) {
            failure = e.getMessage();
            LOG.warn("{}", failure, e.getCause());
            faulted(e, true);
            engine = engine == null ? new PlanEngine(options, new FirstFit()) : engine;
        }
    }

    private void open(Allocator allocator) throws AllocatorException, AbandonedException {
        begin(allocator, "started", 0, false, List.of());
        try {
            engine = new PlanEngine(options, allocator);
        } finally {
            end();
        }
    }

    private void succeed(Worker lost, Call lostCall, String reason) throws AllocatorException, AbandonedException {
        if (lostCall.swap() != null) {
            // Told below, when it is so.
            LOG.warn("{}; {} decides", reason, lost.engine.allocator().getClass().getName());
        } else if (lostCall.isRequest()) {
            sink.failed(lostCall.epoch(), reason);
        } else {
            failure = reason;
        }
        if (lost.engine == null) {
            engine = new PlanEngine(options, new FirstFit());
            return;
        }
        // Who hung is out: a newcomer at its start, or the old one when it was stopped. Who is in place takes up the new replica.
        int shown = lost.engine.shown();
        Allocator next = lostCall.swap() != null ? lost.engine.allocator() : new FirstFit();
        engine = PlanEngine.rebuilt(lost.engine, options, new FirstFit());
        if (!lostCall.rest().isEmpty()) {
            applyAll(lostCall.epoch(), lostCall.rest().subList(shown + 1, lostCall.rest().size()));
        }
        if (lostCall.swap() != null) {
            try {
                swap(next, null, System.nanoTime());
            } finally {
                lostCall.swap().complete(lostCall.made() != null ? lostCall.made()
                        : PlannerSwap.failed(reason, lostCall.epoch(), System.nanoTime() - lostCall.sinceNanos()));
            }
        }
    }

    private void begin(Allocator allocator, String doing, long epoch, boolean request, List<Change> rest) {
        begin(allocator, doing, epoch, request, rest, null, null, false);
    }

    private void begin(Allocator allocator, String doing, long epoch, boolean request, List<Change> rest, CompletableFuture<PlannerSwap> swap,
            PlannerSwap made, boolean restored) {
        synchronized (this) {
            call = new Call(allocator, doing, epoch, request, rest, swap, made, restored, System.nanoTime(), watch.cpuNanos(thread));
            sinceNanos = call.sinceNanos();
            cpuNanos = call.cpuNanos();
            input = call.input();
        }
        watch.began(this);
    }

    private void end() throws AbandonedException {
        Allocator called;
        synchronized (this) {
            if (abandoned) {
                throw new AbandonedException();
            }
            called = call.allocator();
            call = null;
        }
        sink.called(called, System.nanoTime() - sinceNanos);
    }

    private void faulted(AllocatorException e, boolean isOut) {
        sink.faulted(e.fault(engine == null ? 0 : engine.view().epoch(), input, System.nanoTime() - sinceNanos,
                Math.max(0, watch.cpuNanos(thread) - cpuNanos), isOut));
    }

    void workSafely(Inbox.Work work) throws AbandonedException {
        try {
            work(work);
        } catch (RuntimeException e) {
            LOG.error("The planner could not hand over what came of {}", work.getClass().getSimpleName(), e);
        }
    }

    private void work(Inbox.Work work) throws AbandonedException {
        if (work instanceof Inbox.Changes changes) {
            applyAll(changes.epoch(), changes.list());
        } else if (work instanceof Inbox.Request request) {
            plan(request);
        } else if (work instanceof Inbox.Swap swap) {
            long since = System.nanoTime();
            PlannerSwap outcome;
            try {
                outcome = swap(swap.next(), swap.done(), since);
                moved = true;
            } catch (AllocatorException e) {
                LOG.warn("{}; the one before stays", e.getMessage(), e.getCause());
                faulted(e, false);
                outcome = PlannerSwap.failed(e.getMessage(), engine.view().epoch(), System.nanoTime() - since);
            }
            swap.done().complete(outcome);
        } else if (work instanceof Inbox.Refused refused && planned != null) {
            sink.faulted(new AllocatorFault(planned, AllocatorFault.Kind.BROKE_A_RULE, "asked for a plan", refused.epoch(),
                    "epoch " + refused.epoch(), refused.reason(), new StackTraceElement[0], 0, 0, false));
        }
    }

    private void applyAll(long epoch, List<Change> changes) throws AbandonedException {
        int from = 0;
        do {
            List<Change> chunk = changes.subList(from, Math.min(changes.size(), from + CHUNK));
            begin(engine.allocator(), "told of changes", epoch, false, changes.subList(from, changes.size()));
            try {
                engine.apply(epoch, chunk);
                from += chunk.size();
            } catch (RuntimeException e) {
                // The replica is no longer the ledger's: said with the next request. What follows is applied as well as it goes.
                failure = "a change of epoch " + epoch + " does not fit the planner's replica: " + e.getMessage();
                LOG.error("{}", failure, e);
                from += engine.position() + 1;
            } finally {
                end();
            }
        } while (from < changes.size());
    }

    private void plan(Inbox.Request request) throws AbandonedException {
        if (failure != null) {
            sink.failed(engine.view().epoch(), failure);
            failure = null;
            return;
        }
        Plan plan = null;
        String reason = null;
        planned = engine.allocator();
        begin(planned, "asked for a plan", engine.view().epoch(), true, List.of());
        try {
            plan = engine.plan(request.agents(), request.seed());
        } catch (AllocatorException e) {
            reason = e.getMessage();
            LOG.warn("{}", reason, e.getCause());
            faulted(e, false);
        } catch (RuntimeException e) {
            reason = "the planner failed when it planned: " + e;
            LOG.error("{}", reason, e);
        } finally {
            end();
        }
        if (plan != null) {
            sink.planned(plan);
        } else {
            sink.failed(engine.view().epoch(), reason);
        }
    }

    /** From the start of the new one on it decides; what the old one does when it is stopped changes nothing of that. */
    private PlannerSwap swap(Allocator next, CompletableFuture<PlannerSwap> given, long since) throws AllocatorException, AbandonedException {
        CompletableFuture<PlannerSwap> done = given == null ? new CompletableFuture<>() : given;
        Optional<Allocator> old;
        begin(next, "started", engine.view().epoch(), false, List.of(), done, null, given == null);
        try {
            old = engine.seat(next);
        } finally {
            end();
        }
        PlannerSwap made = PlannerSwap.done(engine.undecided(), System.nanoTime() - since);
        if (old.isPresent()) {
            begin(old.get(), "stopped", engine.view().epoch(), false, List.of(), done, made, false);
            try {
                PlanEngine.stop(old.get()).ifPresent(this::stopped);
            } finally {
                end();
            }
        }
        return made;
    }

    private void stopped(AllocatorException e) {
        LOG.warn("{}; it is out all the same", e.getMessage(), e.getCause());
        faulted(e, false);
    }
}
