package org.tepui.allocator.hierarchical;

import java.util.Arrays;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;

/** The frameworks of one role: all that are subscribed, ascending, and in fair order those that want offers. */
final class RoleClients {

    final int role;
    final int[] members;
    final Order order;
    private final double[] shares;
    private final long[] counts;

    /**
     * @param members subscribed frameworks, ascending
     * @param before the same role earlier, for its counts; may be null
     * @param ranks by framework: the order of their ids as texts
     */
    RoleClients(int role, int[] members, RoleClients before, int[] ranks, ClusterView view) {
        this.role = role;
        this.members = members;
        this.shares = new double[members.length];
        this.counts = before == null ? new long[members.length] : before.carried(members);
        int[] memberRanks = new int[members.length];
        int[] items = new int[members.length];
        int size = 0;
        for (int i = 0; i < members.length; i++) {
            memberRanks[i] = ranks[members[i]];
            if (view.isFrameworkActive(members[i]) && !view.isSuppressed(members[i], role)) {
                items[size++] = i;
            }
        }
        this.order = new Order(shares, counts, memberRanks);
        this.order.items = items;
        this.order.size = size;
    }

    private long[] carried(int[] now) {
        long[] carried = new long[now.length];
        for (int i = 0, j = 0; i < now.length; i++) {
            while (j < members.length && members[j] < now[i]) {
                j++;
            }
            if (j < members.length && members[j] == now[i]) {
                carried[i] = counts[j];
            }
        }
        return carried;
    }

    boolean isEmpty() {
        return order.size == 0;
    }

    /** Index of the framework among the members, negative if it is none. */
    int member(int framework) {
        return Arrays.binarySearch(members, framework);
    }

    void count(int framework, int delta) {
        int member = member(framework);
        if (member >= 0) {
            counts[member] += delta;
        }
    }

    /** The framework's slot went to somebody else, or will. */
    void forget(int framework) {
        int member = member(framework);
        if (member >= 0) {
            counts[member] = 0;
        }
    }

    void uncount(int member) {
        counts[member]--;
    }

    boolean isBefore(int member, int other) {
        return order.isBefore(member, other);
    }

    void refresh(ClusterView view, Shares totals) {
        for (int i = 0; i < order.size; i++) {
            int member = order.items[i];
            double share = 0;
            for (int resource = 0; resource < totals.resources(); resource++) {
                share = Math.max(share, totals.of(resource, view.frameworkAllocated(members[member], role, resource)));
            }
            shares[member] = share;
        }
        order.sort();
    }

    /** New share of one after a booking in the draft; the order is not mended yet. */
    void booked(int member, ClusterView view, Draft draft, Shares totals) {
        int framework = members[member];
        double share = 0;
        for (int resource = 0; resource < totals.resources(); resource++) {
            share = Math.max(share, totals.of(resource,
                    view.frameworkAllocated(framework, role, resource) + draft.booked(framework, role, resource)));
        }
        shares[member] = share;
        counts[member]++;
    }
}
