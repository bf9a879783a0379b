package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void tasksOfOneLaneRunInTheirOrderOnSeveralThreads() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Lanes lanes = new Lanes(threads);
            List<List<Integer>> seen = new ArrayList<>();
            int keys = 8;
            int tasks = 5_000;
            CountDownLatch done = new CountDownLatch(keys * tasks);
            for (int key = 0; key < keys; key++) {
                seen.add(Collections.synchronizedList(new ArrayList<>()));
            }
            for (int task = 0; task < tasks; task++) {
                for (int key = 0; key < keys; key++) {
                    int number = task;
                    List<Integer> list = seen.get(key);
                    lanes.submit(key, () -> {
                        list.add(number);
                        done.countDown();
                    });
                }
            }
            assertTrue(done.await(30, TimeUnit.SECONDS));
            for (List<Integer> list : seen) {
                for (int i = 0; i < tasks; i++) {
                    assertEquals(i, list.get(i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTaskThatFailsDoesNotStopItsLane() {
        List<String> seen = new ArrayList<>();
        Lanes lanes = new Lanes(Runnable::run);
        lanes.submit("a", () -> {
            throw new IllegalStateException("planted");
        });
        lanes.submit("a", () -> seen.add("next"));
        assertEquals(List.of("next"), seen);
    }

    @Test
    void aLaneWithoutWorkIsForgotten() {
        Lanes lanes = new Lanes(Runnable::run);
        lanes.submit("a", () -> { });
        assertEquals(0, lanes.busy());
    }

    @Test
    void aLongLaneLetsOthersHaveTheThread() {
        ArrayDeque<Runnable> thread = new ArrayDeque<>();
        List<String> seen = new ArrayList<>();
        Lanes lanes = new Lanes(thread::add);
        for (int i = 0; i < 200; i++) {
            lanes.submit("long", () -> seen.add("long"));
        }
        lanes.submit("short", () -> seen.add("short"));
        while (!thread.isEmpty()) {
            thread.poll().run();
        }
        assertTrue(seen.indexOf("short") < 100, "the short lane had to wait for the whole long one");
        assertEquals(201, seen.size());
    }
}
