package org.tepui.deployer.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.JarPreview;
import org.tepui.deployer.plugin.LeftThread;

/** The JSON of both endpoints. */
final class Documents {

    private static final JsonFactory FACTORY = new JsonFactory();

    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private Documents() {
    }

    /** {@code {"settled": ..., "deployments": [{"file", "bundle", "version", "state", "reason"}], "left_threads": [{"bundle", "version", "thread"}]}}. */
    static byte[] deployments(List<Deployment> deployments, boolean settled, List<LeftThread> leftThreads) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("settled", settled);
            json.writeArrayFieldStart("deployments");
            for (Deployment deployment : deployments) {
                json.writeStartObject();
                json.writeStringField("file", deployment.file());
                json.writeStringField("bundle", deployment.bundle());
                json.writeStringField("version", deployment.version());
                json.writeStringField("state", deployment.state().text());
                json.writeStringField("reason", deployment.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("left_threads");
            for (LeftThread left : leftThreads) {
                json.writeStartObject();
                json.writeStringField("bundle", left.bundle());
                json.writeStringField("version", left.version());
                json.writeStringField("thread", left.thread());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** {@code {"bundle", "version", "would_start", "services": [{"service", "names": []}], "missing": [], "refusals": []}}. */
    static byte[] preview(JarPreview preview) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("bundle", preview.bundle());
            json.writeStringField("version", preview.version());
            json.writeBooleanField("would_start", preview.wouldStart());
            json.writeArrayFieldStart("services");
            for (JarPreview.Offer offer : preview.services()) {
                json.writeStartObject();
                json.writeStringField("service", offer.service());
                texts(json, "names", offer.names());
                json.writeEndObject();
            }
            json.writeEndArray();
            texts(json, "missing", preview.missing());
            texts(json, "refusals", preview.refusals());
            json.writeEndObject();
        });
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
