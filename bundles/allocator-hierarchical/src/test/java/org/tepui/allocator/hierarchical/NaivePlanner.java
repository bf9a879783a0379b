package org.tepui.allocator.hierarchical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Resources;
import org.tepui.planner.AgentOrder;

/**
 * Dominant resource fairness, the plain way: for every agent the tree is walked with shares worked out from all allocations, and every
 * framework of every role is tried. Bookings of a cycle are allocations of a copy of the counts. Slow and meant to be obvious.
 *
 * <p>When a role or its place in the tree goes, its counts go at the next cycle; that moment is the policy's own, so it is the same here.
 */
final class NaivePlanner {

    final NaiveCluster cluster;
    /** Allocations made, by path of the role tree, and by role and framework: {@code role#framework}. */
    private Map<String, Long> counts = new TreeMap<>();
    private TreeSet<String> leaves = new TreeSet<>();
    private boolean stale = true;
    /** What roles hold at the turn of an agent. */
    private final Map<String, Long> heldByRole = new HashMap<>();

    NaivePlanner(PlannerOptions options) {
        this.cluster = new NaiveCluster(options);
    }

    void apply(long epoch, Change change) {
        if (change instanceof Change.FrameworkAdded added) {
            forget(added.framework());
        } else if (change instanceof Change.FrameworkRemoved removed) {
            forget(removed.framework());
        }
        cluster.apply(epoch, change);
        if (change instanceof Change.AllocationAdded added) {
            String client = added.role() + "#" + added.framework();
            if (leaf(added.role()) == null || stale && !counts.containsKey(client)) {
                restructure();
            }
            counts.computeIfPresent(client, (any, count) -> count + 1);
            count(counts, leaf(added.role()));
        } else if (change instanceof Change.RoleWeight || change instanceof Change.FrameworkAdded || change instanceof Change.FrameworkUpdated
                || change instanceof Change.FrameworkRemoved) {
            stale = true;
        }
    }

    private void forget(int framework) {
        counts.replaceAll((key, count) -> key.endsWith("#" + framework) ? 0L : count);
    }

    /** Path of the leaf of the role, null when it has none. */
    private String leaf(int role) {
        String path = cluster.roles.get(role);
        return leaves.contains(path + "/.") ? path + "/." : leaves.contains(path) ? path : null;
    }

    private static void count(Map<String, Long> counts, String leaf) {
        for (String path = leaf; !path.isEmpty(); path = above(path)) {
            counts.merge(path, 1L, Long::sum);
        }
    }

