package org.tepui.core.guard;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads, with another one in the place of each that is lost in a module. */
public final class GuardedPool {

    /** Short, so that what a module has left on a thread does not keep its classes for long. */
    private static final int IDLE_SECONDS = 5;

    private GuardedPool() {
    }

    public static ThreadPoolExecutor of(String name, int threads, Guard guard) {
        AtomicInteger number = new AtomicInteger();
        Set<Thread> mine = ConcurrentHashMap.newKeySet();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads + guard.limits().abandonedMax(), IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            mine.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            mine.add(thread);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        guard.onLoss((thread, isBack) -> {
            if (mine.contains(thread)) {
                synchronized (pool) {
                    int next = pool.getCorePoolSize() + (isBack ? -1 : 1);
                    pool.setCorePoolSize(Math.max(threads, Math.min(pool.getMaximumPoolSize(), next)));
                }
            }
        });
        return pool;
    }
}
