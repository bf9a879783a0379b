package org.tepui.allocator.hierarchical;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;

/** The tree of the roles that somebody uses, in fair order at every level. */
final class RoleTree {

    private final RoleClients[] byRole;
    private final RoleNode[] leaves;
    private final RoleNode root = new RoleNode("", 1.0, null, null);

    /**
     * @param byRole clients by role id; null: nobody uses the role
     * @param before the tree that this one replaces, for its counts; may be null
     */
    RoleTree(ClusterView view, RoleClients[] byRole, RoleTree before) {
        this.byRole = byRole;
        this.leaves = new RoleNode[byRole.length];
        Map<String, Integer> ids = new HashMap<>();
        Set<String> inner = new HashSet<>();
        for (int role = 0; role < byRole.length; role++) {
            String path = view.roleName(role);
            ids.put(path, role);
            for (int slash = byRole[role] == null ? -1 : path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                inner.add(path.substring(0, slash));
            }
        }
        Map<String, RoleNode> nodes = new HashMap<>();
        for (int role = 0; role < byRole.length; role++) {
            if (byRole[role] != null) {
                String path = view.roleName(role);
                boolean alsoInner = inner.contains(path);
                RoleNode parent = innerNode(alsoInner ? path : above(path), view, ids, nodes);
                leaves[role] = new RoleNode(alsoInner ? path + RoleNode.OWN : path, alsoInner ? 1.0 : view.roleWeight(role), byRole[role], parent);
            }
        }
        root.seal();
        if (before != null) {
            Map<String, RoleNode> known = new HashMap<>();
            before.root.collect(known);
            root.carry(known);
        }
    }

    /** Null when nobody uses the role. */
    RoleNode leaf(int role) {
        return role < leaves.length ? leaves[role] : null;
    }

    private RoleNode innerNode(String path, ClusterView view, Map<String, Integer> ids, Map<String, RoleNode> nodes) {
        if (path.isEmpty()) {
            return root;
        }
        RoleNode known = nodes.get(path);
        if (known == null) {
            Integer role = ids.get(path);
            double weight = role == null ? 1.0 : view.roleWeight(role);
            known = new RoleNode(path, weight, null, innerNode(above(path), view, ids, nodes));
            nodes.put(path, known);
        }
        return known;
    }

    private static String above(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "" : path.substring(0, slash);
    }

    RoleNode root() {
        return root;
    }

    /** Takes allocations from the view, and sorts. Frameworks of dirty roles are sorted too. */
    void refresh(ClusterView view, Shares totals, boolean[] dirty) {
        for (int role = 0; role < byRole.length; role++) {
            if (byRole[role] != null && dirty[role]) {
                byRole[role].refresh(view, totals);
                dirty[role] = false;
            }
        }
        refresh(root, view, totals);
    }

    private void refresh(RoleNode node, ClusterView view, Shares totals) {
        if (node.allocated.length != totals.resources()) {
            node.allocated = new long[totals.resources()];
        } else {
            Arrays.fill(node.allocated, 0);
        }
        if (node.isLeaf()) {
            for (int resource = 0; resource < node.allocated.length; resource++) {
                node.allocated[resource] = view.roleAllocated(node.clients.role, resource);
            }
            return;
        }
        for (RoleNode child : node.children) {
            refresh(child, view, totals);
            node.childCounts[child.index] = child.count;
            node.childShares[child.index] = child.share(totals);
            for (int resource = 0; resource < node.allocated.length; resource++) {
                node.allocated[resource] += child.allocated[resource];
            }
        }
        node.order.sort();
    }

    /** New shares from the leaf up after a booking in the draft; the orders are not mended yet. */
    void booked(RoleNode leaf, ClusterView view, Draft draft, Shares totals) {
        int role = leaf.clients.role;
        for (int resource = 0; resource < totals.resources(); resource++) {
            long more = view.roleAllocated(role, resource) + draft.bookedByRole(role, resource) - leaf.allocated[resource];
            for (RoleNode node = leaf; more != 0 && node != null; node = node.parent) {
                node.allocated[resource] += more;
            }
        }
        for (RoleNode node = leaf; node.parent != null; node = node.parent) {
            node.parent.childShares[node.index] = node.share(totals);
            node.parent.childCounts[node.index]++;
        }
    }
}
