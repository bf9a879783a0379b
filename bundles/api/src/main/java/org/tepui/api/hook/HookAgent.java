package org.tepui.api.hook;

import java.util.Objects;
import java.util.function.Supplier;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Resources;

/** An agent as hooks see it. Immutable. */
public final class HookAgent {

    private final String id;
    private final String hostname;
    private final Resources resources;
    private final Attributes attributes;
    private final Supplier<byte[]> wire;

    private HookAgent(String id, String hostname, Resources resources, Attributes attributes, Supplier<byte[]> wire) {
        this.id = Objects.requireNonNull(id);
        this.hostname = Objects.requireNonNull(hostname);
        this.resources = Objects.requireNonNull(resources);
        this.attributes = Objects.requireNonNull(attributes);
        this.wire = Objects.requireNonNull(wire);
    }

    /** @param wire gives mesos.v1.AgentInfo, serialized; asked only when a hook asks */
    public static HookAgent of(String id, String hostname, Resources resources, Attributes attributes, Supplier<byte[]> wire) {
        return new HookAgent(id, hostname, resources, attributes, wire);
    }

    public String id() {
        return id;
    }

    public String hostname() {
        return hostname;
    }

    /** As it registered them. */
    public Resources resources() {
        return resources;
    }

    public Attributes attributes() {
        return attributes;
    }

    /** Everything else: mesos.v1.AgentInfo, serialized, made at each call. */
    public byte[] wire() {
        return wire.get();
    }

    @Override
    public String toString() {
        return id;
    }
}
