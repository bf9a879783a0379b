package org.tepui.allocator.hierarchical;

import java.util.Arrays;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/**
 * One cycle. Most of the time the first in order takes the agent; so pairs are tried in order, and only after a number of misses the
 * draft is asked who the candidates are, which costs more than a try but less than trying everybody.
 */
final class Walk {

    private final ClusterView view;
    private final Shares totals;
    private final RoleTree tree;
    private final Draft draft;
    private final boolean[] dirty;
    private final int missesMax;

    private int agent;
    /** Roles tried in vain on the agent. */
    private int misses;
    /** Only roles with the stamp of the agent are tried. */
    private boolean limited;
    private final int[] stamps;
    private int stamp;
    private final int[] roles;
    private final int[] frameworks;

    /** Bookings of the agent: orders are mended when its turn is over, so that it sees one order. */
    private RoleNode[] bookedLeaves = new RoleNode[4];
    private int[] bookedMembers = new int[4];
    private int bookings;

    /** Bookings of the cycle, to be taken back from the counts: they count when they are committed. */
    private RoleClients[] counted = new RoleClients[16];
    private int[] countedMembers = new int[16];
    private int counts;

    Walk(ClusterView view, Shares totals, RoleTree tree, Draft draft, boolean[] dirty, int missesMax) {
        this.view = view;
        this.totals = totals;
        this.tree = tree;
        this.draft = draft;
        this.dirty = dirty;
        this.missesMax = missesMax;
        this.stamps = new int[view.roleCount()];
        this.roles = new int[view.roleCount()];
        this.frameworks = new int[view.frameworkSlots()];
    }

    Plan all(PlanRequest request) {
        try {
            for (int i = 0; i < request.agentCount(); i++) {
                agent = request.agent(i);
                if (draft.hasLeft(agent)) {
                    misses = 0;
                    limited = false;
                    visit(tree.root());
                    mend();
                }
            }
            return draft.plan();
        } finally {
            for (int i = 0; i < counts; i++) {
                counted[i].uncount(countedMembers[i]);
                dirty[counted[i].role] = true;
            }
        }
    }

    /** False: nothing is left to do for the agent. */
    private boolean visit(RoleNode node) {
        for (int i = 0; i < node.order.size; i++) {
            RoleNode child = node.children[node.order.items[i]];
            boolean goOn = child.isLeaf() ? visitRole(child) : visit(child);
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private boolean visitRole(RoleNode leaf) {
        int role = leaf.clients.role;
        if (limited && stamps[role] != stamp) {
            return true;
        }
        int before = bookings;
        boolean goOn = offerInRole(leaf);
        if (!goOn || limited) {
            return goOn;
        }
        return bookings == before && ++misses < missesMax || limit();
    }

    /** From now on only candidate roles; false when there are none. */
    private boolean limit() {
        limited = true;
        stamp++;
        int count = draft.roles(agent, roles);
        for (int i = 0; i < count; i++) {
            stamps[roles[i]] = stamp;
        }
        return count > 0;
    }

    private boolean offerInRole(RoleNode leaf) {
        Order order = leaf.clients.order;
        int missed = 0;
        for (int i = 0; i < order.size; i++) {
            if (missed == missesMax) {
                return offerToCandidates(leaf);
            }
            if (!offer(leaf, order.items[i])) {
                missed++;
            } else if (!draft.hasLeft(agent)) {
                return false;
            }
        }
        return true;
    }

    /** As the order has it, but only those that the draft says to be candidates. */
    private boolean offerToCandidates(RoleNode leaf) {
        int count = draft.frameworks(agent, leaf.clients.role, frameworks);
        for (int i = 0; i < count; i++) {
            frameworks[i] = leaf.clients.member(frameworks[i]);
        }
        while (count > 0) {
            int best = 0;
            for (int i = 1; i < count; i++) {
                if (leaf.clients.isBefore(frameworks[i], frameworks[best])) {
                    best = i;
                }
            }
            int member = frameworks[best];
            frameworks[best] = frameworks[--count];
            if (offer(leaf, member) && !draft.hasLeft(agent)) {
                return false;
            }
        }
        return true;
    }

    private boolean offer(RoleNode leaf, int member) {
        if (!draft.offer(agent, leaf.clients.role, leaf.clients.members[member])) {
            return false;
        }
        if (bookings == bookedLeaves.length) {
            bookedLeaves = Arrays.copyOf(bookedLeaves, bookings * 2);
            bookedMembers = Arrays.copyOf(bookedMembers, bookings * 2);
        }
        bookedLeaves[bookings] = leaf;
        bookedMembers[bookings++] = member;
        return true;
    }

    private void mend() {
        for (int i = 0; i < bookings; i++) {
            RoleNode leaf = bookedLeaves[i];
            if (counts == counted.length) {
                counted = Arrays.copyOf(counted, counts * 2);
                countedMembers = Arrays.copyOf(countedMembers, counts * 2);
            }
            counted[counts] = leaf.clients;
            countedMembers[counts++] = bookedMembers[i];
            leaf.clients.booked(bookedMembers[i], view, draft, totals);
            tree.booked(leaf, view, draft, totals);
        }
        if (bookings == 1) {
            bookedLeaves[0].clients.order.mendItem(bookedMembers[0]);
            for (RoleNode node = bookedLeaves[0]; node.parent != null; node = node.parent) {
                node.parent.order.mendItem(node.index);
            }
        } else {
            for (int i = 0; i < bookings; i++) {
                bookedLeaves[i].clients.order.sort();
                for (RoleNode node = bookedLeaves[i]; node.parent != null; node = node.parent) {
                    node.parent.order.sort();
                }
            }
        }
        bookings = 0;
    }
}
