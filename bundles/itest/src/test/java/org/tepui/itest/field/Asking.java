package org.tepui.itest.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.tepui.itest.process.SchedulerClient.Answer;
import org.tepui.itest.process.TepuiProcess;

/** What the field cases ask a process for. */
final class Asking {

    /** Inside of a FrameworkInfo. */
    static final String PLAIN = "\"user\":\"root\",\"name\":\"plain\",\"roles\":[\"*\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Asking() {
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Asking.class.getResourceAsStream("/field/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode state(TepuiProcess master) {
        return json(master.get("/state"));
    }

    static JsonNode metrics(TepuiProcess master) {
        return json(master.get("/metrics/snapshot"));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** A framework under one of the keys {@code frameworks}, {@code completed_frameworks}; missing when it is not there. */
    static JsonNode framework(TepuiProcess master, String list, String id) {
        for (JsonNode each : state(master).path(list)) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        return MAPPER.missingNode();
    }

    static Answer get(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        int code = connection.getResponseCode();
        try (InputStream in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(code, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Answer operatorCall(int port, String type) throws IOException {
        String body = "{\"type\":\"" + type + "\"}";
        String all = raw(port, "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
        return new Answer(Integer.parseInt(all.split(" ")[1]), all.substring(all.indexOf("\r\n\r\n") + 4));
    }

    /** All that comes back, to the end of the connection; the request must ask for that. */
    static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    /** The first line of an answer; lines of the request may end in either way. */
    static String firstLine(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.replace("\r", "").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
