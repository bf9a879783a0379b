package org.tepui.api.planner;

import java.util.concurrent.TimeUnit;

/**
 * How long a call into an allocator may take, and how many threads may be lost in such calls.
 *
 * @param cpuNanos processor time of one call
 * @param wallNanos time on the wall of one call, for what waits for what never comes
 * @param abandonedMax lost threads from which on nothing but a built-in allocator is started any more
 */
public record PlannerLimits(long cpuNanos, long wallNanos, int abandonedMax) {

    /** One second of processor time, five on the wall. */
    public static final PlannerLimits DEFAULT = new PlannerLimits(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(5), 16);

    public PlannerLimits {
        if (cpuNanos <= 0 || wallNanos <= 0 || abandonedMax < 1) {
            throw new IllegalArgumentException("limits must be above 0, not " + cpuNanos + ", " + wallNanos + " ns and " + abandonedMax);
        }
    }
}
