package org.tepui.authorizer.local;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One entry of a list: which subjects, and which objects. With {@code below}, the objects are the roles under that one, and the entity is
 * not looked at.
 */
record Rule(Entity subjects, Entity objects, String below) {

    private static final String SUBTREE = "/%";

    /** The rules of an entry about roles: those of its subtrees come before the one with its remaining values. */
    static List<Rule> ofRoles(Entity subjects, Entity roles) {
        List<Rule> rules = new ArrayList<>();
        SortedSet<String> plain = new TreeSet<>();
        for (String value : roles.values()) {
            if (value.endsWith(SUBTREE)) {
                rules.add(new Rule(subjects, roles, value.substring(0, value.length() - 1)));
            } else {
                plain.add(value);
            }
        }
        if (rules.isEmpty() || !plain.isEmpty() || roles.type() != Entity.Type.SOME) {
            rules.add(new Rule(subjects, new Entity(roles.type(), plain), null));
        }
        return rules;
    }

    boolean matches(Entity subject, Entity object) {
        return subjects.matches(subject) && (below == null ? objects.matches(object) : isBelow(object));
    }

    boolean allows(Entity subject, Entity object) {
        return subjects.allows(subject) && (below == null ? objects.allows(object) : isBelow(object));
    }

    /** {@code below} ends with the slash: {@code x/%} stands for what is under x, not for x. */
    private boolean isBelow(Entity object) {
        return object.type() == Entity.Type.SOME && object.values().stream().allMatch(role -> role.startsWith(below));
    }
}
