package org.tepui.planner;

import java.util.Arrays;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;

/**
 * Free resources of an agent and, worked out once and kept, what of them each kind of client may get. Two clients are of one kind when
 * the same of the reservations here include their role and their framework knows the same kinds of resources; so an agent without
 * reservations has one kind, whatever the number of frameworks.
 */
final class Offerable {

    static final Offerable NONE = new Offerable(Resources.EMPTY);

    private static final int KINDS_MAX = 256;
    private static final int CAPABILITY_BITS = 3;
    /** More roles than bits for them in a key: such an agent is worked out each time. */
    private static final int RESERVED_MAX = Long.SIZE - 1 - CAPABILITY_BITS;

    final Resources resources;
    /** The same for every client. */
    final boolean uniform;
    private final boolean empty;
    private final boolean unreserved;
    private final String[] reservedRoles;
    private int[] reservedNodes = new int[0];
    private int nodesSeen = -1;
    private long[] keys = new long[1];
    private Eligible[] kinds = new Eligible[1];
    private int count;

    Offerable(Resources resources) {
        this.resources = resources;
        this.empty = resources.isEmpty();
        boolean plain = true;
        boolean anyUnreserved = false;
        String[] roles = new String[0];
        for (int i = 0; i < resources.size(); i++) {
            Resource resource = resources.get(i);
            plain &= resource.isUnreserved() && !resource.isShared() && !resource.isRevocable();
            anyUnreserved |= resource.isUnreserved();
            if (resource.isReserved() && !Arrays.asList(roles).contains(resource.reservationRole())) {
                roles = Arrays.copyOf(roles, roles.length + 1);
                roles[roles.length - 1] = resource.reservationRole();
            }
        }
        this.uniform = plain;
        this.unreserved = anyUnreserved;
        this.reservedRoles = roles;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Some client that wants offers might get some of it. */
    boolean mayInterest(RoleNodes nodes) {
        if (unreserved) {
            return true;
        }
        look(nodes);
        for (int node : reservedNodes) {
            if (nodes.hasOpen(node)) {
                return true;
            }
        }
        return false;
    }

    /** What the client gets if it gets all. */
    Eligible eligible(ClusterState state, int client) {
        if (uniform) {
            if (count == 0) {
                keep(0, state.rules.work(this, client));
            }
            return kinds[0];
        }
        if (reservedRoles.length > RESERVED_MAX) {
            return state.rules.work(this, client);
        }
        long key = reservations(state.nodes, state.clients.node(client)) << CAPABILITY_BITS | state.clients.kinds(client);
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return kinds[i];
            }
        }
        return keep(key, state.rules.work(this, client));
    }

    private Eligible keep(long key, Eligible eligible) {
        if (count == KINDS_MAX) {
            count = 0;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            kinds = Arrays.copyOf(kinds, count * 2);
        }
        keys[count] = key;
        kinds[count++] = eligible;
        return eligible;
    }

    /** The reservations here that include the role, as bits. */
    private long reservations(RoleNodes nodes, int node) {
        look(nodes);
        long bits = 0;
        for (int i = 0; i < reservedNodes.length; i++) {
            if (reservedNodes[i] >= 0 && nodes.isInSubtree(node, reservedNodes[i])) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    private void look(RoleNodes nodes) {
        if (nodesSeen == nodes.count()) {
            return;
        }
        // A role made later may lie below a reservation made earlier: bits change their meaning.
        nodesSeen = nodes.count();
        count = 0;
        reservedNodes = new int[reservedRoles.length];
        for (int i = 0; i < reservedNodes.length; i++) {
            reservedNodes[i] = nodes.find(reservedRoles[i]);
        }
    }
}
