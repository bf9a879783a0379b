package org.tepui.planner;

import java.util.concurrent.TimeUnit;

/**
 * How long a call into the allocator may take. CPU time is what counts, so that a pause of the machine accuses nobody; the time on the
 * wall is for calls that wait for what never comes.
 *
 * @param cpuNanos CPU time of one call
 * @param wallNanos time on the wall of one call
 */
public record Deadlines(long cpuNanos, long wallNanos) {

    /** One second of CPU time, five on the wall. */
    public static final Deadlines DEFAULT = new Deadlines(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(5));

    public Deadlines {
        if (cpuNanos <= 0 || wallNanos <= 0) {
            throw new IllegalArgumentException("deadlines must be above 0, not " + cpuNanos + " and " + wallNanos + " ns");
        }
    }
}
