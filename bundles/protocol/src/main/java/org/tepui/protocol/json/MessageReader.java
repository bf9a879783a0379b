package org.tepui.protocol.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;
import org.tepui.protocol.mesos.DurationInfo;

/** Puts read JSON into message builders. Depth needs no check of its own: {@link JsonText} limits it. */
final class MessageReader {

    private static final int TEXT_CHARS_MAX = 128;

    private MessageReader() {
    }

    static void read(TreeMap<String, Object> members, Dialect dialect, Message.Builder into) throws ProtocolException {
        MessageShape shape = MessageShape.of(into.getDefaultInstanceForType(), dialect);
        for (Map.Entry<String, Object> member : members.entrySet()) {
            FieldShape field = shape.byName(member.getKey());
            if (field != null) {
                readField(field, member.getValue(), into);
            }
        }
    }

    private static void readField(FieldShape field, Object value, Message.Builder into) throws ProtocolException {
        if (value == JsonText.NULL) {
            return;
        }
        if (value instanceof List<?> elements) {
            if (!field.repeated) {
                throw unexpectedType("array", field.name);
            }
            for (Object element : elements) {
                readField(field, element, into);
            }
        } else if (field.map) {
            readMap(field, value, into);
        } else {
            Object converted = field.kind == FieldShape.Kind.MESSAGE
                    ? message(field, value, into.newBuilderForField(field.descriptor))
                    : scalar(field, value, field.descriptor);
            if (converted != null) {
                put(field, converted, into);
            }
        }
    }

    private static void put(FieldShape field, Object value, Message.Builder into) {
        if (field.repeated) {
            into.addRepeatedField(field.descriptor, value);
        } else {
            into.setField(field.descriptor, value);
        }
    }

    private static void readMap(FieldShape field, Object value, Message.Builder into) throws ProtocolException {
        FieldDescriptor keyField = field.descriptor.getMessageType().findFieldByName("key");
        FieldDescriptor valueField = field.descriptor.getMessageType().findFieldByName("value");
        for (Map.Entry<String, Object> member : members(field, value).entrySet()) {
            Message.Builder entry = into.newBuilderForField(field.descriptor);
            entry.setField(keyField, member.getKey());
            if (member.getValue() != JsonText.NULL) {
                Object converted = field.kind == FieldShape.Kind.MESSAGE
                        ? message(field, member.getValue(), entry.newBuilderForField(valueField))
                        : scalar(field, member.getValue(), valueField);
                if (converted != null) {
                    entry.setField(valueField, converted);
                }
            }
            into.addRepeatedField(field.descriptor, entry.buildPartial());
        }
    }

    private static Message message(FieldShape field, Object value, Message.Builder builder) throws ProtocolException {
        read(members(field, value), field.within, builder);
        return builder.buildPartial();
    }

    /** Null: an enum's name that is not known, which counts as not given. */
    private static Object scalar(FieldShape field, Object value, FieldDescriptor single) throws ProtocolException {
        return switch (field.kind) {
            case BOOL -> bool(field, value);
            case INT32 -> Numbers.int32(number(field.name, value), field.name);
            case UINT32 -> Numbers.uint32(number(field.name, value), field.name);
            case INT64 -> Numbers.int64(number(field.name, value));
            case UINT64 -> Numbers.uint64(number(field.name, value), field.name);
            case FLOATING -> floating(field, value);
            case STRING -> text(field, value);
            case BYTES -> bytes(field, text(field, value));
            case ENUM -> enumValue(field, text(field, value), single.isRequired());
            case DURATION -> duration(members(field, value));
            case MESSAGE -> throw new IllegalStateException(field.name + " is not a scalar");
        };
    }

    @SuppressWarnings("unchecked")
    private static TreeMap<String, Object> members(FieldShape field, Object value) throws ProtocolException {
        if (value instanceof TreeMap) {
            return (TreeMap<String, Object>) value;
        }
        throw unexpected(value, field);
    }

    private static String text(FieldShape field, Object value) throws ProtocolException {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected(value, field);
    }

    private static Object bool(FieldShape field, Object value) throws ProtocolException {
        if (value instanceof String text) {
            Object inside = inside(field.name, text, "boolean");
            if (inside instanceof Boolean) {
                return inside;
            }
            throw notA("boolean", text, field.name, "Unexpected JSON type parsed");
        }
        if (value instanceof Boolean) {
            return value;
        }
        throw unexpected(value, field);
    }

    private static Object floating(FieldShape field, Object value) throws ProtocolException {
        if ("Infinity".equals(value)) {
            return Double.POSITIVE_INFINITY;
        }
        return "-Infinity".equals(value) ? Double.NEGATIVE_INFINITY : Numbers.floating(number(field.name, value));
    }

    private static Object number(String field, Object value) throws ProtocolException {
        if (value instanceof String text) {
            Object inside = inside(field, text, "number");
            if (inside instanceof Number) {
                return inside;
            }
            throw notA("number", text, field, "Unexpected JSON type parsed");
        }
        if (value instanceof Number) {
            return value;
        }
        throw unexpected(value, field);
    }

    private static Object inside(String field, String text, String what) throws ProtocolException {
        try {
            return JsonText.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (ProtocolException syntax) {
            throw notA(what, text, field, syntax.getMessage());
        }
    }

    private static ByteString bytes(FieldShape field, String text) throws ProtocolException {
        try {
            return Base64Text.decode(text);
        } catch (ProtocolException bad) {
            throw bad.prefixed("Failed to base64 decode bytes field '" + field.name + "': ");
        }
    }

    private static EnumValueDescriptor enumValue(FieldShape field, String name, boolean required) throws ProtocolException {
        EnumValueDescriptor value = field.names.byName(name);
        if (value == null && required) {
            throw new ProtocolException(Code.JSON_CONVERT, "Failed to find enum for '" + excerpt(name) + "'");
        }
        return value;
    }

    private static DurationInfo duration(TreeMap<String, Object> parts) throws ProtocolException {
        long seconds = Numbers.int64(part(parts, "seconds"));
        int nanos = Numbers.int32(part(parts, "nanos"), "nanos");
        return ProtoJson.duration(seconds, nanos);
    }

    private static Object part(TreeMap<String, Object> parts, String name) throws ProtocolException {
        Object value = parts.getOrDefault(name, JsonText.NULL);
        return value == JsonText.NULL ? (Long) 0L : number(name, value);
    }

    private static ProtocolException unexpected(Object value, FieldShape field) {
        return unexpected(value, field.name);
    }

    private static ProtocolException unexpected(Object value, String field) {
        String type = value instanceof TreeMap ? "object"
                : value instanceof List ? "array"
                : value instanceof String ? "string"
                : value instanceof Boolean ? "boolean" : "number";
        return unexpectedType(type, field);
    }

    private static ProtocolException unexpectedType(String type, String field) {
        return new ProtocolException(Code.JSON_CONVERT, "Not expecting a JSON " + type + " for field '" + field + "'");
    }

    private static ProtocolException notA(String what, String text, String field, String cause) {
        return new ProtocolException(Code.JSON_CONVERT,
                "Failed to parse '" + excerpt(text) + "' as a JSON " + what + " for field '" + field + "': " + cause);
    }

    private static String excerpt(String text) {
        String line = text.codePoints().filter(c -> c >= ' ').limit(TEXT_CHARS_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return text.length() > TEXT_CHARS_MAX ? line + "..." : line;
    }
}
