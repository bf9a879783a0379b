package org.tepui.core.module;

import java.util.List;
import org.tepui.api.module.ModuleKind;

/**
 * What a seat holds from one change to the next. Immutable; taken once per request.
 *
 * @param version grows with every change of the seat; what was minted under another version is not valid any more
 * @param names of the modules, in order
 */
public record Seated<T>(ModuleKind kind, long version, List<String> names, List<T> modules) {

    public Seated {
        names = List.copyOf(names);
        modules = List.copyOf(modules);
        if (names.size() != modules.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + modules.size() + " modules of kind " + kind);
        }
    }

    public boolean isEmpty() {
        return modules.isEmpty();
    }
}
