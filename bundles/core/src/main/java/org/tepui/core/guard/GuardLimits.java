package org.tepui.core.guard;

import java.util.concurrent.TimeUnit;

/**
 * What a module may cost.
 *
 * @param callNanos time of one call: flag {@code module_deadline}
 * @param planCpuNanos processor time of one plan, with five times that on the wall: flag {@code module_plan_deadline}
 * @param faultsMax faults within the window that put a module into quarantine: flag {@code module_faults}
 * @param windowNanos flag {@code module_faults_window}
 * @param abandonedMax threads lost in modules from which on modules that are not built in are not called: flag {@code module_threads_lost}
 */
public record GuardLimits(long callNanos, long planCpuNanos, int faultsMax, long windowNanos, int abandonedMax) {

    public static final GuardLimits DEFAULT = new GuardLimits(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(1), 3,
            TimeUnit.MINUTES.toNanos(10), 16);

    private static final int WALL_FACTOR = 5;

    public GuardLimits {
        if (callNanos <= 0 || planCpuNanos <= 0 || faultsMax < 1 || windowNanos <= 0 || abandonedMax < 1) {
            throw new IllegalArgumentException("limits must be above 0: " + callNanos + ", " + planCpuNanos + ", " + faultsMax + ", " + windowNanos
                    + ", " + abandonedMax);
        }
    }

    /** These with another time for a call. */
    public GuardLimits withCall(long nanos) {
        return new GuardLimits(nanos, planCpuNanos, faultsMax, windowNanos, abandonedMax);
    }

    /** Time on the wall of one plan. */
    public long planWallNanos() {
        return planCpuNanos > Long.MAX_VALUE / WALL_FACTOR ? Long.MAX_VALUE : planCpuNanos * WALL_FACTOR;
    }
}
