package org.tepui.planner;

import java.util.Arrays;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.Plan;
import org.tepui.api.resource.Resources;

/**
 * The draft of a cycle: what is left of agents that were booked on, what clients and roles got so far, and the entries. Used for one
 * cycle after the other; only what a cycle touched is cleared. Once closed every call fails, so that a policy that keeps a draft beyond
 * its cycle does no harm.
 */
final class BookedDraft implements Draft {

    private final ClusterState state;
    private final Candidates candidates;
    private final QuantityTable byClient = new QuantityTable();
    private final QuantityTable byRole = new QuantityTable();
    private int[] bookedClients = new int[16];
    private int bookings;
    private int[] entries = new int[48];
    private long[][] caps = new long[16][];
    private int size;
    private long epoch;
    private boolean anyCaps;
    private volatile boolean open;

    BookedDraft(ClusterState state, Candidates candidates) {
        this.state = state;
        this.candidates = candidates;
    }

    void open(long atEpoch) {
        epoch = atEpoch;
        open = true;
    }

    void close() {
        open = false;
        for (int i = 0; i < bookings; i++) {
            byClient.clear(bookedClients[i]);
            byRole.clear(state.clients.role(bookedClients[i]));
        }
        Arrays.fill(caps, 0, size, null);
        bookings = 0;
        size = 0;
        anyCaps = false;
    }

    @Override
    public boolean hasLeft(int agent) {
        checkOpen();
        return candidates.hasLeft(agent);
    }

    @Override
    public int roles(int agent, int[] into) {
        checkOpen();
        return candidates.roles(agent, into);
    }

    @Override
    public int frameworks(int agent, int role, int[] into) {
        checkOpen();
        return candidates.frameworks(agent, state.roles.check(role), into);
    }

    @Override
    public boolean isCandidate(int agent, int role, int framework) {
        checkOpen();
        int client = state.frameworks.client(framework, role);
        return client >= 0 && candidates.eligible(agent, client) != null;
    }

    @Override
    public boolean offer(int agent, int role, int framework) {
        checkOpen();
        int client = state.frameworks.client(framework, role);
        Eligible eligible = client < 0 ? null : candidates.eligible(agent, client);
        if (eligible == null) {
            return false;
        }
        book(agent, client, eligible, null);
        return true;
    }

    @Override
    public boolean offer(int agent, int role, int framework, long[] capsOfScalars) {
        checkOpen();
        if (capsOfScalars.length > state.names.count()) {
            throw new IllegalArgumentException("caps for " + capsOfScalars.length + " resources, there are " + state.names.count());
        }
        int client = state.frameworks.client(framework, role);
        Eligible eligible = client < 0 ? null : candidates.eligible(agent, client, capsOfScalars);
        if (eligible == null) {
            return false;
        }
        book(agent, client, eligible, capsOfScalars.clone());
        return true;
    }

    private void book(int agent, int client, Eligible eligible, long[] capsOfScalars) {
        int role = state.clients.role(client);
        if (bookings == bookedClients.length) {
            bookedClients = Arrays.copyOf(bookedClients, bookings * 2);
        }
        bookedClients[bookings++] = client;
        if (eligible.shared()) {
            Resources resources = eligible.resources();
            long[] amounts = eligible.amounts();
            byClient.add(client, state.agents.unheld(agent, resources, amounts, other -> other == client), 1);
            byRole.add(role, state.agents.unheld(agent, resources, amounts, other -> state.clients.role(other) == role), 1);
        } else {
            byClient.add(client, eligible.amounts(), 1);
            byRole.add(role, eligible.amounts(), 1);
        }
        candidates.take(agent, eligible);
        enter(agent, role, state.clients.framework(client), capsOfScalars);
    }

    private void enter(int agent, int role, int framework, long[] capsOfScalars) {
        if (size == caps.length) {
            caps = Arrays.copyOf(caps, size * 2);
            entries = Arrays.copyOf(entries, entries.length * 2);
        }
        entries[size * 3] = agent;
        entries[size * 3 + 1] = role;
        entries[size * 3 + 2] = framework;
        caps[size++] = capsOfScalars;
        anyCaps |= capsOfScalars != null;
    }

    @Override
    public long booked(int framework, int role, int resource) {
        checkOpen();
        int client = state.frameworks.client(framework, role);
        return client < 0 ? 0 : byClient.get(client, resource);
    }

    @Override
    public long bookedByRole(int role, int resource) {
        checkOpen();
        return byRole.get(role, resource);
    }

    @Override
    public Plan plan() {
        checkOpen();
        int[] used = Arrays.copyOf(entries, size * 3);
        long[][] usedCaps = Arrays.copyOf(caps, size);
        return anyCaps ? Plan.of(epoch, used, usedCaps, state.names.names()) : Plan.of(epoch, used, usedCaps);
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the cycle of this draft is over");
        }
    }
}
