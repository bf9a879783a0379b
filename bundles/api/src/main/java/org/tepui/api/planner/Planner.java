package org.tepui.api.planner;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tepui.api.allocator.Allocator;

/** The planner as the line sees it. Calls never block; they are worked off in order. */
@ProviderType
public interface Planner extends AutoCloseable {

    /** Applies the changes of one epoch, in order. Epochs only grow. */
    void apply(long epoch, List<Change> changes);

    /**
     * Asks for a plan at the last applied epoch. The answer comes to the {@link PlanSink}; at most one request is outstanding.
     *
     * @param agents slots to look at; empty: every active agent
     * @param seed of the random source of this cycle
     */
    void request(List<Integer> agents, long seed);

    /**
     * Changes the allocator between two plans: the new one is started on the view of the old one, which is stopped after that. What is
     * offered, and every filter, stays.
     *
     * @return never fails; completed on the planner's thread, which must not be held up
     */
    CompletionStage<PlannerSwap> swap(Allocator next);

    /** The line did not take the plan of that epoch, since an entry broke a rule then. {@code reason} is one line. */
    default void refused(long epoch, String reason) {
    }

    /** Threads that are lost in allocators now. */
    default int abandoned() {
        return 0;
    }

    @Override
    void close();
}
