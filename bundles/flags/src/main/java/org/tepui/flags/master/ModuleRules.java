package org.tepui.flags.master;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tepui.flags.Flag;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;

/** What must hold for a manifest, library by library and module by module, as a Mesos master comes to it. */
final class ModuleRules {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dylib|dll)(\\.[0-9.]+)?");

    /** Which interface a module needs that a flag chooses. */
    private static final Map<Flag<?>, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(MasterFlags.ALLOCATOR, "org.tepui.api.allocator.Allocator");
        KINDS.put(MasterFlags.HOOKS, "org.tepui.api.hook.Hook");
        KINDS.put(MasterFlags.AUTHORIZERS, "org.tepui.api.authorization.Authorizer");
        KINDS.put(MasterFlags.AUTHENTICATORS, "org.tepui.api.authentication.Authenticator");
        KINDS.put(MasterFlags.HTTP_AUTHENTICATORS, "org.tepui.api.authentication.HttpAuthenticator");
        KINDS.put(MasterFlags.HTTP_FRAMEWORK_AUTHENTICATORS, "org.tepui.api.authentication.HttpAuthenticator");
        KINDS.put(MasterFlags.MASTER_CONTENDER, "org.tepui.api.election.MasterContender");
        KINDS.put(MasterFlags.MASTER_DETECTOR, "org.tepui.api.election.MasterDetector");
    }

    private ModuleRules() {}

    static void check(List<ModuleLibrary> libraries, Parsed parsed) {
        Map<String, Map.Entry<String, ModuleLibrary.Module>> seen = new HashMap<>();
        for (ModuleLibrary library : libraries) {
            String where = library.where().isEmpty() ? "" : library.where() + ": ";
            library(library, where, parsed);
            for (ModuleLibrary.Module module : library.modules()) {
                module(module, library, where);
                Map.Entry<String, ModuleLibrary.Module> before = seen.putIfAbsent(module.name(), Map.entry(library.jar(), module));
                if (before != null && !before.equals(Map.entry(library.jar(), module))) {
                    throw new BadValueException(where + "module " + Quoted.of(module.name()) + " is named twice, with different "
                        + (before.getKey().equals(library.jar()) ? "parameters" : "libraries") + "; the entries must be the same, or one of them go");
                }
            }
        }
    }

    private static void library(ModuleLibrary library, String where, Parsed parsed) {
        if (library.file().isEmpty() && library.name().isEmpty()) {
            throw new BadValueException(where + "a library has neither a file nor a name; give \"file\": the path of a bundle (a jar)");
        }
        if (library.file().or(library::name).get().isEmpty()) {
            throw new BadValueException(where + "the file or name of a library is empty; give the path of a bundle (a jar)");
        }
        String jar = library.jar();
        if (NATIVE.matcher(jar.toLowerCase(Locale.ROOT)).matches()) {
            throw new BadValueException(where + Quoted.of(jar) + " is a C++ library, and those can't be loaded; " + instead(library, parsed)
                + " (docs/plugins.md), and name its jar here");
        }
        if (jar.contains("/")) {
            file(jar, where);
        } else if (!jar.endsWith(".jar")) {
            throw new BadValueException(where + Quoted.of(jar) + " is no bundle: the name of a jar is needed");
        }
    }

    private static void file(String jar, String where) {
        try {
            Path path = Path.of(jar);
            String fault = Files.isDirectory(path) ? "is a directory" : !Files.exists(path) ? "does not exist"
                : !Files.isReadable(path) ? "cannot be read" : !jar.endsWith(".jar") ? "is not named *.jar" : "";
            if (!fault.isEmpty()) {
                throw new BadValueException(where + "file " + Quoted.of(jar) + " " + fault + "; give the path of a bundle (a jar)");
            }
        } catch (InvalidPathException e) {
            throw new BadValueException(where + "file " + Quoted.of(jar) + " is no path; give the path of a bundle (a jar)");
        }
    }

    private static String instead(ModuleLibrary library, Parsed parsed) {
        if (library.modules().isEmpty()) {
            return "put a bundle with the same modules in its place";
        }
        String module = library.modules().get(0).name();
        for (Map.Entry<Flag<?>, String> kind : KINDS.entrySet()) {
            String chosen = kind.getKey().find(parsed).map(Object::toString).orElse("");
            if (Arrays.asList(chosen.split(",")).contains(module)) {
                return "module " + Quoted.of(module) + " needs a bundle with a service " + kind.getValue() + " of that name";
            }
        }
        return "module " + Quoted.of(module) + " needs a bundle with a service of that name and of the interface of its kind";
    }

    private static void module(ModuleLibrary.Module module, ModuleLibrary library, String where) {
        if (module.name().isBlank()) {
            throw new BadValueException(where + "a module of library " + Quoted.of(library.jar()) + " has no name");
        }
        Map<String, String> keys = new HashMap<>();
        for (ModuleLibrary.Parameter parameter : module.parameters()) {
            String before = keys.putIfAbsent(parameter.key().toLowerCase(Locale.ROOT), parameter.key());
            if (before != null && !before.equals(parameter.key())) {
                throw new BadValueException(where + "parameters " + Quoted.of(before) + " and " + Quoted.of(parameter.key()) + " of module "
                    + Quoted.of(module.name()) + " differ in upper and lower case alone");
            }
            if (parameter.key().isEmpty()) {
                throw new BadValueException(where + "a parameter of module " + Quoted.of(module.name()) + " has an empty key");
            }
        }
    }
}
