package org.tepui.api.resource;

import java.util.Objects;

/** A property of an agent: a name with a scalar, ranges or text. Sets are not supported, as with the original. */
public final class Attribute {
    private final String name;
    private final Value value;

    private Attribute(String name, Value value) {
        this.name = Objects.requireNonNull(name, "name");
        this.value = Objects.requireNonNull(value, "value");
    }

    /** @throws ResourceException ATTRIBUTE_INVALID without a name or with a set */
    public static Attribute of(String name, Value value) {
        if (name.isEmpty()) {
            throw ResourceException.of(ResourceError.ATTRIBUTE_INVALID, "Attribute without a name");
        }
        if (value.type() == Value.Type.SET) {
            throw ResourceException.of(ResourceError.ATTRIBUTE_INVALID,
                    "Attribute '" + name + "' is a set; use text, a scalar or ranges");
        }
        return new Attribute(name, value);
    }

    public static Attribute text(String name, String text) {
        return of(name, TextValue.of(text));
    }

    public String name() {
        return name;
    }

    public Value value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute that && name.equals(that.name) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + value.hashCode();
    }

    @Override
    public String toString() {
        return name + ":" + value;
    }
}
