package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in order per key on a shared executor: one lane a destination. Two tasks of one lane never run at once and run in the order of
 * submission; a lane without work costs nothing. A task that waits for somebody holds its lane, and no thread.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Tasks that a lane works off before it lets others have the thread. */
    private static final int TURN = 64;

    private final Executor executor;
    private final Map<Object, ArrayDeque<Runnable>> lanes = new HashMap<>();
    private final Set<Object> held = ConcurrentHashMap.newKeySet();

    /** A task that is over when its stage is. */
    private record Held(Supplier<? extends CompletionStage<?>> start) implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("a task that holds its lane is started by it");
        }
    }

    Lanes(Executor executor) {
        this.executor = executor;
    }

    void submit(Object key, Runnable task) {
        synchronized (lanes) {
            ArrayDeque<Runnable> lane = lanes.get(key);
            if (lane != null) {
                lane.add(task);
                return;
            }
            lane = new ArrayDeque<>(4);
            lane.add(task);
            lanes.put(key, lane);
        }
        executor.execute(() -> run(key));
    }

    /** What is submitted behind this task waits until its stage is complete. */
    void submitHeld(Object key, Supplier<? extends CompletionStage<?>> task) {
        submit(key, new Held(task));
    }

    /** Whether the lane waits for a stage now. */
    boolean isHeld(Object key) {
        return held.contains(key);
    }

    private void run(Object key) {
        for (int i = 0; i < TURN; i++) {
            Runnable task;
            synchronized (lanes) {
                ArrayDeque<Runnable> lane = lanes.get(key);
                task = lane.poll();
                if (task == null) {
                    lanes.remove(key);
                    return;
                }
            }
            try {
                if (task instanceof Held waits) {
                    held.add(key);
                    hold(key, waits.start().get());
                    return;
                }
                task.run();
            } catch (RuntimeException e) {
                held.remove(key);
                failed(key, e);
            }
        }
        executor.execute(() -> run(key));
    }

    private void hold(Object key, CompletionStage<?> stage) {
        stage.whenComplete((value, failure) -> {
            held.remove(key);
            if (failure != null) {
                failed(key, failure);
            }
            executor.execute(() -> run(key));
        });
    }

    private static void failed(Object key, Throwable failure) {
        LOG.error("A task of the lane to {} failed; the lane goes on", key, failure);
    }

    /** Lanes with work. */
    int busy() {
        synchronized (lanes) {
            return lanes.size();
        }
    }
}
