package org.tepui.api.authentication;

import java.util.Objects;
import java.util.Optional;

/** One answer of a session: more data for the peer, the principal, or a failure. Immutable. */
public final class Step {

    /** What it is. */
    public enum Kind { CONTINUE, COMPLETED, FAILED }

    private final Kind kind;
    private final byte[] data;
    private final Optional<String> principal;

    private Step(Kind kind, byte[] data, Optional<String> principal) {
        this.kind = kind;
        this.data = Objects.requireNonNull(data);
        this.principal = principal;
    }

    /** The array is handed over. */
    public static Step next(byte[] data) {
        return new Step(Kind.CONTINUE, data, Optional.empty());
    }

    public static Step completed(String principal) {
        return new Step(Kind.COMPLETED, new byte[0], Optional.of(principal));
    }

    public static Step failed() {
        return new Step(Kind.FAILED, new byte[0], Optional.empty());
    }

    public Kind kind() {
        return kind;
    }

    public byte[] data() {
        return data;
    }

    public Optional<String> principal() {
        return principal;
    }
}
