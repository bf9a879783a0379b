package org.tepui.planner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The tree of role paths as numbers: every role with an id and all roles above it. Grows with the line's roles, which it bounds. */
final class RoleNodes {

    private final Map<String, Integer> nodes = new HashMap<>();
    private int[] parents = new int[16];
    private int[] open = new int[16];
    private int count;

    int count() {
        return count;
    }

    /** The node of the path, made with all above it if need be. */
    int intern(String path) {
        Integer known = nodes.get(path);
        if (known != null) {
            return known;
        }
        int slash = path.lastIndexOf('/');
        int parent = slash <= 0 ? -1 : intern(path.substring(0, slash));
        if (count == parents.length) {
            parents = Arrays.copyOf(parents, count * 2);
            open = Arrays.copyOf(open, count * 2);
        }
        parents[count] = parent;
        nodes.put(path, count);
        return count++;
    }

    /** -1 when no role lies in the subtree of the path. */
    int find(String path) {
        return nodes.getOrDefault(path, -1);
    }

    boolean isInSubtree(int node, int root) {
        for (int at = node; at >= 0; at = parents[at]) {
            if (at == root) {
                return true;
            }
        }
        return false;
    }

    /** Counts the clients that want offers in each subtree. */
    void addOpen(int node, int delta) {
        for (int at = node; at >= 0; at = parents[at]) {
            open[at] += delta;
        }
    }

    boolean hasOpen(int node) {
        return node >= 0 && open[node] > 0;
    }
}
