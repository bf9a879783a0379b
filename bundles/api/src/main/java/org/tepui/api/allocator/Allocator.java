package org.tepui.api.allocator;

import org.osgi.annotation.versioning.ConsumerType;

/** A policy. Life: {@code start}, any number of {@code apply} and {@code plan}, {@code stop}; nothing is called after {@code stop}. */
@ConsumerType
public interface Allocator {

    /**
     * Takes up work on the state of the view, which may be any: a swap starts a policy in a running cluster. May come again, when an event
     * was missed because {@code apply} threw or the replica was made anew: the policy then forgets what it knew.
     */
    void start(ClusterView view);

    /** Something changed; the view shows it already. For policies that keep an order up to date; others leave it empty. */
    default void apply(ClusterEvent event) {
    }

    /** Plans offers for the agents of the request by calls on its draft; returns {@code request.draft().plan()}. */
    Plan plan(PlanRequest request);

    /** Gives up everything held. */
    default void stop() {
    }
}
