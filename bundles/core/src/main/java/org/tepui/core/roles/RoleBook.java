package org.tepui.core.roles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.tepui.api.planner.Change;
import org.tepui.core.ledger.Feed;

/** Ids of roles. An id is told to the planner when it is first given. */
public class RoleBook {

    /** Roles are kept for the life of the master, and strangers may name them: no more than this. */
    public static final int ROLES_MAX = 20_000;

    private final Feed feed;
    private final SortedMap<String, Double> weights;
    private final List<String> names = new ArrayList<>();
    private final List<String> view = Collections.unmodifiableList(names);
    private final Map<String, Integer> ids = new HashMap<>();

    public RoleBook(Feed feed, SortedMap<String, Double> weights) {
        this.feed = feed;
        this.weights = weights;
    }

    /** The id of the role, a new one if need be; empty when there are {@value #ROLES_MAX} roles already. */
    public OptionalInt id(String name) {
        Integer known = ids.get(name);
        if (known != null) {
            return OptionalInt.of(known);
        }
        if (names.size() >= ROLES_MAX) {
            return OptionalInt.empty();
        }
        int id = names.size();
        names.add(name);
        ids.put(name, id);
        feed.add(new Change.RoleAdded(id, name, weights.getOrDefault(name, 1.0)));
        return OptionalInt.of(id);
    }

    public String name(int role) {
        return names.get(role);
    }

    public boolean isRole(int role) {
        return role >= 0 && role < names.size();
    }

    /** Names by id; a live view. */
    public List<String> names() {
        return view;
    }
}
