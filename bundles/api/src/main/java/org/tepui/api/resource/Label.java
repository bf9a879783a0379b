package org.tepui.api.resource;

import java.util.Objects;
import java.util.Optional;

/** A key with an optional value. */
public final class Label {
    private final String key;
    private final String value;

    private Label(String key, String value) {
        this.key = Objects.requireNonNull(key, "key");
        this.value = value;
    }

    public static Label of(String key, String value) {
        return new Label(key, Objects.requireNonNull(value, "value"));
    }

    public static Label of(String key) {
        return new Label(key, null);
    }

    public String key() {
        return key;
    }

    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Label that && key.equals(that.key) && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value == null ? key : key + ": " + value;
    }
}
