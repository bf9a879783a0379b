package org.tepui.protocol.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** One field of a message in one dialect: its key, its kind, and handles on the generated getters so that printing needs no reflection. */
final class FieldShape {

    /** How a single value of the field is written and read. */
    enum Kind { BOOL, INT32, UINT32, INT64, UINT64, FLOATING, STRING, BYTES, ENUM, MESSAGE, DURATION }

    final FieldDescriptor descriptor;
    final String name;
    final SerializableString key;
    final Kind kind;
    final boolean repeated;
    final boolean map;
    /** Shown with its default when not set; for repeated fields: shown when empty. */
    final boolean alwaysShown;
    /** The dialect of messages in the field. */
    final Dialect within;
    /** Names of the enum; null for other kinds. For a map: of its values. */
    final EnumShape names;
    /** (Message)boolean; null for repeated fields. */
    final MethodHandle has;
    /** (Message)boolean, int, long, double or Object by kind; for repeated fields (Message)Object, a List or a Map. */
    final MethodHandle get;

    FieldShape(Class<? extends Message> type, FieldDescriptor descriptor, Dialect dialect) {
        this.descriptor = descriptor;
        name = dialect.field(descriptor.getName());
        key = new SerializedString(name);
        map = descriptor.isMapField();
        repeated = descriptor.isRepeated() && !map;
        FieldDescriptor single = map ? descriptor.getMessageType().findFieldByName("value") : descriptor;
        kind = dialect.isDuration(descriptor) ? Kind.DURATION : kindOf(single);
        names = kind == Kind.ENUM ? new EnumShape(single.getEnumType(), dialect) : null;
        within = dialect.within(descriptor);
        alwaysShown = dialect.alwaysShown(descriptor);
        String base = javaName(descriptor.getName());
        has = descriptor.isRepeated() ? null : handle(type, "has" + base, boolean.class);
        get = handle(type, "get" + base + (map ? "Map" : repeated ? "List" : ""), descriptor.isRepeated() ? Object.class : carrier(kind));
    }

    private static MethodHandle handle(Class<?> type, String method, Class<?> carrier) {
        try {
            return MethodHandles.publicLookup().unreflect(type.getMethod(method)).asType(MethodType.methodType(carrier, Message.class));
        } catch (NoSuchMethodException | IllegalAccessException notGenerated) {
            throw new IllegalStateException(type.getName() + " is not a generated message: no " + method, notGenerated);
        }
    }

    private static Class<?> carrier(Kind kind) {
        return switch (kind) {
            case BOOL -> boolean.class;
            case INT32, UINT32 -> int.class;
            case INT64, UINT64 -> long.class;
            case FLOATING -> double.class;
            case STRING, BYTES, ENUM, MESSAGE, DURATION -> Object.class;
        };
    }

    private static Kind kindOf(FieldDescriptor field) {
        return switch (field.getType()) {
            case BOOL -> Kind.BOOL;
            case INT32, SINT32, SFIXED32 -> Kind.INT32;
            case UINT32, FIXED32 -> Kind.UINT32;
            case INT64, SINT64, SFIXED64 -> Kind.INT64;
            case UINT64, FIXED64 -> Kind.UINT64;
            case DOUBLE -> Kind.FLOATING;
            case STRING -> Kind.STRING;
            case BYTES -> Kind.BYTES;
            case ENUM -> Kind.ENUM;
            case MESSAGE -> Kind.MESSAGE;
            case FLOAT, GROUP -> throw new IllegalStateException(field.getFullName() + ": no message of the protocol has this type of field");
        };
    }

    /** The name that protoc gives a field in its getters: a letter after an underscore or a digit is a capital. */
    private static String javaName(String name) {
        StringBuilder java = new StringBuilder(name.length());
        boolean capital = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                capital = true;
            } else {
                java.append(capital ? Character.toUpperCase(c) : c);
                capital = Character.isDigit(c);
            }
        }
        return java.toString();
    }
}
