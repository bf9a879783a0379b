package org.tepui.core.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.core.line.Batch;
import org.tepui.core.line.Input;
import org.tepui.core.line.Master;
import org.tepui.core.line.Now;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.Snapshot;

/**
 * The line's thread: takes what waits as one batch, lets the master handle it, publishes the snapshot, then releases the outputs. Timers
 * are inputs like any other.
 */
final class LineRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LineRunner.class);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Master master;
    private final Inbox inbox;
    private final Consumer<Output> outputs;
    private final Timers timers = new Timers();
    private final Thread thread;
    private volatile Snapshot snapshot;
    private volatile boolean stopped;

    LineRunner(Master master, Snapshot initial, Inbox inbox, Consumer<Output> outputs) {
        this.master = master;
        this.snapshot = initial;
        this.inbox = inbox;
        this.outputs = outputs;
        this.thread = new Thread(this::run, "tepui-line");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The state after the last batch. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** Ends the thread after the batch in work. */
    void stop() {
        stopped = true;
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!stopped) {
            try {
                List<Input> inputs = inbox.take(timers.untilNext(System.nanoTime(), IDLE_NANOS));
                inputs = withTimers(inputs);
                if (!inputs.isEmpty()) {
                    handle(inputs);
                }
            } catch (InterruptedException e) {
                if (!stopped) {
                    LOG.warn("The line was interrupted without being stopped; it goes on");
                }
            }
        }
    }

    private List<Input> withTimers(List<Input> inputs) {
        List<Long> due = timers.due(System.nanoTime());
        if (due.isEmpty()) {
            return inputs;
        }
        List<Input> all = new ArrayList<>(inputs);
        for (long timer : due) {
            all.add(new Input.TimerFired(timer));
        }
        return all;
    }

    private void handle(List<Input> inputs) {
        Now now = new Now(wallNanos(), System.nanoTime());
        Batch batch;
        try {
            batch = master.handle(inputs, now);
        } catch (RuntimeException | StackOverflowError e) {
            // The master answers bad input itself; what gets here is a breach inside: stop leading rather than go on with a wrong ledger.
            stopped = true;
            outputs.accept(new Output.StopLeading("the master failed on a batch of " + inputs.size() + " inputs: " + e, Optional.of(e)));
            return;
        }
        snapshot = batch.snapshot();
        for (Output output : batch.outputs()) {
            if (output instanceof Output.SetTimer set) {
                timers.set(set.timer(), now.nanos() + set.delayNanos());
            } else if (output instanceof Output.CancelTimer cancel) {
                timers.cancel(cancel.timer());
            } else {
                outputs.accept(output);
            }
        }
    }

    /** Wall clock: nanoseconds since the epoch. */
    static long wallNanos() {
        Instant instant = Instant.now();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
