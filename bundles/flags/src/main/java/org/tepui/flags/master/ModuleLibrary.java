package org.tepui.flags.master;

import java.util.List;
import java.util.Optional;

/**
 * One library of a module manifest: a bundle and the modules that are wanted of it.
 *
 * @param where the manifest, for error lines: the flag, or a file of {@code --modules_dir}
 * @param file path, or name in a folder of bundles; wins over {@code name}
 * @param name base name
 */
public record ModuleLibrary(String where, Optional<String> file, Optional<String> name, List<Module> modules) {

    public ModuleLibrary {
        modules = List.copyOf(modules);
    }

    /** File name or path of the jar: a base name gets {@code .jar}, as a Mesos master makes {@code libNAME.so} of it. */
    public String jar() {
        return file.orElseGet(() -> name.orElseThrow() + ".jar");
    }

    /**
     * A module of the library.
     *
     * @param name by which it is chosen, and the PID of its configuration
     */
    public record Module(String name, List<Parameter> parameters) {

        public Module {
            parameters = List.copyOf(parameters);
        }
    }

    /** A parameter; a key may come several times. Values may be secrets. */
    public record Parameter(String key, String value) {

        @Override
        public String toString() {
            return key;
        }
    }
}
