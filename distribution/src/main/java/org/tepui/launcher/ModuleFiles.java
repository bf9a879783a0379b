package org.tepui.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.tepui.flags.Parsed;
import org.tepui.flags.master.MasterFlags;
import org.tepui.flags.master.ModuleLibrary;
import org.tepui.flags.master.ModuleManifests;
import org.tepui.flags.type.BadValueException;

/**
 * Hands the manifests of {@code --modules} and {@code --modules_dir} to the deployer, as framework properties: which files it is to run
 * beside those of its folder, and what their modules are told.
 */
final class ModuleFiles {

    private ModuleFiles() {}

    /** @throws LaunchException when a bundle is in none of the folders */
    static Map<String, String> of(Parsed flags, Path home) throws LaunchException {
        List<ModuleLibrary> libraries;
        try {
            libraries = ModuleManifests.of(flags);
        } catch (BadValueException e) {
            // They were right when the flags were checked: a file has changed since.
            throw new LaunchException("--modules_dir: " + e.getMessage(), e);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        if (libraries.isEmpty()) {
            return properties;
        }
        Path deploy = MasterFlags.DEPLOY_DIR.find(flags).map(Path::of).orElse(home.resolve("deploy")).toAbsolutePath().normalize();
        Path examples = home.resolve("examples").toAbsolutePath().normalize();
        List<String> files = new ArrayList<>();
        for (ModuleLibrary library : libraries) {
            Path file = find(library, deploy, examples);
            // What lies in deploy/ is run anyway.
            if (!deploy.equals(file.getParent()) && !files.contains(file.toString())) {
                files.add(file.toString());
            }
        }
        properties.put("tepui.modules.files", Json.array(files));
        properties.put("tepui.modules.configurations", json(ModuleManifests.configurations(libraries)));
        return properties;
    }

    private static Path find(ModuleLibrary library, Path deploy, Path examples) throws LaunchException {
        String jar = library.jar();
        if (jar.contains("/")) {
            return Path.of(jar).toAbsolutePath().normalize();
        }
        for (Path folder : List.of(deploy, examples)) {
            if (Files.isReadable(folder.resolve(jar))) {
                return folder.resolve(jar);
            }
        }
        throw new LaunchException((library.where().isEmpty() ? "--modules: " : "--modules_dir: " + library.where() + ": ") + "there is no bundle '"
            + jar + "' in " + deploy + " or " + examples + "; give the path of a jar, or put it there");
    }

    private static String json(SortedMap<String, SortedMap<String, Object>> configurations) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, SortedMap<String, Object>> configuration : configurations.entrySet()) {
                json.writeObjectFieldStart(configuration.getKey());
                for (Map.Entry<String, Object> value : configuration.getValue().entrySet()) {
                    json.writeFieldName(value.getKey());
                    write(value.getValue(), json);
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof List<?> several) {
            json.writeStartArray();
            for (Object one : several) {
                json.writeString(one.toString());
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }
}
