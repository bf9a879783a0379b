package org.tepui.core.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls on threads of their own and in bounded time. A thread that does not come back is interrupted, abandoned and replaced.
 */
final class CallThreads implements AutoCloseable {

    /** Told how a call went; on any thread. */
    interface Watcher {

        /** The calling thread came back. */
        void called(long tookNanos);

        /** It is not over in time. @param stack of the thread that is in the call; empty when it only waits for its answer */
        void overran(StackTraceElement[] stack, long tookNanos, long cpuNanos);

        /** A thread is lost in it; or has come back: then -1. */
        void lost(int change);
    }

    private static final int THREADS = 4;
    private static final int WAITING_MAX = 50_000;
    /** Short, so that what a module has left on a thread does not keep its classes for long. */
    private static final int IDLE_SECONDS = 5;
    private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();

    private final long limitNanos;
    private final int threadsMax;
    private final ThreadPoolExecutor threads;
    private int lost;

    CallThreads(long limitNanos, int lostMax) {
        this.limitNanos = limitNanos;
        // Those of the built-in modules are still there when as many are lost as may be.
        this.threadsMax = 2 * THREADS + lostMax;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(THREADS, threadsMax, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), work -> {
            Thread thread = new Thread(work, "tepui-module-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Never blocks.
     *
     * @param waits the answer has to come in time, not only the call to return
     * @return fails with what the call throws, with a {@link TimeoutException}, or when there is no thread for it
     */
    <T> CompletableFuture<T> call(Supplier<? extends CompletionStage<T>> call, boolean waits, Watcher watcher) {
        Call<T> made = new Call<>(call, waits, watcher);
        try {
            threads.execute(made);
        } catch (RejectedExecutionException e) {
            made.result.completeExceptionally(new IllegalStateException("too many calls wait for a thread", e));
            return made.result;
        }
        // A future of its own: what the plugin's stage does later must not be cut short by it.
        made.returned.orTimeout(limitNanos, TimeUnit.NANOSECONDS).whenComplete((value, failure) -> {
            if (failure instanceof TimeoutException) {
                made.overran();
            }
        });
        return made.result;
    }

    private synchronized void resize(int change) {
        lost += change;
        threads.setCorePoolSize(Math.min(threadsMax, THREADS + Math.max(0, lost)));
    }

    private final class Call<T> implements Runnable {

        private final Supplier<? extends CompletionStage<T>> call;
        private final boolean waits;
        private final Watcher watcher;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        /** What has to come in time. */
        private final CompletableFuture<Void> returned = new CompletableFuture<>();
        private Thread runner;
        private long sinceNanos;
        private long sinceCpu;
        private boolean isLost;
        /** Answered, or too late for an answer. */
        private boolean isOver;

        Call(Supplier<? extends CompletionStage<T>> call, boolean waits, Watcher watcher) {
            this.call = call;
            this.waits = waits;
            this.watcher = watcher;
        }

        @Override
        public void run() {
            Thread thread = Thread.currentThread();
            if (!enter(thread)) {
                return;
            }
            ClassLoader loader = thread.getContextClassLoader();
            CompletionStage<T> stage = null;
            Throwable failure = null;
            try {
                stage = call.get();
            } catch (Throwable e) {
                // Whatever a plugin throws is an answer; the thread is only here for it.
                failure = e;
            }
            leave();
            thread.setContextClassLoader(loader);
            if (failure != null || stage == null) {
                finish(null, failure == null ? new NullAnswerException("a stage") : failure);
                return;
            }
            if (!waits) {
                returned.complete(null);
            }
            try {
                stage.whenComplete(this::finish);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                // A stage of the plugin's own making.
                finish(null, e);
            }
        }

        private void finish(T value, Throwable failure) {
            synchronized (this) {
                if (isOver) {
                    return;
                }
                isOver = true;
            }
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (value == null) {
                result.completeExceptionally(new NullAnswerException("an answer"));
            } else {
                result.complete(value);
            }
            returned.complete(null);
        }

        /** False when its time was over before there was a thread for it. */
        private synchronized boolean enter(Thread thread) {
            if (isOver) {
                return false;
            }
            runner = thread;
            sinceNanos = System.nanoTime();
            sinceCpu = BEAN.getCurrentThreadCpuTime();
            return true;
        }

        private void leave() {
            boolean wasLost;
            synchronized (this) {
                runner = null;
                wasLost = isLost;
                if (wasLost) {
                    // The interrupt was meant for the call that is over now.
                    Thread.interrupted();
                }
            }
            if (wasLost) {
                resize(-1);
                watcher.lost(-1);
            } else {
                watcher.called(System.nanoTime() - sinceNanos);
            }
        }

        private void overran() {
            StackTraceElement[] stack = new StackTraceElement[0];
            long took = 0;
            long cpu = 0;
            synchronized (this) {
                if (isOver) {
                    return;
                }
                isOver = true;
                if (sinceNanos != 0) {
                    took = System.nanoTime() - sinceNanos;
                }
                if (runner != null) {
                    stack = runner.getStackTrace();
                    cpu = Math.max(0, BEAN.getThreadCpuTime(runner.getId()) - sinceCpu);
                    isLost = true;
                    runner.interrupt();
                }
            }
            if (stack.length > 0) {
                resize(1);
                watcher.lost(1);
            }
            if (took > 0) {
                // Without a thread until now it is the fault of those that hold the threads.
                watcher.overran(stack, took, cpu);
            }
            result.completeExceptionally(new TimeoutException(took > 0 ? "it did not answer in time" : "no thread was free for it in time"));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
