package org.tepui.api.allocator;

import java.util.Objects;

/** What changed in the view: a kind and the ids concerned, -1 where an id has no meaning for the kind. */
public final class ClusterEvent {

    /** Kinds of change. New kinds may be added: treat unknown ones as "look again". */
    public enum Kind {
        AGENT_ADDED, AGENT_UPDATED, AGENT_REMOVED, AGENT_ACTIVATED, AGENT_DEACTIVATED,
        FRAMEWORK_ADDED, FRAMEWORK_UPDATED, FRAMEWORK_REMOVED, FRAMEWORK_ACTIVATED, FRAMEWORK_DEACTIVATED,
        ROLE_SUPPRESSED, ROLE_REVIVED, ROLE_WEIGHT_CHANGED,
        ALLOCATION_ADDED, ALLOCATION_REMOVED
    }

    private final Kind kind;
    private final int agent;
    private final int framework;
    private final int role;

    private ClusterEvent(Kind kind, int agent, int framework, int role) {
        this.kind = Objects.requireNonNull(kind);
        this.agent = agent;
        this.framework = framework;
        this.role = role;
    }

    public static ClusterEvent of(Kind kind, int agent, int framework, int role) {
        return new ClusterEvent(kind, agent, framework, role);
    }

    public Kind kind() {
        return kind;
    }

    public int agent() {
        return agent;
    }

    public int framework() {
        return framework;
    }

    public int role() {
        return role;
    }

    @Override
    public String toString() {
        return kind + " agent=" + agent + " framework=" + framework + " role=" + role;
    }
}
