package org.tepui.api.authorization;

import java.util.Objects;
import java.util.Optional;

/**
 * What an action is about: a value (a role, a user, a path) and, for those who want more, the message that it was taken from. Neither
 * means any object. Immutable.
 */
public final class AuthorizationObject {

    private static final AuthorizationObject ANY = new AuthorizationObject(Optional.empty(), "", new byte[0]);

    private final Optional<String> value;
    private final String type;
    private final byte[] wire;

    private AuthorizationObject(Optional<String> value, String type, byte[] wire) {
        this.value = value;
        this.type = Objects.requireNonNull(type);
        this.wire = Objects.requireNonNull(wire);
    }

    public static AuthorizationObject any() {
        return ANY;
    }

    public static AuthorizationObject of(String value) {
        return new AuthorizationObject(Optional.of(value), "", new byte[0]);
    }

    /**
     * @param type name of the v1 message, such as {@code mesos.v1.FrameworkInfo}
     * @param wire that message, serialized; handed over
     */
    public static AuthorizationObject of(Optional<String> value, String type, byte[] wire) {
        return new AuthorizationObject(value, type, wire);
    }

    public Optional<String> value() {
        return value;
    }

    public String type() {
        return type;
    }

    public byte[] wire() {
        return wire;
    }
}
