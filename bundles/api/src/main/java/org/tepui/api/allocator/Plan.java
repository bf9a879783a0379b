package org.tepui.api.allocator;

import java.util.List;
import java.util.Optional;

/**
 * Offers proposed at one epoch: entries of agent, role, framework and, where the policy asked for less than all, a cap per scalar.
 * Immutable. The core checks every entry again when it commits.
 */
public final class Plan {

    private final long epoch;
    private final int[] entries;
    private final long[][] caps;
    private final List<String> resourceNames;

    private Plan(long epoch, int[] entries, long[][] caps, List<String> resourceNames) {
        this.epoch = epoch;
        this.entries = entries;
        this.caps = caps;
        this.resourceNames = resourceNames;
    }

    /**
     * @param entries agent, role, framework, agent, role, framework, ...; copied
     * @param caps one element an entry, null for "all that is eligible"; copied
     * @param resourceNames names of the resource ids that caps use as positions; copied
     * @throws IllegalArgumentException when the lengths do not match
     */
    public static Plan of(long epoch, int[] entries, long[][] caps, List<String> resourceNames) {
        if (entries.length != caps.length * 3) {
            throw new IllegalArgumentException("a plan of " + caps.length + " caps needs three times as many ids, not " + entries.length);
        }
        long[][] copies = new long[caps.length][];
        for (int i = 0; i < caps.length; i++) {
            if (caps[i] != null && caps[i].length > resourceNames.size()) {
                throw new IllegalArgumentException("entry " + i + " caps " + caps[i].length + " resources, only " + resourceNames.size()
                        + " have names");
            }
            copies[i] = caps[i] == null ? null : caps[i].clone();
        }
        return new Plan(epoch, entries.clone(), copies, List.copyOf(resourceNames));
    }

    /** A plan without caps. */
    public static Plan of(long epoch, int[] entries, long[][] caps) {
        return of(epoch, entries, caps, List.of());
    }

    public static Plan empty(long epoch) {
        return new Plan(epoch, new int[0], new long[0][], List.of());
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

    /** Names by resource id, as far as caps need them. */
    public List<String> resourceNames() {
        return resourceNames;
    }

    /** Thousandths by resource id, or empty for all that is eligible. */
    public Optional<long[]> caps(int entry) {
        return caps[entry] == null ? Optional.empty() : Optional.of(caps[entry].clone());
    }
}
