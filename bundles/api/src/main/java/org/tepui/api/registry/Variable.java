package org.tepui.api.registry;

import java.util.Objects;

/** A named value with the version of its last write, above 0. Immutable; {@link #value()} must not be modified by its reader. */
public final class Variable {

    private final String name;
    private final long version;
    private final byte[] value;

    private Variable(String name, long version, byte[] value) {
        this.name = Objects.requireNonNull(name);
        this.version = version;
        this.value = Objects.requireNonNull(value);
    }

    public static Variable of(String name, long version, byte[] value) {
        return new Variable(name, version, value);
    }

    public String name() {
        return name;
    }

    public long version() {
        return version;
    }

    public byte[] value() {
        return value;
    }
}
