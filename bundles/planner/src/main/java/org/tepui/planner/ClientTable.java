package org.tepui.planner;

import java.util.Arrays;
import java.util.List;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.Quantities;

/**
 * Clients: a framework in a role. Kept for each agent class is the set of clients that want offers and may get such agents, so that the
 * candidates of an agent are a few words: that set without those whose filters hold.
 */
final class ClientTable {

    /** Agent classes: four properties of agents that exclude frameworks, see {@link AgentState#classOf}. */
    static final int CLASSES = 16;
    static final int NO_MULTI_ROLE = 1;
    static final int NO_HIERARCHY = 2;
    static final int GPUS = 4;
    static final int OTHER_REGION = 8;

    private static final int SHARED = 1;
    private static final int REVOCABLE = 2;
    private static final int REFINEMENT = 4;

    final QuantityTable allocated = new QuantityTable();
    /** By agent class: clients that want offers and may get agents of the class. */
    final long[][] open = new long[CLASSES][];

    private final RoleNodes nodes;
    private int[] frameworks = new int[16];
    private int[] roles = new int[16];
    private int[] roleNodes = new int[16];
    private byte[] kinds = new byte[16];
    private boolean[] wants = new boolean[16];
    private boolean[] ownMinimum = new boolean[16];
    private FrameworkFacts[] facts = new FrameworkFacts[16];
    private String[] roleNames = new String[16];
    private int[] vacant = new int[4];
    private int vacancies;
    private int count;

    ClientTable(RoleNodes nodes) {
        this.nodes = nodes;
    }

    /** A new client that wants nothing yet. */
    int add(int framework, int role, int node, String roleName) {
        int client = vacancies > 0 ? vacant[--vacancies] : count++;
        if (client == frameworks.length) {
            grow(client * 2);
        }
        frameworks[client] = framework;
        roles[client] = role;
        roleNodes[client] = node;
        roleNames[client] = roleName;
        return client;
    }

    void remove(int client) {
        setWants(client, false);
        facts[client] = null;
        allocated.clear(client);
        if (vacancies == vacant.length) {
            vacant = Arrays.copyOf(vacant, vacancies * 2);
        }
        vacant[vacancies++] = client;
    }

    private void grow(int size) {
        frameworks = Arrays.copyOf(frameworks, size);
        roles = Arrays.copyOf(roles, size);
        roleNodes = Arrays.copyOf(roleNodes, size);
        kinds = Arrays.copyOf(kinds, size);
        wants = Arrays.copyOf(wants, size);
        ownMinimum = Arrays.copyOf(ownMinimum, size);
        facts = Arrays.copyOf(facts, size);
        roleNames = Arrays.copyOf(roleNames, size);
    }

    /** Takes over the facts; true when the client may now get other kinds of resources than before. */
    boolean update(int client, FrameworkFacts now) {
        byte before = kinds[client];
        facts[client] = now;
        kinds[client] = (byte) ((now.shared() ? SHARED : 0) | (now.revocable() ? REVOCABLE : 0)
                | (now.reservationRefinement() ? REFINEMENT : 0));
        int at = now.minimums() == null ? -1 : now.roles().indexOf(roles[client]);
        ownMinimum[client] = at >= 0 && now.minimums().get(at) != null;
        setWants(client, EligibleResources.wantsOffers(now, roles[client]));
        return before != kinds[client];
    }

    private void setWants(int client, boolean now) {
        if (wants[client] != now) {
            wants[client] = now;
            nodes.addOpen(roleNodes[client], now ? 1 : -1);
        }
        for (int agentClass = 0; agentClass < CLASSES; agentClass++) {
            if (now && isCapable(agentClass, client)) {
                open[agentClass] = Bits.with(open[agentClass], client);
            } else {
                Bits.clear(open[agentClass], client);
            }
        }
    }

    private boolean isCapable(int agentClass, int client) {
        FrameworkFacts framework = facts[client];
        return ((agentClass & NO_MULTI_ROLE) == 0 || !framework.multiRole())
                && ((agentClass & NO_HIERARCHY) == 0 || roleNames[client].indexOf('/') < 0)
                && ((agentClass & GPUS) == 0 || framework.gpu())
                && ((agentClass & OTHER_REGION) == 0 || framework.regionAware());
    }

    int framework(int client) {
        return frameworks[client];
    }

    int role(int client) {
        return roles[client];
    }

    String roleName(int client) {
        return roleNames[client];
    }

    int node(int client) {
        return roleNodes[client];
    }

    /** The kinds of resources that the framework knows, as three bits. */
    int kinds(int client) {
        return kinds[client];
    }

    FrameworkFacts facts(int client) {
        return facts[client];
    }

    boolean hasOwnMinimum(int client) {
        return ownMinimum[client];
    }

    /** Only for clients with their own minimum. */
    List<Quantities> ownMinimum(int client) {
        return facts[client].minimums().get(facts[client].roles().indexOf(roles[client]));
    }
}
