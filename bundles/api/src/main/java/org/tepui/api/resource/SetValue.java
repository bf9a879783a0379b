package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Distinct strings in the order in which they came; equality does not look at the order. */
public final class SetValue implements Value {
    public static final SetValue EMPTY = new SetValue(List.of());
    /** More items than any agent has; keeps hostile input small. */
    public static final int ITEMS_MAX = 100_000;

    private final List<String> items;
    private final Set<String> lookup;

    private SetValue(List<String> items) {
        this.items = items;
        this.lookup = new HashSet<>(items);
    }

    /** @throws ResourceException SET_DUPLICATE when an item comes twice, LIMIT_EXCEEDED when there are too many */
    public static SetValue of(List<String> items) {
        if (items.size() > ITEMS_MAX) {
            throw ResourceException.of(ResourceError.LIMIT_EXCEEDED,
                    "Invalid set resource: " + items.size() + " elements, at most " + ITEMS_MAX + " are supported");
        }
        SetValue value = items.isEmpty() ? EMPTY : new SetValue(List.copyOf(items));
        if (value.lookup.size() != items.size()) {
            throw ResourceException.of(ResourceError.SET_DUPLICATE, "Invalid set resource: duplicated elements");
        }
        return value;
    }

    public static SetValue of(String... items) {
        return of(List.of(items));
    }

    public List<String> items() {
        return items;
    }

    public int size() {
        return items.size();
    }

    public boolean contains(String item) {
        return lookup.contains(item);
    }

    public boolean containsAll(SetValue that) {
        return lookup.containsAll(that.items);
    }

    public SetValue plus(SetValue that) {
        List<String> sum = new ArrayList<>(items);
        for (String item : that.items) {
            if (!lookup.contains(item)) {
                sum.add(item);
            }
        }
        return sum.size() == items.size() ? this : new SetValue(List.copyOf(sum));
    }

    public SetValue minus(SetValue that) {
        List<String> rest = new ArrayList<>(items.size());
        for (String item : items) {
            if (!that.lookup.contains(item)) {
                rest.add(item);
            }
        }
        return rest.isEmpty() ? EMPTY : rest.size() == items.size() ? this : new SetValue(List.copyOf(rest));
    }

    @Override
    public Type type() {
        return Type.SET;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SetValue that && lookup.equals(that.lookup);
    }

    @Override
    public int hashCode() {
        return lookup.hashCode();
    }

    @Override
    public String toString() {
        return "{" + String.join(", ", items) + "}";
    }
}
