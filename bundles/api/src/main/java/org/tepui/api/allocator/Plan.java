package org.tepui.api.allocator;

import java.util.Optional;

/**
 * Offers proposed at one epoch: entries of agent, role, framework and, where the policy asked for less than all, a cap per scalar.
 * Immutable. The core checks every entry again when it commits.
 */
public final class Plan {

    private final long epoch;
    private final int[] entries;
    private final long[][] caps;

    private Plan(long epoch, int[] entries, long[][] caps) {
        this.epoch = epoch;
        this.entries = entries;
        this.caps = caps;
    }

    /**
     * @param entries agent, role, framework, agent, role, framework, ...; copied
     * @param caps one element an entry, null for "all that is eligible"; copied
     * @throws IllegalArgumentException when the lengths do not match
     */
    public static Plan of(long epoch, int[] entries, long[][] caps) {
        if (entries.length != caps.length * 3) {
            throw new IllegalArgumentException("a plan of " + caps.length + " caps needs three times as many ids, not " + entries.length);
        }
        long[][] copies = new long[caps.length][];
        for (int i = 0; i < caps.length; i++) {
            copies[i] = caps[i] == null ? null : caps[i].clone();
        }
        return new Plan(epoch, entries.clone(), copies);
    }

    public static Plan empty(long epoch) {
        return new Plan(epoch, new int[0], new long[0][]);
    }

    public long epoch() {
        return epoch;
    }

    public int size() {
        return caps.length;
    }

    public int agent(int entry) {
        return entries[entry * 3];
    }

    public int role(int entry) {
        return entries[entry * 3 + 1];
    }

    public int framework(int entry) {
        return entries[entry * 3 + 2];
    }

    /** Thousandths by resource id, or empty for all that is eligible. */
    public Optional<long[]> caps(int entry) {
        return caps[entry] == null ? Optional.empty() : Optional.of(caps[entry].clone());
    }
}
