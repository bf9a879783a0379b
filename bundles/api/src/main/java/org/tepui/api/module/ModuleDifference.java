package org.tepui.api.module;

import java.util.List;
import java.util.Objects;

/** A kind of which the master runs something else than it was told to. Immutable. */
public final class ModuleDifference {

    private final ModuleKind kind;
    private final List<String> running;
    private final List<String> configured;
    private final String by;

    private ModuleDifference(ModuleKind kind, List<String> running, List<String> configured, String by) {
        this.kind = Objects.requireNonNull(kind);
        this.running = List.copyOf(running);
        this.configured = List.copyOf(configured);
        this.by = Objects.requireNonNull(by);
    }

    /**
     * @param running names in use, in order; empty when there are none
     * @param configured names that the next start would use if they were there, in order
     * @param by who says so: {@code flags}, or a file such as {@code conf/org.tepui.modules.cfg}
     */
    public static ModuleDifference of(ModuleKind kind, List<String> running, List<String> configured, String by) {
        return new ModuleDifference(kind, running, configured, by);
    }

    public ModuleKind kind() {
        return kind;
    }

    public List<String> running() {
        return running;
    }

    public List<String> configured() {
        return configured;
    }

    public String by() {
        return by;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleDifference that && kind == that.kind && running.equals(that.running)
                && configured.equals(that.configured) && by.equals(that.by);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, running, configured, by);
    }

    /** Such as {@code allocator: binpack is running, hierarchical is configured (flags)}. */
    @Override
    public String toString() {
        return kind + ": " + text(running, "nothing") + " running, " + text(configured, "none") + " configured (" + by + ")";
    }

    private static String text(List<String> names, String none) {
        return (names.isEmpty() ? none : String.join(", ", names)) + (names.size() > 1 ? " are" : " is");
    }
}
