package org.tepui.core.access;

import java.util.Objects;
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
 * Calls into authenticators on threads of their own and in bounded time: what throws, hangs, or gives null is a failed stage. A thread that
 * does not come back is interrupted, abandoned and replaced; beyond {@link #ABANDONED_MAX} of them none is, and calls fail sooner or later
 * for want of a thread: nobody is let in.
 */
public final class GuardedCalls implements AutoCloseable {

    /** Within which a call must have its answer, the wait for a thread included. */
    public static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    static final int ABANDONED_MAX = 16;

    private static final int THREADS = 4;
    private static final int WAITING_MAX = 50_000;
    private static final int IDLE_SECONDS = 30;

    private final long limitNanos;
    private final ThreadPoolExecutor threads;
    private int abandoned;

    public GuardedCalls(long limitNanos) {
        this.limitNanos = limitNanos;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(THREADS, THREADS + ABANDONED_MAX, IDLE_SECONDS, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX), work -> {
                    Thread thread = new Thread(work, "tepui-access-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @param who for the reason of a failure, such as {@code http_authenticator basic} */
    public <T> CompletableFuture<T> call(String who, Supplier<? extends CompletionStage<T>> call) {
        Call<T> made = new Call<>(who, call);
        try {
            threads.execute(made);
        } catch (RejectedExecutionException e) {
            made.result.completeExceptionally(new IllegalStateException("too many calls wait for " + who, e));
            return made.result;
        }
        made.result.orTimeout(limitNanos, TimeUnit.NANOSECONDS).whenComplete((value, failure) -> {
            if (failure instanceof TimeoutException) {
                made.abandon();
            }
        });
        return made.result;
    }

    /** Threads that are lost in a call now. */
    public synchronized int abandoned() {
        return abandoned;
    }

    private synchronized void lost(int change) {
        abandoned += change;
        threads.setCorePoolSize(THREADS + Math.min(ABANDONED_MAX, abandoned));
    }

    private final class Call<T> implements Runnable {

        private final String who;
        private final Supplier<? extends CompletionStage<T>> call;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Thread runner;
        private boolean isAbandoned;

        Call(String who, Supplier<? extends CompletionStage<T>> call) {
            this.who = who;
            this.call = call;
        }

        @Override
        public void run() {
            if (result.isDone()) {
                return;
            }
            Thread thread = Thread.currentThread();
            ClassLoader loader = thread.getContextClassLoader();
            enter(thread);
            CompletionStage<T> stage = null;
            Throwable failure = null;
            try {
                stage = Objects.requireNonNull(call.get(), () -> who + " returned null instead of a stage");
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            leave();
            thread.setContextClassLoader(loader);
            if (failure != null) {
                result.completeExceptionally(failure);
                return;
            }
            stage.whenComplete((value, error) -> {
                if (error != null) {
                    result.completeExceptionally(error);
                } else if (value == null) {
                    result.completeExceptionally(new IllegalStateException(who + " answered null"));
                } else {
                    result.complete(value);
                }
            });
        }

        private synchronized void enter(Thread thread) {
            runner = thread;
        }

        private synchronized void leave() {
            runner = null;
            if (isAbandoned) {
                // The interrupt was meant for the call that is over now.
                Thread.interrupted();
                lost(-1);
            }
        }

        private synchronized void abandon() {
            if (runner != null) {
                isAbandoned = true;
                lost(1);
                runner.interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
