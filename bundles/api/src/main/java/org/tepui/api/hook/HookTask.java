package org.tepui.api.hook;

import java.util.Objects;
import java.util.function.Supplier;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Resources;

/** A task as hooks see it. Immutable. */
public final class HookTask {

    private final String id;
    private final String name;
    private final Resources resources;
    private final Labels labels;
    private final Supplier<byte[]> wire;

    private HookTask(String id, String name, Resources resources, Labels labels, Supplier<byte[]> wire) {
        this.id = Objects.requireNonNull(id);
        this.name = Objects.requireNonNull(name);
        this.resources = Objects.requireNonNull(resources);
        this.labels = Objects.requireNonNull(labels);
        this.wire = Objects.requireNonNull(wire);
    }

    /** @param wire gives mesos.v1.TaskInfo, serialized; asked only when a hook asks */
    public static HookTask of(String id, String name, Resources resources, Labels labels, Supplier<byte[]> wire) {
        return new HookTask(id, name, resources, labels, wire);
    }

    /** Unique within its framework. */
    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Of the task, without those of an executor. */
    public Resources resources() {
        return resources;
    }

    public Labels labels() {
        return labels;
    }

    /** Everything else: mesos.v1.TaskInfo, serialized, made at each call. */
    public byte[] wire() {
        return wire.get();
    }

    @Override
    public String toString() {
        return id;
    }
}
