package org.tepui.api.hook;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A framework as hooks see it. Immutable. */
public final class HookFramework {

    private final String id;
    private final String name;
    private final String user;
    private final Optional<String> principal;
    private final List<String> roles;
    private final Supplier<byte[]> wire;

    private HookFramework(String id, String name, String user, Optional<String> principal, List<String> roles, Supplier<byte[]> wire) {
        this.id = Objects.requireNonNull(id);
        this.name = Objects.requireNonNull(name);
        this.user = Objects.requireNonNull(user);
        this.principal = Objects.requireNonNull(principal);
        this.roles = List.copyOf(roles);
        this.wire = Objects.requireNonNull(wire);
    }

    /** @param wire gives mesos.v1.FrameworkInfo, serialized; asked only when a hook asks */
    public static HookFramework of(String id, String name, String user, Optional<String> principal, List<String> roles,
            Supplier<byte[]> wire) {
        return new HookFramework(id, name, user, principal, roles, wire);
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** As whom its tasks run unless they say otherwise; may be empty. */
    public String user() {
        return user;
    }

    public Optional<String> principal() {
        return principal;
    }

    public List<String> roles() {
        return roles;
    }

    /** Everything else: mesos.v1.FrameworkInfo, serialized, made at each call. */
    public byte[] wire() {
        return wire.get();
    }

    @Override
    public String toString() {
        return id;
    }
}
