package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in order per key on a shared executor: one lane a destination. Two tasks of one lane never run at once and run in the order of
 * submission; a lane without work costs nothing.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Tasks that a lane works off before it lets others have the thread. */
    private static final int TURN = 64;

    private final Executor executor;
    private final Map<Object, ArrayDeque<Runnable>> lanes = new HashMap<>();

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
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of the lane to {} failed; the lane goes on", key, e);
            }
        }
        executor.execute(() -> run(key));
    }

    /** Lanes with work. */
    int busy() {
        synchronized (lanes) {
            return lanes.size();
        }
    }
}
