package org.tepui.planner;

import java.util.Arrays;
import org.tepui.api.planner.Change.FrameworkFacts;

/** Frameworks by slot, each with its clients: one for each role that it subscribes to or has held something in. */
final class FrameworkTable {

    private static final int[] NO_ROLES = new int[0];

    private FrameworkFacts[] facts = new FrameworkFacts[16];
    private int[][] subscribed = new int[16][];
    private int[][] roles = new int[16][];
    private int[][] clients = new int[16][];
    private int slots;

    int slots() {
        return slots;
    }

    /** Null when the slot is vacant. */
    FrameworkFacts facts(int framework) {
        return framework >= 0 && framework < slots ? facts[framework] : null;
    }

    int[] subscribed(int framework) {
        return subscribed[framework];
    }

    int[] clients(int framework) {
        return clients[framework];
    }

    void put(int framework, FrameworkFacts now) {
        if (framework >= facts.length) {
            int size = Math.max(framework + 1, facts.length * 2);
            facts = Arrays.copyOf(facts, size);
            subscribed = Arrays.copyOf(subscribed, size);
            roles = Arrays.copyOf(roles, size);
            clients = Arrays.copyOf(clients, size);
        }
        slots = Math.max(slots, framework + 1);
        if (facts[framework] == null) {
            roles[framework] = NO_ROLES;
            clients[framework] = NO_ROLES;
        }
        facts[framework] = now;
        subscribed[framework] = now.roles().stream().mapToInt(Integer::intValue).toArray();
    }

    void remove(int framework) {
        facts[framework] = null;
        subscribed[framework] = null;
        roles[framework] = null;
        clients[framework] = null;
    }

    /** -1 when there is none. */
    int client(int framework, int role) {
        if (framework < 0 || framework >= slots || facts[framework] == null) {
            return -1;
        }
        int[] known = roles[framework];
        if (known.length == 1) {
            return known[0] == role ? clients[framework][0] : -1;
        }
        int at = Arrays.binarySearch(known, role);
        return at < 0 ? -1 : clients[framework][at];
    }

    void addClient(int framework, int role, int client) {
        int at = -Arrays.binarySearch(roles[framework], role) - 1;
        roles[framework] = inserted(roles[framework], at, role);
        clients[framework] = inserted(clients[framework], at, client);
    }

    static int[] inserted(int[] from, int at, int value) {
        int[] to = new int[from.length + 1];
        System.arraycopy(from, 0, to, 0, at);
        System.arraycopy(from, at, to, at + 1, from.length - at);
        to[at] = value;
        return to;
    }
}
