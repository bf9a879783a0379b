package org.tepui.core.line;

/**
 * Time of a batch, handed in.
 *
 * @param wallNanos since the Unix epoch
 * @param nanos on a clock that never goes back; its origin means nothing
 */
public record Now(long wallNanos, long nanos) {

    /** Seconds since the epoch, as messages and JSON have them. */
    public double wallSeconds() {
        return wallNanos / 1e9;
    }
}
