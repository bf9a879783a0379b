package org.tepui.planner;

import java.util.Arrays;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.Resources;

/**
 * One agent of the replica: its facts, who holds what of it, and, worked out when a cycle needs it, what is free. The usual round trip
 * (all that is free is offered, and comes back as it went) costs no arithmetic: what was free before is kept until something else changes.
 */
final class AgentState {

    AgentFacts facts;
    /** Of the facts: asked of every agent in every cycle, so kept where the eye falls anyway. */
    boolean active;
    int agentClass;
    long[] totalAmounts = new long[0];

    /** What is free; to be trusted only while not stale. */
    Offerable offerable = Offerable.NONE;
    boolean stale = true;

    private int[] holders = new int[2];
    private Resources[] held = new Resources[2];
    private int holds;

    /** What was free before the one allocation that took it all; null when there is no way back. */
    private Offerable before;
    private int taker;

    /** Filters: clients with any, with several, and those held back from all that is free. */
    long[] filtered;
    long[] several;
    long[] blocked;
    int filterHead = -1;
    /** First filter of the list that {@link #blocked} reflects already; all after it are reflected too. */
    int reflectedHead = -1;
    /** The free resources that {@link #blocked} was worked out for; null: for none. */
    Resources reflected;

    static int classOf(AgentFacts facts, boolean filterGpuResources) {
        return (facts.multiRole() ? 0 : ClientTable.NO_MULTI_ROLE)
                | (facts.hierarchicalRole() ? 0 : ClientTable.NO_HIERARCHY)
                | (filterGpuResources && EligibleResources.hasGpus(facts.total()) ? ClientTable.GPUS : 0)
                | (facts.sameRegion() ? 0 : ClientTable.OTHER_REGION);
    }

    int holds() {
        return holds;
    }

    int holder(int i) {
        return holders[i];
    }

    Resources held(int i) {
        return held[i];
    }

    Resources heldBy(int client) {
        int at = find(client);
        return at < 0 ? Resources.EMPTY : held[at];
    }

    private int find(int client) {
        for (int i = 0; i < holds; i++) {
            if (holders[i] == client) {
                return i;
            }
        }
        return -1;
    }

    void touch() {
        stale = true;
        before = null;
    }

    void hold(int client, Resources resources) {
        boolean all = !stale && !offerable.isEmpty() && resources.equals(offerable.resources) && resources.shared().isEmpty();
        int at = find(client);
        if (at >= 0) {
            held[at] = held[at].plus(resources);
        } else {
            if (holds == holders.length) {
                holders = Arrays.copyOf(holders, holds * 2);
                held = Arrays.copyOf(held, holds * 2);
            }
            holders[holds] = client;
            held[holds++] = resources;
        }
        if (all) {
            before = offerable;
            taker = client;
            offerable = Offerable.NONE;
        } else {
            touch();
        }
    }

    /** False, and nothing changed, when the client does not hold that. */
    boolean release(int client, Resources resources) {
        int at = find(client);
        if (at < 0) {
            return false;
        }
        if (held[at] == resources || held[at].equals(resources)) {
            drop(at);
        } else if (held[at].contains(resources)) {
            held[at] = held[at].minus(resources);
            if (held[at].isEmpty()) {
                drop(at);
            }
        } else {
            return false;
        }
        if (before != null && taker == client && (before.resources == resources || before.resources.equals(resources))) {
            offerable = before;
            before = null;
        } else {
            touch();
        }
        return true;
    }

    private void drop(int at) {
        holds--;
        System.arraycopy(holders, at + 1, holders, at, holds - at);
        System.arraycopy(held, at + 1, held, at, holds - at);
        held[holds] = null;
    }

    /** Works out what is free if it is not known. */
    void freshen() {
        if (!stale) {
            return;
        }
        stale = false;
        Resources free = EligibleResources.free(facts.total(), Resources.EMPTY);
        for (int i = 0; i < holds; i++) {
            free = EligibleResources.free(free, held[i]);
        }
        if (!free.equals(offerable.resources)) {
            offerable = free.isEmpty() ? Offerable.NONE : new Offerable(free);
        }
    }
}
