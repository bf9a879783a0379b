package org.tepui.authorizer.local;

import java.util.SortedSet;
import java.util.TreeSet;

/** Subjects or objects, of a rule or of a question: any, none, or some by name. Immutable. */
record Entity(Type type, SortedSet<String> values) {

    enum Type { SOME, ANY, NONE }

    static final Entity ANY = new Entity(Type.ANY, new TreeSet<>());

    static Entity some(String value) {
        SortedSet<String> values = new TreeSet<>();
        values.add(value);
        return new Entity(Type.SOME, values);
    }

    /** This one, of a rule, is about the asked: the rule decides. */
    boolean matches(Entity asked) {
        return switch (asked.type) {
            case NONE -> type == Type.NONE;
            case ANY -> type == Type.ANY || type == Type.NONE;
            case SOME -> type != Type.SOME || values.containsAll(asked.values);
        };
    }

    /** This one, of the rule that decides, lets the asked through. */
    boolean allows(Entity asked) {
        return switch (asked.type) {
            case NONE -> type == Type.NONE;
            case ANY -> type == Type.ANY;
            case SOME -> type == Type.ANY || (type == Type.SOME && values.containsAll(asked.values));
        };
    }
}
