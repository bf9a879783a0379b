package org.tepui.wire.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of all bodies that a port is receiving at the moment: many slow uploads at once cannot fill the heap. */
public final class BodyBudget {

    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    public BodyBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }
}
