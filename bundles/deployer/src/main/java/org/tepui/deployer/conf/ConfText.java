package org.tepui.deployer.conf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the two forms. Stricter than their readers are, because what is half a file should not look like a whole one. */
final class ConfText {

    private ConfText() {
    }

    /** Lines {@code key = value}; comments with {@code #} or {@code !}; a backslash at the end goes on. */
    static Map<String, Object> properties(String text) throws ConfException {
        Map<String, Object> values = new TreeMap<>();
        StringBuilder whole = new StringBuilder();
        int start = 0;
        String[] lines = text.split("\\R", -1);
        int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        for (int i = 0; i < count; i++) {
            String line = lines[i].stripLeading();
            boolean comment = whole.isEmpty() && (line.isEmpty() || line.startsWith("#") || line.startsWith("!"));
            if (comment) {
                continue;
            }
            start = whole.isEmpty() ? i + 1 : start;
            whole.append(lines[i]).append('\n');
            if (!goesOn(lines[i])) {
                property(whole.toString(), start, values);
                whole.setLength(0);
            }
        }
        if (!whole.isEmpty()) {
            throw new ConfException("line " + start + " goes on with a backslash, and nothing follows");
        }
        return values;
    }

    private static boolean goesOn(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static void property(String line, int number, Map<String, Object> values) throws ConfException {
        if (line.indexOf('\0') >= 0) {
            throw new ConfException("line " + number + " is no text");
        }
        if (line.indexOf('=') < 0 && line.indexOf(':') < 0) {
            throw new ConfException("line " + number + " has no '='");
        }
        Properties one = new Properties();
        try {
            one.load(new StringReader(line));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfException("line " + number + " cannot be read: " + e.getMessage());
        }
        for (String key : one.stringPropertyNames()) {
            if (key.isEmpty()) {
                throw new ConfException("line " + number + " has no key before its '='");
            }
            put(values, key, one.getProperty(key).strip(), "line " + number);
        }
    }

    private static void put(Map<String, Object> values, String key, Object value, String where) throws ConfException {
        // Configuration Admin does not tell keys apart by letter case.
        if (values.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
            throw new ConfException(where + " sets " + key + " a second time");
        }
        values.put(key, value);
    }

    /** One object of text, numbers, booleans, and arrays of text. */
    static Map<String, Object> json(String text) throws ConfException {
        Map<String, Object> values = new TreeMap<>();
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser json = factory.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ConfException("is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                put(values, key, value(key, json.nextToken(), json), "the object");
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new ConfException("has something behind its JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new ConfException("is no JSON: " + e.getOriginalMessage().replaceAll("\\s+", " "));
        } catch (IOException e) {
            throw new ConfException("is no JSON: " + e.getMessage());
        }
        return values;
    }

    private static Object value(String key, JsonToken token, JsonParser json) throws IOException, ConfException {
        if (token == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return json.getDoubleValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return json.getBooleanValue();
        }
        if (token == JsonToken.START_ARRAY) {
            List<String> elements = new ArrayList<>();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                elements.add(json.getText());
            }
            if (json.currentToken() == JsonToken.END_ARRAY) {
                return elements.toArray(String[]::new);
            }
        }
        throw new ConfException("field \"" + key + "\" is none of text, number, boolean, array of text");
    }
}
