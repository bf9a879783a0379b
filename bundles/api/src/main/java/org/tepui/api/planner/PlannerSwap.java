package org.tepui.api.planner;

import java.util.Objects;

/**
 * What became of {@link Planner#swap}.
 *
 * @param done false: the allocator of before decides
 * @param failure one line; empty when done
 * @param epoch the first that the new allocator decides: the one of the view that it started on, or the next where the old one was asked for
 *     a plan of that; of no meaning when it was not started
 * @param pauseNanos how long no plan could be made
 */
public record PlannerSwap(boolean done, String failure, long epoch, long pauseNanos) {

    public PlannerSwap {
        Objects.requireNonNull(failure);
    }

    public static PlannerSwap done(long epoch, long pauseNanos) {
        return new PlannerSwap(true, "", epoch, pauseNanos);
    }

    public static PlannerSwap failed(String failure, long epoch, long pauseNanos) {
        return new PlannerSwap(false, failure, epoch, pauseNanos);
    }
}
