package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tepui.protocol.json.ProtoJson;

/** Documents written by hand: a generator over a byte array, with numbers as the Mesos master prints them. */
final class Json {

    /** Writes one document or a part of it. */
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private Json() {
    }

    static byte[] bytes(int sizeHint, Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sizeHint);
        try (JsonGenerator json = ProtoJson.generator(out)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        ProtoJson.writeDouble(json, value);
    }

    static void array(JsonGenerator json, String name, Writer elements) throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        elements.write(json);
        json.writeEndArray();
    }

    static void object(JsonGenerator json, String name, Writer fields) throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
        fields.write(json);
        json.writeEndObject();
    }
}
