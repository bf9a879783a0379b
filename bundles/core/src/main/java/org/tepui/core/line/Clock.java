package org.tepui.core.line;

/** The time of the batch at work, and its epoch. */
public final class Clock {

    private Now now = new Now(0, 0);
    private long epoch;

    void begin(Now time) {
        now = time;
        epoch++;
    }

    public Now now() {
        return now;
    }

    /** Seconds since 1970. */
    public double seconds() {
        return now.wallSeconds();
    }

    public long nanos() {
        return now.nanos();
    }

    /** Number of this batch, from 1. */
    public long epoch() {
        return epoch;
    }
}
