package org.tepui.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One OSGi feature file.
 *
 * @param name the file's name without {@code .json}
 * @param bundles in the order of the file
 * @param frameworkProperties launch properties of the framework
 */
record Feature(String name, List<Entry> bundles, Map<String, String> frameworkProperties) {
    private static final TreeSet<String> KNOWN =
        new TreeSet<>(List.of("id", "title", "description", "license", "complete", "bundles", "framework-properties", "feature-resource-version"));

    /** A bundle and when it starts: lower orders first, the order of the file among equals. */
    record Entry(String id, int startOrder) {}

    /** @throws LaunchException naming the file and the fault */
    static Feature read(Path file) throws LaunchException {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        try {
            return parse(name, Files.readString(file));
        } catch (IOException | ClassCastException e) {
            throw new LaunchException("feature file " + file + " cannot be read: " + oneLine(e), e);
        }
    }

    /** @throws IOException when the text is no feature, or asks for something this launcher does not do */
    static Feature parse(String name, String text) throws IOException {
        Map<String, Object> fields = Json.object(text);
        for (String field : fields.keySet()) {
            if (!KNOWN.contains(field)) {
                throw new IOException("field \"" + field + "\" is not supported; known are " + String.join(", ", KNOWN));
            }
        }
        List<Entry> bundles = new ArrayList<>();
        for (Object bundle : list(fields.get("bundles"))) {
            bundles.add(entry(bundle));
        }
        Map<String, String> properties = new LinkedHashMap<>();
        if (fields.get("framework-properties") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> properties.put(String.valueOf(key), String.valueOf(value)));
        }
        return new Feature(name, List.copyOf(bundles), properties);
    }

    private static Entry entry(Object bundle) throws IOException {
        if (bundle instanceof String id) {
            return new Entry(id, 0);
        }
        if (bundle instanceof Map<?, ?> fields && fields.get("id") instanceof String id) {
            return new Entry(id, fields.get("start-order") instanceof Long order ? order.intValue() : 0);
        }
        throw new IOException("a bundle is neither an id nor an object with \"id\": " + bundle);
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static String oneLine(Exception e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
