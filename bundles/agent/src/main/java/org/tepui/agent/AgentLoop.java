package org.tepui.agent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.Timeline;

/** The agent's one thread, with its timers. What comes after the end is dropped. */
final class AgentLoop implements Timeline, Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

    private final ScheduledThreadPoolExecutor thread;

    AgentLoop() {
        thread = new ScheduledThreadPoolExecutor(1, body -> {
            Thread made = new Thread(body, "agent");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable action) {
        try {
            thread.execute(() -> guarded(action));
        } catch (RejectedExecutionException e) {
            LOG.debug("The agent has ended; an event is dropped");
        }
    }

    @Override
    public Cancel after(Duration delay, Runnable action) {
        try {
            Future<?> timer = thread.schedule(() -> guarded(action), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> { };
        }
    }

    /** One bad message must not end the agent with all its tasks. */
    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An event of the agent failed and is skipped", e);
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public double epochSeconds() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() + now.getNano() / 1000 / 1e6;
    }

    /** Waits for what runs; timers are dropped. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("The agent's thread is busy while it is stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
