package org.tepui.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;

/** Ids of the names of scalars, in the order in which they were first seen. Names beyond the limit have none: they are offered, not counted. */
final class ResourceNames {

    static final int NAMES_MAX = 256;

    private final List<String> excludedFromFairness;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    ResourceNames(List<String> excludedFromFairness) {
        this.excludedFromFairness = excludedFromFairness;
    }

    int count() {
        return names.size();
    }

    String name(int id) {
        return names.get(id);
    }

    List<String> names() {
        return names;
    }

    boolean isExcluded(int id) {
        return excludedFromFairness.contains(names.get(id));
    }

    /** Thousandths of the scalars by id; a shared volume once. */
    long[] amounts(Resources resources) {
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).isScalar()) {
                intern(resources.get(i).name());
            }
        }
        long[] amounts = new long[names.size()];
        for (int i = 0; i < resources.size(); i++) {
            add(resources.get(i), amounts, 1);
        }
        return amounts;
    }

    /** Adds the resource {@code sign} times if it is a scalar with an id. */
    void add(Resource resource, long[] amounts, int sign) {
        if (resource.isScalar()) {
            Integer id = ids.get(resource.name());
            if (id != null) {
                amounts[id] += sign * resource.thousandths();
            }
        }
    }

    private void intern(String name) {
        if (names.size() < NAMES_MAX && ids.putIfAbsent(name, names.size()) == null) {
            names.add(name);
        }
    }
}
