package org.tepui.herd.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DurationsTest {

    private final Durations durations = new Durations();

    @Test
    void withoutAnyAllIsZero() {
        assertEquals(0, durations.count());
        assertEquals(0.0, durations.millis(0.99));
    }

    @Test
    void sharesAreRightWithinABucket() {
        for (int i = 1; i <= 1000; i++) {
            durations.add(i * 1_000_000L);
        }
        assertEquals(1000, durations.count());
        assertEquals(500, durations.millis(0.5), 500 * 0.035);
        assertEquals(990, durations.millis(0.99), 990 * 0.035);
        assertEquals(1000, durations.millis(1), 1000 * 0.035);
    }

    @Test
    void theSmallestAndTheLargestFindABucket() {
        durations.add(0);
        durations.add(-5);
        durations.add(31);
        durations.add(32);
        durations.add(Long.MAX_VALUE);
        assertEquals(5, durations.count());
        assertEquals(0, durations.millis(0.4));
        assertEquals(32e-6, durations.millis(0.8), 1e-9);
        assertEquals(Long.MAX_VALUE / 1e6, durations.millis(1), Long.MAX_VALUE / 1e6 * 0.035);
    }
}
