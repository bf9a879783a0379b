package org.tepui.api.resource;

import java.util.Objects;
import java.util.Optional;

/** One level of a reservation: who it is for, and how it came about. */
public final class Reservation {
    /** STATIC: by the agent's flags; DYNAMIC: by an operation. */
    public enum Type { STATIC, DYNAMIC }

    private final Type type;
    private final String role;
    private final String principal;
    private final Labels labels;
    private final int hash;

    private Reservation(Type type, String role, String principal, Labels labels) {
        this.type = Objects.requireNonNull(type, "type");
        this.role = Objects.requireNonNull(role, "role");
        this.principal = principal;
        this.labels = labels;
        // Not the enum's own hash: that one differs from JVM to JVM.
        int who = 31 * (31 * type.ordinal() + role.hashCode()) + Objects.hashCode(principal);
        this.hash = 31 * who + Objects.hashCode(labels);
    }

    /** Whether the role fits is looked at when a resource gets the reservation. Principal and labels may be null (absent). */
    public static Reservation of(Type type, String role, String principal, Labels labels) {
        return new Reservation(type, role, principal, labels);
    }

    public static Reservation ofStatic(String role) {
        return new Reservation(Type.STATIC, role, null, null);
    }

    public static Reservation ofDynamic(String role) {
        return new Reservation(Type.DYNAMIC, role, null, null);
    }

    public static Reservation ofDynamic(String role, String principal) {
        return new Reservation(Type.DYNAMIC, role, Objects.requireNonNull(principal, "principal"), null);
    }

    public Type type() {
        return type;
    }

    public String role() {
        return role;
    }

    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    /** Empty labels are not the same as none. */
    public Optional<Labels> labels() {
        return Optional.ofNullable(labels);
    }

    public boolean isDynamic() {
        return type == Type.DYNAMIC;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reservation that && hash == that.hash && type == that.type && role.equals(that.role)
                && Objects.equals(principal, that.principal) && Objects.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return type + "," + role + (principal == null ? "" : "," + principal) + (labels == null ? "" : "," + labels);
    }
}
