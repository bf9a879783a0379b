package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Attributes of an agent in the order given; names may come twice. Equality does not look at the order. Immutable. */
public final class Attributes implements Iterable<Attribute> {
    public static final Attributes EMPTY = new Attributes(List.of());

    private final List<Attribute> list;

    private Attributes(List<Attribute> list) {
        this.list = list;
    }

    public static Attributes of(List<Attribute> attributes) {
        return attributes.isEmpty() ? EMPTY : new Attributes(List.copyOf(attributes));
    }

    public static Attributes of(Attribute... attributes) {
        return of(List.of(attributes));
    }

    /**
     * Reads {@code rack:r1;level:2;ports:[1-5]}, separated by semicolons or line ends, as the agent's flag has it.
     *
     * @throws ResourceException TEXT_SYNTAX or ATTRIBUTE_INVALID
     */
    public static Attributes parse(String text) {
        List<Attribute> parsed = new ArrayList<>();
        for (String token : ValueText.tokens(text, ";\n")) {
            int colon = token.indexOf(':');
            if (colon <= 0 || colon == token.length() - 1) {
                throw ValueText.syntax("Invalid attribute key:value pair '" + token + "'");
            }
            String name = token.substring(0, colon);
            String value = token.substring(colon + 1);
            try {
                parsed.add(Attribute.of(name, Value.parse(value)));
            } catch (ResourceException e) {
                throw ResourceException.of(e.code(),
                        "Failed to parse attribute " + name + " text " + value + " error " + e.getMessage());
            }
        }
        return of(parsed);
    }

    public List<Attribute> list() {
        return list;
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public int size() {
        return list.size();
    }

    /** The first attribute with the name. */
    public Optional<Attribute> first(String name) {
        for (Attribute attribute : list) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    public boolean contains(Attribute attribute) {
        return list.contains(attribute);
    }

    @Override
    public Iterator<Attribute> iterator() {
        return list.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Attributes that && list.size() == that.list.size()
                && new HashSet<>(list).equals(new HashSet<>(that.list)));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(list).hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Attribute attribute : list) {
            text.append(text.length() == 0 ? "" : ";").append(attribute);
        }
        return text.toString();
    }
}
