package org.tepui.api.allocator;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A plan in the making. Candidates are enumerated by the mechanism from what is left at this moment: a pair is a candidate when the
 * framework is active, not suppressed in the role, capable of the agent, not filtered, and would get at least the minimum.
 */
@ProviderType
public interface Draft {

    /** Something on the agent could still be offered to somebody. */
    boolean hasLeft(int agent);

    /** Roles with a candidate framework on the agent, ascending by id, written to {@code into}; returns their number. */
    int roles(int agent, int[] into);

    /** Candidate frameworks of the role on the agent, ascending by id, written to {@code into}; returns their number. */
    int frameworks(int agent, int role, int[] into);

    /** Whether this very pair is a candidate. */
    boolean isCandidate(int agent, int role, int framework);

    /** Books all that is eligible for the framework in the role on the agent; false, and nothing booked, if that is nothing. */
    boolean offer(int agent, int role, int framework);

    /** As {@link #offer(int, int, int)} but at most {@code caps[resource]} thousandths of each scalar. */
    boolean offer(int agent, int role, int framework, long[] caps);

    /** Booked so far in this draft for the framework in the role, in thousandths: to be added to the view's allocation. */
    long booked(int framework, int role, int resource);

    /** Booked so far in this draft for the role, in thousandths. */
    long bookedByRole(int role, int resource);

    Plan plan();
}
