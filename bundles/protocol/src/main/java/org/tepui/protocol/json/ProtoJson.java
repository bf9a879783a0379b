package org.tepui.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;
import org.tepui.protocol.mesos.DurationInfo;

/**
 * Messages as JSON, printed and read as Mesos does. {@link #V0} spells the names as the messages here do; {@link #V1} says agent where they
 * say slave, knows which few fields v1 does not have, and shows the lists of the large reads (GET_AGENTS, GET_FRAMEWORKS, GET_EXECUTORS,
 * GET_TASKS, GET_STATE) even when they are empty. Thread-safe.
 *
 * <p>Printed: fields in the order of declaration, those that are set and those with an explicit default that is not deprecated; 64-bit
 * integers bare, floating numbers with a decimal, bytes in base64. Read: unknown keys and nulls are ignored, numbers and booleans may come
 * as text, an enum only by name, one value may stand for an array of one.
 */
public final class ProtoJson {

    public static final ProtoJson V0 = new ProtoJson(Dialect.V0);
    public static final ProtoJson V1 = new ProtoJson(Dialect.V1);

    /**
     * Names of v1 but all the fields and defaults of v0: what GET_AGENTS and GET_STATE show of agents. {@link #V1} changes to it by itself
     * inside a GetAgents message; needed only where such a document is written piece by piece.
     */
    public static final ProtoJson V1_VIEW = new ProtoJson(Dialect.V1_VIEW);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Characters beyond the basic plane stay four bytes instead of two escapes.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final Dialect dialect;

    private ProtoJson(Dialect dialect) {
        this.dialect = dialect;
    }

    /** UTF-8, no blanks, no newline at the end. */
    public byte[] print(Message message) {
        return print(message, false);
    }

    /** As {@link #print(Message)} with keys sorted at every level: for the few documents that are shown so. */
    public byte[] printSorted(Message message) {
        return print(message, true);
    }

    /** Writes the message as one value into a document; the generator should come from {@link #generator}. */
    public void print(Message message, JsonGenerator out) throws IOException {
        MessagePrinter.write(message, dialect, out, false);
    }

    /** As {@link #print(Message, JsonGenerator)}, keys sorted at every level. */
    public void printSorted(Message message, JsonGenerator out) throws IOException {
        MessagePrinter.write(message, dialect, out, true);
    }

    private byte[] print(Message message, boolean sorted) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator out = generator(bytes)) {
                MessagePrinter.write(message, dialect, out, sorted);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    /**
     * Reads an object into the builder.
     *
     * @return the builder
     * @throws ProtocolException JSON_SYNTAX; JSON_CONVERT also when required fields are missing then
     */
    public <B extends Message.Builder> B parse(byte[] json, B builder) throws ProtocolException {
        merge(JsonText.parse(json), builder);
        return builder;
    }

    /**
     * Reads an array of objects, as some endpoints take them.
     *
     * @param prototype any instance of the type of the elements
     * @throws ProtocolException as {@link #parse}
     */
    public <M extends Message> List<M> parseList(byte[] json, M prototype) throws ProtocolException {
        if (!(JsonText.parse(json) instanceof List<?> elements)) {
            throw new ProtocolException(Code.JSON_CONVERT, "Expecting a JSON array");
        }
        List<M> messages = new ArrayList<>(elements.size());
        for (Object element : elements) {
            Message.Builder builder = prototype.newBuilderForType();
            merge(element, builder);
            @SuppressWarnings("unchecked")
            M message = (M) builder.build();
            messages.add(message);
        }
        return messages;
    }

    private void merge(Object json, Message.Builder builder) throws ProtocolException {
        if (!(json instanceof TreeMap)) {
            throw new ProtocolException(Code.JSON_CONVERT, "Expecting a JSON object");
        }
        @SuppressWarnings("unchecked")
        TreeMap<String, Object> members = (TreeMap<String, Object>) json;
        MessageReader.read(members, dialect, builder);
        if (!builder.isInitialized()) {
            String missing = dialect.field(String.join(", ", builder.findInitializationErrors()));
            throw new ProtocolException(Code.JSON_CONVERT, "Missing required fields: " + missing);
        }
    }

    /** A generator that writes text and numbers as this class does; {@link #writeDouble} for floating numbers. Closing it closes the stream. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** Writes a floating number: always with a decimal, shortest digits, NaN and infinities bare. */
    public static void writeDouble(JsonGenerator out, double value) throws IOException {
        out.writeNumber(Doubles.text(value));
    }

    /** The text that {@link #writeDouble} writes. */
    public static String doubleText(double value) {
        return Doubles.text(value);
    }

    /**
     * A google.protobuf.Duration as the duration inside.
     *
     * @throws ProtocolException JSON_CONVERT, when it does not fit 64 bits of nanoseconds (292 years)
     */
    public static DurationInfo duration(long seconds, int nanos) throws ProtocolException {
        try {
            long nanoseconds = Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), (long) nanos);
            return DurationInfo.newBuilder().setNanoseconds(nanoseconds).build();
        } catch (ArithmeticException tooLong) {
            throw new ProtocolException(Code.JSON_CONVERT, "Duration out of range: " + seconds + " seconds; at most 292 years fit");
        }
    }
}
