package org.tepui.deployer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the launcher made of the manifests of modules.
 *
 * @param files absolute paths of bundles
 * @param configurations by PID, which is the name of the module
 */
record ModuleManifest(List<Path> files, Map<String, Map<String, Object>> configurations) {

    static ModuleManifest of(Function<String, String> property) {
        try {
            List<Path> files = new ArrayList<>();
            try (JsonParser json = new JsonFactory().createParser(text(property, "tepui.modules.files", "[]"))) {
                json.nextToken();
                texts(json).forEach(file -> files.add(Path.of(file)));
            }
            try (JsonParser json = new JsonFactory().createParser(text(property, "tepui.modules.configurations", "{}"))) {
                json.nextToken();
                return new ModuleManifest(List.copyOf(files), configurations(json));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the launcher wrote these properties itself", e);
        }
    }

    private static String text(Function<String, String> property, String name, String otherwise) {
        String text = property.apply(name);
        return text == null ? otherwise : text;
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
        }
        return texts;
    }

    private static Map<String, Map<String, Object>> configurations(JsonParser json) throws IOException {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Map<String, Object> values = new TreeMap<>();
            all.put(json.currentName(), values);
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                values.put(key, json.nextToken() == JsonToken.START_ARRAY ? texts(json).toArray(String[]::new) : json.getText());
            }
        }
        return all;
    }
}
