package org.tepui.allocator.hierarchical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskPersistence;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;

/** Makes what happens to a cluster from a seed. */
final class HistoryMaker {

    static final PlannerOptions OPTIONS = new PlannerOptions(List.of("gpus"), true,
            List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32")));

    private static final List<String> ROLES = List.of("*", "a", "a/b", "a/b/c", "a/d", "e/f", "g");

    private final SplittableRandom random;
    private long lastFilter;
    private int lastId;

    HistoryMaker(int seed) {
        random = new SplittableRandom(seed);
    }

    List<Change> roles() {
        List<Change> changes = new ArrayList<>();
        for (int role = 0; role < ROLES.size(); role++) {
            changes.add(new Change.RoleAdded(role, ROLES.get(role), chance(3) ? 2.5 : 1));
        }
        return changes;
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    /** What comes after the offers, which are made, declined with or without filters, and partly taken. */
    List<Change> next(NaiveCluster cluster, List<Change.AllocationAdded> offers) {
        List<Change> changes = new ArrayList<>();
        NaiveCluster shadow = copy(cluster);
        for (Change.AllocationAdded offer : offers) {
            if (chance(12)) {
                continue;
            }
            add(changes, shadow, offer);
            answer(changes, shadow, offer);
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            happen(changes, shadow);
        }
        return changes;
    }

    private static NaiveCluster copy(NaiveCluster cluster) {
        NaiveCluster copy = new NaiveCluster(cluster.options);
        copy.roles.addAll(cluster.roles);
        copy.weights.addAll(cluster.weights);
        copy.agents.putAll(cluster.agents);
        copy.frameworks.putAll(cluster.frameworks);
        copy.holds.putAll(cluster.holds);
        copy.filters.putAll(cluster.filters);
        return copy;
    }

    private static void add(List<Change> changes, NaiveCluster shadow, Change change) {
        changes.add(change);
        shadow.apply(0, change);
    }

    private void answer(List<Change> changes, NaiveCluster shadow, Change.AllocationAdded offer) {
        Resources back = switch (random.nextInt(4)) {
            case 0 -> Resources.EMPTY;
            case 1 -> offer.resources().filter(resource -> resource.isShared() || chance(2));
            default -> offer.resources();
        };
        if (back.isEmpty()) {
            return;
        }
        Change filter = new Change.FilterAdded(++lastFilter, offer.agent(), offer.framework(), offer.role(), back);
        boolean filtered = chance(2);
        if (filtered && chance(2)) {
            add(changes, shadow, filter);
            filtered = false;
        }
        add(changes, shadow, new Change.AllocationRemoved(offer.agent(), offer.framework(), offer.role(), back));
        if (filtered) {
            add(changes, shadow, filter);
        }
    }

    private void happen(List<Change> changes, NaiveCluster shadow) {
        switch (random.nextInt(14)) {
            case 0, 1 -> add(changes, shadow, new Change.AgentAdded(vacant(shadow.agents), agent("agent" + ++lastId, true)));
            case 2 -> {
                if (chance(3) && !shadow.agents.isEmpty()) {
                    add(changes, shadow, new Change.AgentRemoved(pick(shadow.agents)));
                }
            }
            case 3 -> {
                if (!shadow.agents.isEmpty()) {
                    int agent = pick(shadow.agents);
                    add(changes, shadow, new Change.AgentUpdated(agent, agent(shadow.agents.get(agent).id(), !chance(3))));
                }
            }
            case 4, 5 -> add(changes, shadow, new Change.FrameworkAdded(vacant(shadow.frameworks), framework("f" + ++lastId)));
            case 6 -> {
                if (chance(3) && !shadow.frameworks.isEmpty()) {
                    add(changes, shadow, new Change.FrameworkRemoved(pick(shadow.frameworks)));
                }
            }
            case 7, 8 -> {
                if (!shadow.frameworks.isEmpty()) {
                    int framework = pick(shadow.frameworks);
                    add(changes, shadow, new Change.FrameworkUpdated(framework, framework(shadow.frameworks.get(framework).id())));
                }
            }
            case 9 -> add(changes, shadow, new Change.RoleWeight(random.nextInt(ROLES.size()), 0.5 + random.nextInt(4)));
            case 10, 11 -> giveBack(changes, shadow);
            default -> {
                if (!shadow.filters.isEmpty()) {
                    add(changes, shadow, new Change.FilterRemoved(new ArrayList<>(shadow.filters.keySet()).get(random.nextInt(shadow.filters.size()))));
                }
            }
        }
    }

    private void giveBack(List<Change> changes, NaiveCluster shadow) {
        if (shadow.holds.isEmpty()) {
            return;
        }
        List<Map.Entry<NaiveCluster.Hold, Resources>> holds = new ArrayList<>(shadow.holds.entrySet());
        Map.Entry<NaiveCluster.Hold, Resources> entry = holds.get(random.nextInt(holds.size()));
        Resources back = entry.getValue().filter(resource -> !chance(3));
        if (!back.isEmpty()) {
            NaiveCluster.Hold hold = entry.getKey();
            add(changes, shadow, new Change.AllocationRemoved(hold.agent(), hold.framework(), hold.role(), back));
        }
    }

    private int vacant(Map<Integer, ?> slots) {
        int slot = 0;
        while (slots.containsKey(slot)) {
            slot++;
        }
        return slot;
    }

    private int pick(Map<Integer, ?> slots) {
        return new ArrayList<>(slots.keySet()).get(random.nextInt(slots.size()));
    }

    private AgentFacts agent(String id, boolean active) {
        Resources total = Resources.parse("cpus:" + (1 + random.nextInt(4)) + ";mem:" + 256 * (1 + random.nextInt(4)) + ";ports:[1-20]");
        if (chance(6)) {
            total = total.plus(Resources.parse("gpus:1"));
        }
        if (chance(3)) {
            total = total.plus(Resources.parse("cpus:1;mem:64", ROLES.get(1 + random.nextInt(6))));
        }
        if (chance(5)) {
            total = total.plus(Resource.scalar("cpus", 1).withReservations(Reservation.ofStatic("a"), Reservation.ofDynamic("a/b")));
        }
        if (chance(5)) {
            total = total.plus(Resource.scalar("cpus", 2).withRevocable(true));
        }
        if (chance(4)) {
            total = total.plus(Resource.scalar("disk", 64).withReservations(Reservation.ofDynamic(chance(2) ? "a" : "g")).withDisk(
                    DiskInfo.of(DiskPersistence.of("v"), DiskVolume.of(DiskVolume.Mode.RW, "path"), null)).withShared(true));
        }
        return new AgentFacts(id, id, active, total, Attributes.EMPTY, !chance(8), !chance(8), true, !chance(8));
    }

    private FrameworkFacts framework(String id) {
        TreeSet<Integer> roles = new TreeSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            roles.add(random.nextInt(ROLES.size()));
        }
        List<List<Quantities>> minimums = new ArrayList<>();
        List<Integer> suppressed = new ArrayList<>();
        for (int role : roles) {
            minimums.add(chance(4) ? chance(2) ? List.of() : List.of(Quantities.parse("cpus:2")) : null);
            if (chance(5)) {
                suppressed.add(role);
            }
        }
        return new FrameworkFacts(id, !chance(8), List.copyOf(roles), suppressed, chance(2), chance(2), chance(2), chance(2), !chance(4),
                chance(2), minimums);
    }
}
