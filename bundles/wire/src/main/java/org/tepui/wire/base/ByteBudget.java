package org.tepui.wire.base;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all connections of a port may hold together for one purpose: each has its own limit, but there are many. */
public final class ByteBudget {

    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    public ByteBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** False when that would be too much; nothing is taken then. */
    public boolean take(long bytes) {
        if (used.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    public void give(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }
}
