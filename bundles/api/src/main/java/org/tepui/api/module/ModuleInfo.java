package org.tepui.api.module;

import java.util.List;
import java.util.Objects;

/** A module that is registered now. Immutable. */
public final class ModuleInfo {

    private final ModuleKind kind;
    private final String name;
    private final String bundle;
    private final String version;
    private final ModuleState state;
    private final boolean configured;
    private final String reason;
    private final List<ModuleFault> faults;

    private ModuleInfo(ModuleKind kind, String name, String bundle, String version, ModuleState state, boolean configured, String reason,
            List<ModuleFault> faults) {
        this.kind = Objects.requireNonNull(kind);
        this.name = Objects.requireNonNull(name);
        this.bundle = Objects.requireNonNull(bundle);
        this.version = Objects.requireNonNull(version);
        this.state = Objects.requireNonNull(state);
        this.configured = configured;
        this.reason = Objects.requireNonNull(reason);
        this.faults = List.copyOf(faults);
    }

    /**
     * @param bundle symbolic name of the bundle that registered it
     * @param version of that bundle
     * @param configured flags or {@code conf/} choose it; one that runs without was swapped in for the life of this process
     * @param reason why it is not active, in one line; empty when it is
     */
    public static ModuleInfo of(ModuleKind kind, String name, String bundle, String version, ModuleState state, boolean configured,
            String reason) {
        return new ModuleInfo(kind, name, bundle, version, state, configured, reason, List.of());
    }

    /** The same with its latest faults, oldest first. */
    public ModuleInfo withFaults(List<ModuleFault> latest) {
        return new ModuleInfo(kind, name, bundle, version, state, configured, reason, latest);
    }

    public ModuleKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String bundle() {
        return bundle;
    }

    public String version() {
        return version;
    }

    public ModuleState state() {
        return state;
    }

    public boolean configured() {
        return configured;
    }

    public String reason() {
        return reason;
    }

    /** The latest ones since the start or the last release, oldest first; a bounded number of them. */
    public List<ModuleFault> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return kind + " " + name + " (" + bundle + " " + version + "): " + state + (reason.isEmpty() ? "" : ", " + reason);
    }
}
