package org.tepui.allocator.hierarchical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A node of the role tree. A role with frameworks is a leaf; one that has roles below it too keeps its own frameworks in a leaf named
 * {@code .} among these, which competes with weight 1.
 */
final class RoleNode {

    /** End of the path of the leaf that stands for a role's own frameworks. */
    static final String OWN = "/.";

    final String path;
    final double weight;
    /** Null for inner nodes. */
    final RoleClients clients;
    final RoleNode parent;
    /** Position among the children of the parent. */
    int index;
    /** In the order of their paths. */
    RoleNode[] children;
    /** Of those children below which somebody wants offers. */
    Order order;
    double[] childShares;
    long[] childCounts;
    /** Allocations made below since the node came into being; one that is taken back, or whose role goes, stays counted. */
    long count;
    /** Thousandths by resource, of the whole subtree, with what the draft booked. */
    long[] allocated = new long[0];
    private final List<RoleNode> growing = new ArrayList<>();

    RoleNode(String path, double weight, RoleClients clients, RoleNode parent) {
        this.path = path;
        this.weight = weight;
        this.clients = clients;
        this.parent = parent;
        if (parent != null) {
            parent.growing.add(this);
        }
    }

    boolean isLeaf() {
        return clients != null;
    }

    /** Ends the growth of the subtree; false when nobody below wants offers. */
    boolean seal() {
        if (isLeaf()) {
            return !clients.isEmpty();
        }
        growing.sort(Comparator.comparing(child -> child.path));
        children = growing.toArray(new RoleNode[0]);
        growing.clear();
        childShares = new double[children.length];
        childCounts = new long[children.length];
        int[] ranks = new int[children.length];
        int[] items = new int[children.length];
        int size = 0;
        for (int i = 0; i < children.length; i++) {
            children[i].index = i;
            ranks[i] = i;
            if (children[i].seal()) {
                items[size++] = i;
            }
        }
        order = new Order(childShares, childCounts, ranks);
        order.items = items;
        order.size = size;
        return size > 0;
    }

    void collect(Map<String, RoleNode> byPath) {
        byPath.put(path, this);
        if (!isLeaf()) {
            for (RoleNode child : children) {
                child.collect(byPath);
            }
        }
    }

    /** Takes over the counts of an earlier tree: of the same path; for a leaf {@code .} that is new, of the leaf that it was. */
    void carry(Map<String, RoleNode> before) {
        RoleNode same = before.get(path);
        if (same == null && path.endsWith(OWN)) {
            RoleNode whole = before.get(path.substring(0, path.length() - OWN.length()));
            same = whole != null && whole.isLeaf() ? whole : null;
        }
        count = same == null ? 0 : same.count;
        if (!isLeaf()) {
            for (RoleNode child : children) {
                child.carry(before);
            }
        }
    }

    double share(Shares totals) {
        double share = 0;
        for (int resource = 0; resource < allocated.length; resource++) {
            share = Math.max(share, totals.of(resource, allocated[resource]));
        }
        return share / weight;
    }
}
