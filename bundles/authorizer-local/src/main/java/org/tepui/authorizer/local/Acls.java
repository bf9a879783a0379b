package org.tepui.authorizer.local;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All lists, by the name of their field. Immutable. */
record Acls(boolean permissive, SortedMap<String, List<Rule>> lists) {

    Acls {
        SortedMap<String, List<Rule>> copy = new TreeMap<>();
        for (Map.Entry<String, List<Rule>> list : lists.entrySet()) {
            copy.put(list.getKey(), List.copyOf(list.getValue()));
        }
        lists = copy;
    }

    /** By the first rule of the list that is about subject and object; without one, what {@code permissive} says. */
    boolean allow(String list, Entity subject, Entity object) {
        for (Rule rule : lists.getOrDefault(list, List.of())) {
            if (rule.matches(subject, object)) {
                return rule.allows(subject, object);
            }
        }
        return permissive;
    }
}
