package org.tepui.api.registry;

import java.util.Objects;
import java.util.Optional;

/** One entry of a batch: set or expunge a variable if its version is the expected one (0: it must not exist). */
public final class Change {

    private final String name;
    private final long expectedVersion;
    private final Optional<byte[]> value;

    private Change(String name, long expectedVersion, Optional<byte[]> value) {
        this.name = Objects.requireNonNull(name);
        this.expectedVersion = expectedVersion;
        this.value = value;
    }

    public static Change set(String name, long expectedVersion, byte[] value) {
        return new Change(name, expectedVersion, Optional.of(value));
    }

    public static Change expunge(String name, long expectedVersion) {
        return new Change(name, expectedVersion, Optional.empty());
    }

    public String name() {
        return name;
    }

    public long expectedVersion() {
        return expectedVersion;
    }

    /** The new value; empty: expunge. */
    public Optional<byte[]> value() {
        return value;
    }
}
