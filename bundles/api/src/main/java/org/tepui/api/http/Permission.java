package org.tepui.api.http;

import java.util.List;
import java.util.Objects;

/** What the authorizer must allow before an endpoint is asked: an action, on at least one of some objects. Immutable. */
public final class Permission {

    private final String action;
    private final List<String> objects;

    private Permission(String action, List<String> objects) {
        this.action = Objects.requireNonNull(action);
        this.objects = List.copyOf(objects);
    }

    /** @param action as the authorizer knows it, such as {@code VIEW_FLAGS}; on every object there is */
    public static Permission of(String action) {
        return new Permission(action, List.of());
    }

    /** @param objects values of objects, of which one that is allowed will do; empty: every object there is */
    public static Permission of(String action, List<String> objects) {
        return new Permission(action, objects);
    }

    public String action() {
        return action;
    }

    public List<String> objects() {
        return objects;
    }

    @Override
    public String toString() {
        return action + (objects.isEmpty() ? "" : " on one of " + String.join(", ", objects));
    }
}
