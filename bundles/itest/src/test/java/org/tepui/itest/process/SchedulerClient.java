package org.tepui.itest.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A JSON scheduler: one stream whose events are kept and whose updates are acknowledged, and calls on connections of their own. */
public final class SchedulerClient implements AutoCloseable {

    /** Answer of a call. */
    public record Answer(int status, String body) {
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int port;
    private final HttpURLConnection connection;
    private final List<JsonNode> events = new ArrayList<>();
    private final int status;
    private final String streamId;
    private volatile boolean ended;
    private volatile String refusal = "";

    private SchedulerClient(int port, HttpURLConnection connection) throws IOException {
        this.port = port;
        this.connection = connection;
        status = connection.getResponseCode();
        streamId = connection.getHeaderField("Mesos-Stream-Id");
        if (status == 200) {
            Thread reader = new Thread(this::read, "events");
            reader.setDaemon(true);
            reader.start();
        } else {
            refusal = text(connection.getErrorStream());
        }
    }

    /** @param frameworkInfo JSON of FrameworkInfo; an id within is also that of the call */
    public static SchedulerClient subscribe(int port, String frameworkInfo) throws IOException {
        JsonNode id = MAPPER.readTree(frameworkInfo).path("id");
        return subscribeWith(port, "{\"type\":\"SUBSCRIBE\"," + (id.isMissingNode() ? "" : "\"framework_id\":" + id + ",")
                + "\"subscribe\":{\"framework_info\":" + frameworkInfo + "}}");
    }

    /** @param call JSON of the whole SUBSCRIBE call */
    public static SchedulerClient subscribeWith(int port, String call, String... headers) throws IOException {
        return new SchedulerClient(port, post(port, call, headers));
    }

    private static HttpURLConnection post(int port, String call, String... headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/api/v1/scheduler").toURL()
                .openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        byte[] body = call.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(body.length);
        connection.getOutputStream().write(body);
        return connection;
    }

    private static String text(InputStream in) throws IOException {
        return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void read() {
        try (InputStream in = connection.getInputStream()) {
            while (true) {
                ByteArrayOutputStream digits = new ByteArrayOutputStream();
                for (int c = in.read(); c != '\n'; c = in.read()) {
                    if (c < 0) {
                        throw new EOFException("the stream ended");
                    }
                    digits.write(c);
                }
                JsonNode event = MAPPER.readTree(in.readNBytes(Integer.parseInt(digits.toString(StandardCharsets.US_ASCII))));
                synchronized (events) {
                    events.add(event);
                }
                acknowledge(event);
            }
        } catch (IOException e) {
            refusal = e.toString();
        } finally {
            ended = true;
        }
    }

    /** The agent sends the next update of a task only when the one before is acknowledged. */
    private void acknowledge(JsonNode event) throws IOException {
        JsonNode update = event.at("/update/status");
        if (update.has("uuid")) {
            call("\"type\":\"ACKNOWLEDGE\",\"acknowledge\":{\"agent_id\":" + update.get("agent_id") + ",\"task_id\":" + update.get("task_id")
                    + ",\"uuid\":" + update.get("uuid") + "}");
        }
    }

    public int status() {
        return status;
    }

    /** What a refused SUBSCRIBE said, or how the stream ended. */
    public String refusal() {
        return refusal;
    }

    public String streamId() {
        return streamId;
    }

    public boolean ended() {
        return ended;
    }

    public List<JsonNode> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    public List<JsonNode> events(String type) {
        return events().stream().filter(event -> event.path("type").asText().equals(type)).toList();
    }

    /** The first event that fits, waited for. */
    public JsonNode await(String type, Predicate<JsonNode> fits) {
        TepuiProcess.await(type + " (so far " + types() + ")", () -> events(type).stream().anyMatch(fits));
        return events(type).stream().filter(fits).findFirst().orElseThrow();
    }

    private List<String> types() {
        return events().stream().map(event -> event.path("type").asText()).toList();
    }

    public String frameworkId() {
        return await("SUBSCRIBED", event -> true).at("/subscribed/framework_id/value").asText();
    }

    /** All offers so far, rescinded ones too. */
    public List<JsonNode> offers() {
        List<JsonNode> out = new ArrayList<>();
        events("OFFERS").forEach(event -> event.at("/offers/offers").forEach(out::add));
        return out;
    }

    /** An offer that fits, waited for. */
    public JsonNode offer(Predicate<JsonNode> fits) {
        TepuiProcess.await("an offer (so far " + types() + ")", () -> offers().stream().anyMatch(fits));
        return offers().stream().filter(fits).findFirst().orElseThrow();
    }

    /** The state of a task, waited for. */
    public JsonNode update(String task, String state) {
        return await("UPDATE", event -> event.at("/update/status/task_id/value").asText().equals(task)
                && event.at("/update/status/state").asText().equals(state)).at("/update/status");
    }

    /** @param rest of the call behind the framework id, such as {@code "type":"REVIVE"} */
    public Answer call(String rest) throws IOException {
        return callWith("{\"framework_id\":{\"value\":\"" + frameworkId() + "\"}," + rest + "}", streamId);
    }

    /** Any body with any stream id. */
    public Answer callWith(String body, String stream) throws IOException {
        HttpURLConnection call = post(port, body, "Mesos-Stream-Id", stream);
        int code = call.getResponseCode();
        return new Answer(code, text(code < 400 ? call.getInputStream() : call.getErrorStream()));
    }

    /** ACCEPT of one offer with one LAUNCH of one task. {@code resources} is the JSON array of the task. */
    public Answer launch(JsonNode offer, String task, String command, String resources) throws IOException {
        return call("\"type\":\"ACCEPT\",\"accept\":{\"offer_ids\":[" + offer.get("id") + "],\"operations\":[{\"type\":\"LAUNCH\",\"launch\":"
                + "{\"task_infos\":[{\"name\":\"" + task + "\",\"task_id\":{\"value\":\"" + task + "\"},\"agent_id\":" + offer.get("agent_id")
                + ",\"command\":{\"value\":\"" + command + "\"},\"resources\":" + resources
                + "}]}}],\"filters\":{\"refuse_seconds\":0}}");
    }

    /** JSON of scalars: {@code scalars("cpus", 0.5, "mem", 32)}. */
    public static String scalars(Object... nameAndAmount) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < nameAndAmount.length; i += 2) {
            out.add("{\"name\":\"" + nameAndAmount[i] + "\",\"type\":\"SCALAR\",\"scalar\":{\"value\":" + nameAndAmount[i + 1] + "}}");
        }
        return "[" + String.join(",", out) + "]";
    }

    /** The amount of a scalar of an offer, 0 without. */
    public static double scalar(JsonNode offer, String name) {
        double sum = 0;
        for (JsonNode resource : offer.path("resources")) {
            if (resource.path("name").asText().equals(name)) {
                sum += resource.at("/scalar/value").asDouble();
            }
        }
        return sum;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
