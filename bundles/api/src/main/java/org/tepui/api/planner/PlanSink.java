package org.tepui.api.planner;

import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.Plan;

/** Where plans go: the line's inbox. Called on the planner's threads; must not block. */
public interface PlanSink {

    void planned(Plan plan);

    /** The allocator threw or overran its deadline: no plan for this request. {@code reason} is one line. */
    void failed(long epoch, String reason);

    /** What an allocator did wrong, beside {@link #failed} where that cost a plan. */
    default void faulted(AllocatorFault fault) {
    }

    /** One call into that allocator is over. */
    default void called(Allocator allocator, long tookNanos) {
    }
}
