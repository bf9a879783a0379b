package org.tepui.planner;

import java.util.Arrays;

/**
 * Who may still be offered something of the agents of a cycle. An agent's candidates are words of bits (clients that want offers and may
 * get agents of its class, less those held back by filters); only where an agent's resources are not the same for all, or some were
 * booked already, is more looked at.
 */
final class Candidates {

    /** A list by bits has to be sorted, so it must be this much shorter than the other way. */
    private static final int FEW = 4;

    private final ClusterState state;
    /** By agent, what is left after bookings; null: all that is free. */
    private Offerable[] left = new Offerable[0];
    private int[] touched = new int[16];
    private int touches;
    private int[] cycleOf = new int[0];
    private int cycle;
    private int[] roleSeen = new int[0];
    private int look;

    Candidates(ClusterState state) {
        this.state = state;
    }

    /** The agents of the cycle; all are fresh. */
    void open(int[] agents, int count) {
        int slots = state.agents.slots();
        if (slots > cycleOf.length) {
            cycleOf = ClusterState.grown(cycleOf, slots);
            left = Arrays.copyOf(left, cycleOf.length);
        }
        cycle++;
        for (int i = 0; i < count; i++) {
            cycleOf[agents[i]] = cycle;
        }
    }

    void close() {
        for (int i = 0; i < touches; i++) {
            left[touched[i]] = null;
        }
        touches = 0;
        cycle++;
    }

    private boolean isIncluded(int agent) {
        if (agent < 0 || agent >= state.agents.slots()) {
            throw new IllegalArgumentException("there is no agent slot " + agent + ", slots end before " + state.agents.slots());
        }
        return cycleOf[agent] == cycle;
    }

    private Offerable offerable(int agent, AgentState agentState) {
        return left[agent] == null ? agentState.offerable : left[agent];
    }

    boolean hasLeft(int agent) {
        if (!isIncluded(agent)) {
            return false;
        }
        AgentState agentState = state.agents.state(agent);
        Offerable offerable = offerable(agent, agentState);
        if (offerable.isEmpty() || !offerable.mayInterest(state.nodes)) {
            return false;
        }
        long[] open = state.clients.open[agentState.agentClass];
        for (int word = 0; open != null && word < open.length; word++) {
            if ((open[word] & ~Bits.word(agentState.blocked, word)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** What the client would get, null when it is no candidate. */
    Eligible eligible(int agent, int client) {
        if (!isIncluded(agent)) {
            return null;
        }
        AgentState agentState = state.agents.state(agent);
        return isOpen(agentState, client) ? eligible(agent, agentState, client) : null;
    }

    private boolean isOpen(AgentState agentState, int client) {
        return Bits.has(state.clients.open[agentState.agentClass], client) && !Bits.has(agentState.blocked, client);
    }

    /** For clients that are open on the agent. */
    private Eligible eligible(int agent, AgentState agentState, int client) {
        Offerable offerable = offerable(agent, agentState);
        if (offerable.isEmpty()) {
            return null;
        }
        Eligible eligible = offerable.eligible(state, client);
        if (eligible == Eligible.NOTHING || !state.rules.isAllocatable(eligible, client)) {
            return null;
        }
        // For all that is free the filters are in the bits already.
        boolean held = left[agent] != null && state.agents.isFiltered(agent, client, eligible.resources());
        return held ? null : eligible;
    }

    Eligible eligible(int agent, int client, long[] caps) {
        if (!isIncluded(agent) || !isOpen(state.agents.state(agent), client)) {
            return null;
        }
        Offerable offerable = offerable(agent, state.agents.state(agent));
        Eligible eligible = state.rules.work(offerable, client, caps);
        return eligible == Eligible.NOTHING || !state.rules.isAllocatable(eligible, client)
                || state.agents.isFiltered(agent, client, eligible.resources()) ? null : eligible;
    }

    /** Books the resources off the agent. */
    void take(int agent, Eligible eligible) {
        Offerable offerable = offerable(agent, state.agents.state(agent));
        if (left[agent] == null) {
            if (touches == touched.length) {
                touched = Arrays.copyOf(touched, touches * 2);
            }
            touched[touches++] = agent;
        }
        left[agent] = eligible.resources() == offerable.resources ? Offerable.NONE
                : new Offerable(offerable.resources.minus(eligible.resources()));
    }

    int roles(int agent, int[] into) {
        if (!hasLeft(agent)) {
            return 0;
        }
        if (roleSeen.length < state.roles.count()) {
            roleSeen = ClusterState.grown(roleSeen, state.roles.count());
        }
        look++;
        int found = 0;
        AgentState agentState = state.agents.state(agent);
        long[] open = state.clients.open[agentState.agentClass];
        for (int word = 0; word < open.length; word++) {
            for (long bits = open[word] & ~Bits.word(agentState.blocked, word); bits != 0; bits &= bits - 1) {
                int client = word << 6 | Long.numberOfTrailingZeros(bits);
                int role = state.clients.role(client);
                if (roleSeen[role] != look && eligible(agent, agentState, client) != null) {
                    roleSeen[role] = look;
                    into[found++] = role;
                }
            }
        }
        Arrays.sort(into, 0, found);
        return found;
    }

    int frameworks(int agent, int role, int[] into) {
        if (!hasLeft(agent)) {
            return 0;
        }
        AgentState agentState = state.agents.state(agent);
        int[] clients = state.roles.clients(role);
        if (openCount(agentState) * FEW < clients.length) {
            return frameworksOfFew(agent, agentState, role, into);
        }
        int found = 0;
        for (int client : clients) {
            if (isOpen(agentState, client) && eligible(agent, agentState, client) != null) {
                into[found++] = state.clients.framework(client);
            }
        }
        return found;
    }

    private int openCount(AgentState agentState) {
        long[] open = state.clients.open[agentState.agentClass];
        int count = 0;
        for (int word = 0; word < open.length; word++) {
            count += Long.bitCount(open[word] & ~Bits.word(agentState.blocked, word));
        }
        return count;
    }

    /** By the bits of all roles, where these are fewer than the role has clients. */
    private int frameworksOfFew(int agent, AgentState agentState, int role, int[] into) {
        long[] open = state.clients.open[agentState.agentClass];
        int found = 0;
        for (int word = 0; word < open.length; word++) {
            for (long bits = open[word] & ~Bits.word(agentState.blocked, word); bits != 0; bits &= bits - 1) {
                int client = word << 6 | Long.numberOfTrailingZeros(bits);
                if (state.clients.role(client) == role && eligible(agent, agentState, client) != null) {
                    into[found++] = state.clients.framework(client);
                }
            }
        }
        Arrays.sort(into, 0, found);
        return found;
    }
}
