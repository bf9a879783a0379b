package org.tepui.planner;

import java.util.Arrays;
import org.tepui.api.resource.Resources;

/** Filters in arrays, in a list an agent (latest first), found by their id through a table of slots with open addressing. */
final class FilterTable {

    private static final int EMPTY = -1;
    private static final int GONE = -2;

    private long[] ids = new long[64];
    private int[] agents = new int[64];
    private int[] clients = new int[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    private Resources[] resources = new Resources[64];
    private int used;
    private int vacant = EMPTY;

    private int[] slots = filled(128);
    private int taken;
    private int live;

    int size() {
        return live;
    }

    int client(int filter) {
        return clients[filter];
    }

    int agent(int filter) {
        return agents[filter];
    }

    long id(int filter) {
        return ids[filter];
    }

    /** The next older one of the agent, or -1. */
    int next(int filter) {
        return next[filter];
    }

    Resources resources(int filter) {
        return resources[filter];
    }

    /** -1 when the id is not known. */
    int find(long id) {
        int mask = slots.length - 1;
        for (int at = hash(id) & mask; slots[at] != EMPTY; at = at + 1 & mask) {
            if (slots[at] >= 0 && ids[slots[at]] == id) {
                return slots[at];
            }
        }
        return -1;
    }

    int add(long id, int agent, int client, Resources filterResources, AgentState state) {
        int filter = vacant;
        if (filter >= 0) {
            vacant = next[filter];
        } else {
            filter = used++;
            if (filter == ids.length) {
                grow(Math.multiplyExact(filter, 2));
            }
        }
        ids[filter] = id;
        agents[filter] = agent;
        clients[filter] = client;
        resources[filter] = filterResources;
        next[filter] = state.filterHead;
        previous[filter] = -1;
        if (state.filterHead >= 0) {
            previous[state.filterHead] = filter;
        }
        state.filterHead = filter;
        enter(filter);
        return filter;
    }

    void remove(int filter, AgentState state) {
        if (previous[filter] >= 0) {
            next[previous[filter]] = next[filter];
        } else {
            state.filterHead = next[filter];
        }
        if (next[filter] >= 0) {
            previous[next[filter]] = previous[filter];
        }
        if (state.reflectedHead == filter) {
            state.reflectedHead = next[filter];
        }
        int mask = slots.length - 1;
        int at = hash(ids[filter]) & mask;
        while (slots[at] != filter) {
            at = at + 1 & mask;
        }
        slots[at] = GONE;
        live--;
        resources[filter] = null;
        next[filter] = vacant;
        vacant = filter;
    }

    private void enter(int filter) {
        if ((taken + 1) * 3L > slots.length * 2L) {
            rehash();
        }
        int mask = slots.length - 1;
        int at = hash(ids[filter]) & mask;
        while (slots[at] >= 0) {
            at = at + 1 & mask;
        }
        taken += slots[at] == EMPTY ? 1 : 0;
        slots[at] = filter;
        live++;
    }

    private void rehash() {
        int[] old = slots;
        int size = old.length;
        while ((live + 1) * 3L > size) {
            size = Math.multiplyExact(size, 2);
        }
        slots = filled(size);
        taken = live;
        int mask = size - 1;
        for (int filter : old) {
            if (filter >= 0) {
                int at = hash(ids[filter]) & mask;
                while (slots[at] >= 0) {
                    at = at + 1 & mask;
                }
                slots[at] = filter;
            }
        }
    }

    private void grow(int size) {
        ids = Arrays.copyOf(ids, size);
        agents = Arrays.copyOf(agents, size);
        clients = Arrays.copyOf(clients, size);
        next = Arrays.copyOf(next, size);
        previous = Arrays.copyOf(previous, size);
        resources = Arrays.copyOf(resources, size);
    }

    private static int hash(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32);
    }

    private static int[] filled(int size) {
        int[] fresh = new int[size];
        Arrays.fill(fresh, EMPTY);
        return fresh;
    }
}
