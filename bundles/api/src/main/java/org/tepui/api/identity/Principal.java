package org.tepui.api.identity;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An authenticated party: a value, claims, or both. Immutable. */
public final class Principal {

    private final Optional<String> value;
    private final SortedMap<String, String> claims;

    private Principal(Optional<String> value, Map<String, String> claims) {
        this.value = value;
        this.claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
    }

    public static Principal of(String value) {
        return new Principal(Optional.of(value), Collections.emptyMap());
    }

    /** @throws IllegalArgumentException when there is neither a value nor a claim */
    public static Principal of(Optional<String> value, Map<String, String> claims) {
        if (value.isEmpty() && claims.isEmpty()) {
            throw new IllegalArgumentException("a principal needs a value or a claim");
        }
        return new Principal(value, claims);
    }

    public Optional<String> value() {
        return value;
    }

    /** Claims by name, in the order of the names. */
    public SortedMap<String, String> claims() {
        return claims;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Principal that && value.equals(that.value) && claims.equals(that.claims);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, claims);
    }

    @Override
    public String toString() {
        return value.orElse("") + (claims.isEmpty() ? "" : claims);
    }
}
