package org.tepui.flags.type;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a JSON object must look like to stand for a protobuf message, by the rules that operators' files were written against: unknown
 * keys are ignored; one value may stand for a list of one; texts may stand for numbers and booleans; required fields must be there.
 */
public final class JsonShape {
    /** The kinds of scalar fields. An enum takes any text: names unknown to this release are ignored. */
    public enum Kind { TEXT, NUMBER, BOOL, ENUM }

    private record Field(Kind kind, JsonShape message, boolean required, boolean repeated) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final boolean texts;

    private JsonShape(boolean texts) {
        this.texts = texts;
    }

    /** An object about which nothing more is known. */
    public static JsonShape any() {
        return new JsonShape(false);
    }

    /** An object of which every value is a text. */
    public static JsonShape texts() {
        return new JsonShape(true);
    }

    /** Adds an optional scalar field. */
    public JsonShape optional(String name, Kind kind) {
        return add(name, new Field(kind, null, false, false));
    }

    /** Adds a required scalar field. */
    public JsonShape required(String name, Kind kind) {
        return add(name, new Field(kind, null, true, false));
    }

    /** Adds a list of scalars. */
    public JsonShape list(String name, Kind kind) {
        return add(name, new Field(kind, null, false, true));
    }

    /** Adds an optional message. */
    public JsonShape optional(String name, JsonShape message) {
        return add(name, new Field(null, message, false, false));
    }

    /** Adds a required message. */
    public JsonShape required(String name, JsonShape message) {
        return add(name, new Field(null, message, true, false));
    }

    /** Adds a list of messages. */
    public JsonShape list(String name, JsonShape message) {
        return add(name, new Field(null, message, false, true));
    }

    private JsonShape add(String name, Field field) {
        if (fields.putIfAbsent(name, field) != null) {
            throw new IllegalArgumentException("field " + name + " is there already");
        }
        return this;
    }

    /** @throws BadValueException for the first field of a wrong type, else for all required fields that are missing */
    public void check(Map<String, Object> object) {
        List<String> missing = new ArrayList<>();
        check(object, "", missing);
        if (!missing.isEmpty()) {
            throw new BadValueException("required fields are missing: " + String.join(", ", missing));
        }
    }

    private void check(Map<String, Object> object, String path, List<String> missing) {
        if (texts) {
            object.forEach((key, value) -> checkScalar(Kind.TEXT, value, path + key));
        }
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            String at = path + entry.getKey();
            Field field = entry.getValue();
            if (!object.containsKey(entry.getKey())) {
                if (field.required()) {
                    missing.add(at);
                }
                continue;
            }
            Object value = object.get(entry.getKey());
            if (!(value instanceof List<?> list)) {
                checkOne(field, value, field.repeated() ? at + "[0]" : at, missing);
            } else if (field.repeated()) {
                for (int i = 0; i < list.size(); i++) {
                    checkOne(field, list.get(i), at + "[" + i + "]", missing);
                }
            } else {
                throw wrong(value, at, "a single value");
            }
        }
    }

    private static void checkOne(Field field, Object value, String at, List<String> missing) {
        if (field.message() == null) {
            checkScalar(field.kind(), value, at);
        } else if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = (Map<String, Object>) map;
            field.message().check(object, at + ".", missing);
        } else {
            throw wrong(value, at, "an object");
        }
    }

    private static void checkScalar(Kind kind, Object value, String at) {
        switch (kind) {
            case TEXT -> require(value instanceof String, value, at, "a text");
            case ENUM -> require(value instanceof String, value, at, "a name");
            case NUMBER -> require(value instanceof BigDecimal || (value instanceof String text && Numbers.decimal(text) != null),
                value, at, "a number");
            case BOOL -> require(value instanceof Boolean || "true".equals(value) || "false".equals(value), value, at, "true or false");
        }
    }

    private static void require(boolean right, Object value, String at, String expected) {
        if (!right) {
            throw wrong(value, at, expected);
        }
    }

    private static BadValueException wrong(Object value, String at, String expected) {
        String kind = value == null ? "null"
            : value instanceof Map ? "an object"
            : value instanceof List ? "a list"
            : value instanceof String ? "a text"
            : value instanceof Boolean ? "a boolean" : "a number";
        return new BadValueException("field " + Quoted.of(at) + " is " + kind + ", expected is " + expected);
    }
}
