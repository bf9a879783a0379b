package org.tepui.planner;

import org.tepui.api.allocator.ClusterView;

/** The replica as policies see it. */
final class ReplicaView implements ClusterView {

    private static final int[] NO_ROLES = new int[0];

    private final ClusterState state;
    private long epoch;

    ReplicaView(ClusterState state) {
        this.state = state;
    }

    void epoch(long now) {
        epoch = now;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public int resourceCount() {
        return state.names.count();
    }

    @Override
    public String resourceName(int resource) {
        return state.names.name(resource);
    }

    @Override
    public long total(int resource) {
        return state.agents.clusterTotal(resource);
    }

    @Override
    public boolean isExcludedFromFairness(int resource) {
        return state.names.isExcluded(resource);
    }

    @Override
    public int roleCount() {
        return state.roles.count();
    }

    @Override
    public String roleName(int role) {
        return state.roles.name(state.roles.check(role));
    }

    @Override
    public double roleWeight(int role) {
        return state.roles.weight(state.roles.check(role));
    }

    @Override
    public long roleAllocated(int role, int resource) {
        return state.roles.allocated.get(role, resource);
    }

    @Override
    public int frameworkSlots() {
        return state.frameworks.slots();
    }

    @Override
    public boolean isFramework(int framework) {
        return state.frameworks.facts(framework) != null;
    }

    @Override
    public String frameworkId(int framework) {
        return state.frameworks.facts(framework).id();
    }

    @Override
    public boolean isFrameworkActive(int framework) {
        return isFramework(framework) && state.frameworks.facts(framework).active();
    }

    @Override
    public int[] frameworkRoles(int framework) {
        return isFramework(framework) ? state.frameworks.subscribed(framework) : NO_ROLES;
    }

    @Override
    public boolean isSuppressed(int framework, int role) {
        return isFramework(framework) && state.frameworks.facts(framework).suppressed().contains(role);
    }

    @Override
    public long frameworkAllocated(int framework, int role, int resource) {
        int client = state.frameworks.client(framework, role);
        return client < 0 ? 0 : state.clients.allocated.get(client, resource);
    }

    @Override
    public int agentSlots() {
        return state.agents.slots();
    }

    @Override
    public boolean isAgent(int agent) {
        return state.agents.state(agent) != null;
    }

    @Override
    public String agentId(int agent) {
        return state.agents.state(agent).facts.id();
    }

    @Override
    public boolean isAgentActive(int agent) {
        return isAgent(agent) && state.agents.state(agent).facts.active();
    }

    @Override
    public long agentTotal(int agent, int resource) {
        return state.agents.total(agent, resource);
    }

    @Override
    public long agentFree(int agent, int resource) {
        return state.agents.free(agent, resource);
    }
}
