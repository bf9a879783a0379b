package org.tepui.protocol.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.ProtocolMessageEnum;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tepui.protocol.mesos.DurationInfo;

/** Writes messages as JSON. */
final class MessagePrinter {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private MessagePrinter() {
    }

    static void write(Message message, Dialect dialect, JsonGenerator out, boolean sorted) throws IOException {
        MessageShape shape = MessageShape.of(message, dialect);
        out.writeStartObject();
        try {
            for (FieldShape field : sorted ? shape.sorted : shape.declared) {
                if (field.repeated) {
                    writeList(field, (List<?>) (Object) field.get.invokeExact(message), out, sorted);
                } else if (field.map) {
                    writeMap(field, (Map<?, ?>) (Object) field.get.invokeExact(message), out, sorted);
                } else if (field.alwaysShown || (boolean) field.has.invokeExact(message)) {
                    out.writeFieldName(field.key);
                    writeSingle(field, message, out, sorted);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a getter of " + message.getClass().getName() + " threw a checked exception", impossible);
        }
        out.writeEndObject();
    }

    private static void writeSingle(FieldShape field, Message message, JsonGenerator out, boolean sorted) throws Throwable {
        switch (field.kind) {
            case BOOL -> out.writeBoolean((boolean) field.get.invokeExact(message));
            case INT32 -> out.writeNumber((int) field.get.invokeExact(message));
            case UINT32 -> out.writeNumber(Integer.toUnsignedLong((int) field.get.invokeExact(message)));
            case INT64 -> out.writeNumber((long) field.get.invokeExact(message));
            case UINT64 -> writeUnsigned((long) field.get.invokeExact(message), out);
            case FLOATING -> out.writeNumber(Doubles.text((double) field.get.invokeExact(message)));
            case STRING, BYTES, ENUM, MESSAGE, DURATION -> writeObject(field, (Object) field.get.invokeExact(message), out, sorted);
        }
    }

    private static void writeList(FieldShape field, List<?> values, JsonGenerator out, boolean sorted) throws IOException {
        if (values.isEmpty() && !field.alwaysShown) {
            return;
        }
        out.writeFieldName(field.key);
        out.writeStartArray();
        for (int i = 0, size = values.size(); i < size; i++) {
            writeBoxed(field, values.get(i), out, sorted);
        }
        out.writeEndArray();
    }

    private static void writeMap(FieldShape field, Map<?, ?> values, JsonGenerator out, boolean sorted) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        out.writeFieldName(field.key);
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : sorted ? new TreeMap<Object, Object>(values).entrySet() : values.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            writeBoxed(field, entry.getValue(), out, sorted);
        }
        out.writeEndObject();
    }

    private static void writeBoxed(FieldShape field, Object value, JsonGenerator out, boolean sorted) throws IOException {
        switch (field.kind) {
            case BOOL -> out.writeBoolean((Boolean) value);
            case INT32 -> out.writeNumber((Integer) value);
            case UINT32 -> out.writeNumber(Integer.toUnsignedLong((Integer) value));
            case INT64 -> out.writeNumber((Long) value);
            case UINT64 -> writeUnsigned((Long) value, out);
            case FLOATING -> out.writeNumber(Doubles.text((Double) value));
            case STRING, BYTES, ENUM, MESSAGE, DURATION -> writeObject(field, value, out, sorted);
        }
    }

    private static void writeObject(FieldShape field, Object value, JsonGenerator out, boolean sorted) throws IOException {
        switch (field.kind) {
            case STRING -> out.writeString((String) value);
            case BYTES -> out.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case ENUM -> out.writeString(field.names.text((ProtocolMessageEnum) value));
            case MESSAGE -> write((Message) value, field.within, out, sorted);
            case DURATION -> writeDuration((DurationInfo) value, out, sorted);
            case BOOL, INT32, UINT32, INT64, UINT64, FLOATING -> throw new IllegalStateException(field.name + " is not an object");
        }
    }

    private static void writeUnsigned(long value, JsonGenerator out) throws IOException {
        if (value >= 0) {
            out.writeNumber(value);
        } else {
            out.writeNumber(Long.toUnsignedString(value));
        }
    }

    /** As google.protobuf.Duration, whose zero parts are not shown. */
    private static void writeDuration(DurationInfo duration, JsonGenerator out, boolean sorted) throws IOException {
        long seconds = duration.getNanoseconds() / NANOS_PER_SECOND;
        int nanos = (int) (duration.getNanoseconds() % NANOS_PER_SECOND);
        out.writeStartObject();
        if (sorted && nanos != 0) {
            out.writeNumberField("nanos", nanos);
        }
        if (seconds != 0) {
            out.writeNumberField("seconds", seconds);
        }
        if (!sorted && nanos != 0) {
            out.writeNumberField("nanos", nanos);
        }
        out.writeEndObject();
    }
}
