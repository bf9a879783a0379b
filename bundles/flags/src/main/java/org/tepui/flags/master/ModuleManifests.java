package org.tepui.flags.master;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.FlagFiles;
import org.tepui.flags.type.JsonText;
import org.tepui.flags.type.JsonType;
import org.tepui.flags.type.Quoted;

/** The manifests of {@code --modules} and {@code --modules_dir}: what they name, checked as far as flags alone can tell. */
public final class ModuleManifests {
    private static final JsonType MANIFEST = JsonType.of(MasterJson.modules());
    private static final int FILES_MAX = 1_000;

    private ModuleManifests() {}

    /** Libraries in the order in which they are loaded. @throws BadValueException for the first that is wrong, in one line */
    public static List<ModuleLibrary> of(Parsed parsed) {
        List<ModuleLibrary> libraries = new ArrayList<>();
        MasterFlags.MODULES.find(parsed).ifPresent(json -> add(json, "", libraries));
        MasterFlags.MODULES_DIR.find(parsed).ifPresent(folder -> {
            for (Path file : files(folder)) {
                String where = "file " + Quoted.of(file.toString());
                try {
                    add(MANIFEST.parse(FlagFiles.read(file.toString())), where, libraries);
                } catch (BadValueException e) {
                    throw e.getMessage().startsWith("file ") ? e : new BadValueException(where + ": " + e.getMessage());
                }
            }
        });
        ModuleRules.check(libraries, parsed);
        return List.copyOf(libraries);
    }

    static void check(Parsed parsed, List<FlagError> errors) {
        Flag<?> flag = MasterFlags.MODULES_DIR.isGiven(parsed) ? MasterFlags.MODULES_DIR : MasterFlags.MODULES;
        if (MasterFlags.MODULES.isGiven(parsed) && MasterFlags.MODULES_DIR.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, MasterFlags.MODULES_DIR, "only one of --modules and --modules_dir may be given"));
        } else if (flag.isGiven(parsed)) {
            MasterFlagChecks.tell(parsed, flag, errors, () -> of(parsed));
        }
    }

    /** The files of the folder in the order of their names; folders in it are no manifests. */
    private static List<Path> files(String folder) {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            List<Path> files = entries.filter(entry -> !Files.isDirectory(entry)).limit(FILES_MAX + 1L).sorted().toList();
            if (folder.isEmpty()) {
                throw new BadValueException("the name of the directory is empty");
            }
            if (files.size() > FILES_MAX) {
                throw new BadValueException("directory " + Quoted.of(folder) + " has more than " + FILES_MAX + " files");
            }
            return files;
        } catch (IOException | InvalidPathException e) {
            throw new BadValueException("directory " + Quoted.of(folder) + " cannot be read: " + (e instanceof java.nio.file.NotDirectoryException
                ? "it is no directory" : FlagFiles.reason(e)));
        }
    }

    private static void add(JsonText json, String where, List<ModuleLibrary> libraries) {
        for (Map<?, ?> library : objects(json.tree().get("libraries"))) {
            List<ModuleLibrary.Module> modules = new ArrayList<>();
            for (Map<?, ?> module : objects(library.get("modules"))) {
                List<ModuleLibrary.Parameter> parameters = new ArrayList<>();
                for (Map<?, ?> parameter : objects(module.get("parameters"))) {
                    parameters.add(new ModuleLibrary.Parameter((String) parameter.get("key"), (String) parameter.get("value")));
                }
                modules.add(new ModuleLibrary.Module(text(module, "name").orElse(""), parameters));
            }
            libraries.add(new ModuleLibrary(where, text(library, "file"), text(library, "name"), modules));
        }
    }

    private static Optional<String> text(Map<?, ?> object, String key) {
        return Optional.ofNullable((String) object.get(key));
    }

    /** One object may stand for a list of one, as in every JSON of Mesos. */
    private static List<Map<?, ?>> objects(Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            objects.add((Map<?, ?>) item);
        }
        return objects;
    }

    /**
     * Parameters as configurations, by module: a text, or a {@code List} of texts for a key that comes several times.
     *
     * @return modules without parameters are left out
     */
    public static SortedMap<String, SortedMap<String, Object>> configurations(List<ModuleLibrary> libraries) {
        SortedMap<String, SortedMap<String, Object>> all = new TreeMap<>();
        for (ModuleLibrary library : libraries) {
            for (ModuleLibrary.Module module : library.modules()) {
                SortedMap<String, Object> values = new TreeMap<>();
                for (ModuleLibrary.Parameter parameter : module.parameters()) {
                    values.merge(parameter.key(), parameter.value(), ModuleManifests::both);
                }
                if (!values.isEmpty()) {
                    all.put(module.name(), values);
                }
            }
        }
        return all;
    }

    /** As flags show them: one manifest, without the values of parameters. */
    public static String printed(List<ModuleLibrary> libraries) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("libraries");
            for (ModuleLibrary library : libraries) {
                print(library, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    private static void print(ModuleLibrary library, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(library.file().isPresent() ? "file" : "name", library.file().or(library::name).orElseThrow());
        json.writeArrayFieldStart("modules");
        for (ModuleLibrary.Module module : library.modules()) {
            json.writeStartObject();
            json.writeStringField("name", module.name());
            json.writeArrayFieldStart("parameters");
            for (ModuleLibrary.Parameter parameter : module.parameters()) {
                json.writeStartObject();
                json.writeStringField("key", parameter.key());
                json.writeStringField("value", "******");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Object both(Object first, Object second) {
        List<Object> both = new ArrayList<>(first instanceof List<?> list ? list : List.of(first));
        both.add(second);
        return both;
    }
}
