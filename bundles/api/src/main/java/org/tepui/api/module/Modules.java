package org.tepui.api.module;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The modules of the running master: a service of the core, for shell, HTTP and configuration. Changes are made one after the other, each in
 * full or not at all; the answer comes when the new module decides or the old one is back.
 */
@ProviderType
public interface Modules {

    /** Every registered module with a name, by kind and name. */
    List<ModuleInfo> list();

    /** The latest changes, oldest first; a bounded number of them. */
    List<ModuleChange> changes();

    /** Where what runs is not what flags and {@code conf/} say, by kind. */
    default List<ModuleDifference> differences() {
        return List.of();
    }

    /**
     * Puts modules in the place of those in use. Kinds that take one module need one name; others take any number, in order; hooks may be
     * none.
     *
     * @param who see {@link ModuleChange#who()}
     * @param why one line for the record; may be empty
     * @return {@link ModuleChange#done()} tells whether it was done; the stage fails only on a fault of the master's own
     */
    CompletionStage<ModuleChange> swap(ModuleKind kind, List<String> names, String who, String why);

    /** Takes a module out of use until it is released; the built-in takes its place, or access is denied. */
    CompletionStage<ModuleChange> quarantine(ModuleKind kind, String name, String who, String why);

    /** Makes a quarantined module one that can be chosen again; puts it back where flags or {@code conf/} choose it. */
    CompletionStage<ModuleChange> release(ModuleKind kind, String name, String who, String why);
}
