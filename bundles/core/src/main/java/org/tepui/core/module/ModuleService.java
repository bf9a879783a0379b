package org.tepui.core.module;

import java.util.List;
import java.util.Objects;
import org.tepui.api.module.ModuleKind;

/**
 * A module as a bundle offers it.
 *
 * @param id grows with each registration; of two with one name the one registered first keeps it
 * @param names by which it is chosen, at least one
 * @param bundle symbolic name
 * @param builtIn the platform has it: its faults are warned about, it is never taken out for them
 */
public record ModuleService(long id, ModuleKind kind, List<String> names, String bundle, String version, boolean builtIn, Source source) {

    /** How the module itself is had. It may be had several times over; each needs a release of its own. */
    public interface Source {

        /** Null when it has gone, or could not be made. */
        Object get();

        void release();
    }

    public ModuleService {
        Objects.requireNonNull(kind);
        names = List.copyOf(names);
    }

    /** Of a plugin. */
    public ModuleService(long id, ModuleKind kind, List<String> names, String bundle, String version, Source source) {
        this(id, kind, names, bundle, version, false, source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleService service && service.id == id && service.kind == kind;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    /** As lines of the log name it. */
    @Override
    public String toString() {
        return kind + " " + names.get(0) + " (" + bundle + " " + version + ")";
    }
}