    private static String above(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    private void restructure() {
        stale = false;
        Map<String, Long> next = new TreeMap<>();
        TreeSet<String> used = new TreeSet<>();
        for (int role = 0; role < cluster.roles.size(); role++) {
            int id = role;
            cluster.frameworks.forEach((framework, facts) -> {
                if (facts.roles().contains(id)) {
                    used.add(cluster.roles.get(id));
                    next.put(id + "#" + framework, counts.getOrDefault(id + "#" + framework, 0L));
                }
            });
            if (cluster.holds.entrySet().stream().anyMatch(hold -> hold.getKey().role() == id && !hold.getValue().quantities().isEmpty())) {
                used.add(cluster.roles.get(id));
            }
        }
        TreeSet<String> nextLeaves = new TreeSet<>();
        for (String path : used) {
            boolean inner = used.stream().anyMatch(other -> other.startsWith(path + "/"));
            nextLeaves.add(inner ? path + "/." : path);
        }
        for (String leaf : nextLeaves) {
            for (String path = leaf; !path.isEmpty(); path = above(path)) {
                boolean splits = path.endsWith("/.") && !counts.containsKey(path) && leaves.contains(above(path));
                next.put(path, counts.getOrDefault(splits ? above(path) : path, 0L));
            }
        }
        counts = next;
        leaves = nextLeaves;
    }

    /** Agent, role, framework of each offer, in order. */
    List<List<Integer>> plan(long seed) {
        if (stale) {
            restructure();
        }
        int[] order = cluster.agents.entrySet().stream().filter(entry -> entry.getValue().active()).mapToInt(Map.Entry::getKey).toArray();
        AgentOrder.SHUFFLED.order(order, order.length, new SplittableRandom(seed));
        Map<String, Long> draftCounts = new HashMap<>(counts);
        Map<NaiveCluster.Hold, Resources> before = new TreeMap<>(Comparator.comparing(NaiveCluster.Hold::toString));
        before.putAll(cluster.holds);
        List<NaiveCluster.Hold> holdOrder = new ArrayList<>(cluster.holds.keySet());
        List<List<Integer>> entries = new ArrayList<>();
        for (int agent : order) {
            planAgent(agent, draftCounts, entries);
        }
        cluster.holds.clear();
        holdOrder.forEach(hold -> cluster.holds.put(hold, before.get(hold)));
        return entries;
    }

    private void planAgent(int agent, Map<String, Long> draftCounts, List<List<Integer>> entries) {
        List<Integer> sortedRoles = new ArrayList<>();
        heldByRole.clear();
        walk("", draftCounts, sortedRoles);
        Map<Integer, List<Integer>> sortedFrameworks = new TreeMap<>();
        for (int role : sortedRoles) {
            sortedFrameworks.put(role, frameworks(role, draftCounts));
        }
        Resources left = cluster.free(agent);
        Map<NaiveCluster.Hold, Resources> booked = new HashMap<>();
        for (int role : sortedRoles) {
            for (int framework : sortedFrameworks.get(role)) {
                Resources offer = cluster.eligible(agent, role, framework, left);
                if (!offer.isEmpty()) {
                    left = left.minus(offer);
                    booked.put(new NaiveCluster.Hold(agent, framework, role), offer);
                    entries.add(List.of(agent, role, framework));
                    draftCounts.merge(role + "#" + framework, 1L, Long::sum);
                    count(draftCounts, leaf(role));
                }
            }
        }
        booked.forEach((hold, offer) -> cluster.holds.merge(hold, offer, Resources::plus));
    }

    /** Adds the roles below the path in fair order. */
    private void walk(String path, Map<String, Long> draftCounts, List<Integer> into) {
        if (leaves.contains(path)) {
            into.add(cluster.roles.indexOf(path.endsWith("/.") ? above(path) : path));
            return;
        }
        TreeSet<String> children = new TreeSet<>();
        for (String leaf : leaves) {
            for (String at = leaf; !at.isEmpty(); at = above(at)) {
                if (above(at).equals(path)) {
                    children.add(at);
                }
            }
        }
        List<String> sorted = new ArrayList<>(children);
        Map<String, Double> shares = new HashMap<>();
        children.forEach(child -> shares.put(child, roleShare(child)));
        sorted.sort(Comparator.comparingDouble((String child) -> shares.get(child)).thenComparing(draftCounts::get)
                .thenComparing(Comparator.naturalOrder()));
        sorted.forEach(child -> walk(child, draftCounts, into));
    }

    private double roleShare(String path) {
        double share = 0;
        for (int resource = 0; resource < cluster.resourceCount(); resource++) {
            String name = cluster.resourceName(resource);
            long sum = 0;
            for (int role = 0; role < cluster.roles.size(); role++) {
                String rolePath = cluster.roles.get(role);
                String own = path.endsWith("/.") ? above(path) : path;
                if (rolePath.equals(own) || !path.endsWith("/.") && rolePath.startsWith(path + "/")) {
                    sum += leaf(role) == null ? 0 : held(role, name);
                }
            }
            share = Math.max(share, ratio(resource, sum));
        }
        int role = path.endsWith("/.") ? -1 : cluster.roles.indexOf(path);
        return share / (role < 0 ? 1 : cluster.weights.get(role));
    }

    private long held(int role, String name) {
        return heldByRole.computeIfAbsent(role + "/" + name, any -> cluster.held(name, hold -> hold.role() == role));
    }

    private double ratio(int resource, long sum) {
        long total = cluster.isExcludedFromFairness(resource) ? 0 : cluster.total(resource);
        return total > 0 ? sum / 1000.0 / (total / 1000.0) : 0;
    }

    private List<Integer> frameworks(int role, Map<String, Long> draftCounts) {
        List<Integer> sorted = new ArrayList<>();
        Map<Integer, Double> shares = new HashMap<>();
        cluster.frameworks.forEach((framework, facts) -> {
            if (facts.roles().contains(role)) {
                double share = 0;
                for (int resource = 0; resource < cluster.resourceCount(); resource++) {
                    share = Math.max(share, ratio(resource, cluster.frameworkAllocated(framework, role, resource)));
                }
                sorted.add(framework);
                shares.put(framework, share);
            }
        });
        sorted.sort(Comparator.comparingDouble((Integer framework) -> shares.get(framework))
                .thenComparing(framework -> draftCounts.get(role + "#" + framework)).thenComparing(cluster::frameworkId));
        return sorted;
    }
}
