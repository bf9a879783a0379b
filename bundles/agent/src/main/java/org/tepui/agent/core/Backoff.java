package org.tepui.agent.core;

import java.util.function.DoubleSupplier;

/** Waits of growing random length. A window doubles after each wait until its limit; a wait is anywhere inside the window. */
final class Backoff {

    private final long firstNanos;
    private final DoubleSupplier random;
    private long windowNanos;

    /** @param random values from 0 inclusive to 1 exclusive */
    Backoff(long firstNanos, DoubleSupplier random) {
        this.firstNanos = firstNanos;
        this.random = random;
        this.windowNanos = firstNanos;
    }

    void reset() {
        windowNanos = firstNanos;
    }

    /** The next wait; the window after it is at most {@code limitNanos}. */
    long next(long limitNanos) {
        long wait = (long) (windowNanos * random.getAsDouble());
        windowNanos = Math.max(firstNanos, Math.min(limitNanos, windowNanos * 2));
        return wait;
    }
}
