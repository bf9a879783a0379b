package org.tepui.core.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads, with another one in the place of each that is lost in a module. */
public final class GuardedPool extends ThreadPoolExecutor {

    /** Short, so that what a module has left on a thread does not keep its classes for long. */
    private static final int IDLE_SECONDS = 5;

    private final int threads;
    private final Map<Thread, Runnable> running = new ConcurrentHashMap<>();

    public GuardedPool(String name, int threads, Guard guard) {
        super(threads, threads + guard.limits().abandonedMax(), IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        allowCoreThreadTimeOut(true);
        guard.onLoss(this::lost);
    }

    private void lost(Thread thread, boolean isBack) {
        Runnable task = running.get(thread);
        if (task == null) {
            return;
        }
        synchronized (running) {
            setCorePoolSize(Math.max(threads, Math.min(getMaximumPoolSize(), getCorePoolSize() + (isBack ? -1 : 1))));
        }
        if (!isBack && task instanceof Answering<?> answering) {
            answering.lost();
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        running.put(thread, task);
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        running.remove(Thread.currentThread());
    }
}
