package org.tepui.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleKind;

/** Exactly one allocator decides each epoch: the one that the changes of modules say; and what is asked is answered. */
final class Deciders {

    private static final long ANSWER_AGE_MAX = 60 * World.SECOND;

    private record Reign(long from, String name) { }

    private final World world;
    private final List<Reign> reigns = new ArrayList<>();
    /** Absent: the plain policy that stands in for one that was thrown out. */
    private final TreeMap<Long, Policy> policyOf = new TreeMap<>();
    private final TreeSet<Long> answered = new TreeSet<>();
    private boolean thrownOut;
    private long askedAt = -1;

    Deciders(World world, String first) {
        this.world = world;
        reigns.add(new Reign(0, first));
    }

    /** The policy is asked for the plan of this epoch. */
    void decides(Policy policy, long epoch) {
        Policy other = policyOf.putIfAbsent(epoch, policy);
        if (other != null) {
            world.breach("epoch " + epoch + " is decided by " + other.name + " and again by " + policy.name);
        } else if (thrownOut) {
            world.breach("epoch " + epoch + " is decided by " + policy.name + ", which was thrown out");
        } else if (!policy.name.equals(of(epoch))) {
            world.breach("epoch " + epoch + " is decided by " + policy.name + ", although " + of(epoch) + " is in force");
        }
    }

    private String of(long epoch) {
        String name = "";
        for (Reign reign : reigns) {
            name = reign.from <= epoch ? reign.name : name;
        }
        return name;
    }

    /** Who decides now, by the changes. */
    String current() {
        return reigns.get(reigns.size() - 1).name;
    }

    /** Null where it is no policy of ours. */
    Policy policyOf(long epoch) {
        return policyOf.get(epoch);
    }

    /** The policy in place did not come back from a call. */
    void thrownOut() {
        thrownOut = true;
    }

    void changed(ModuleChange change) {
        if (change.kind() != ModuleKind.ALLOCATOR || !change.done()) {
            return;
        }
        String name = change.to().get(0);
        if (change.epoch() == 0 && name.equals(current())) {
            return;
        }
        if (!policyOf.isEmpty() && policyOf.lastKey() >= change.epoch()) {
            world.breach("change " + change.number() + " says that " + name + " decides from epoch " + change.epoch() + " on, but "
                    + policyOf.lastEntry().getValue().name + " decided epoch " + policyOf.lastKey());
        }
        reigns.add(new Reign(change.epoch(), name));
        thrownOut = false;
    }

    boolean isAsked() {
        return askedAt >= 0;
    }

    void asked() {
        askedAt = world.now();
    }

    /** @param planned false: there is no plan */
    void answered(long epoch, boolean planned) {
        if (askedAt < 0) {
            world.breach("a plan of epoch " + epoch + " came that nobody asked for");
        }
        askedAt = -1;
        if (planned && !answered.add(epoch)) {
            world.breach("a plan of epoch " + epoch + " came twice");
        }
        if (planned && policyOf.get(epoch) == null && !thrownOut) {
            world.breach("a plan of epoch " + epoch + " came, for which no allocator in force was asked");
        }
    }

    void check() {
        if (askedAt >= 0 && world.now() - askedAt > ANSWER_AGE_MAX) {
            throw new Violation("no allocator decides: a plan was asked for " + (world.now() - askedAt) / World.SECOND + " s ago");
        }
    }
}
