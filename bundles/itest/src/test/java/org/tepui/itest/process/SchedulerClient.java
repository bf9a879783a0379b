package org.tepui.itest.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A JSON scheduler: one stream whose events are kept and whose updates are acknowledged, and calls on connections of their own. */
public final class SchedulerClient implements AutoCloseable {

    /** Answer of a call. */
    public record Answer(int status, String body) {
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Closing the body of its answer closes the connection at once, even while another thread reads. */
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    private final int port;
    private final InputStream stream;
    private final List<JsonNode> events = new ArrayList<>();
    private final int status;
    private final String streamId;
    private volatile String[] headers;
    private volatile boolean ended;
    private volatile String refusal = "";

    private SchedulerClient(int port, HttpResponse<InputStream> answer, String... headers) throws IOException {
        this.port = port;
        this.headers = headers.clone();
        stream = answer.body();
        status = answer.statusCode();
        streamId = answer.headers().firstValue("Mesos-Stream-Id").orElse(null);
        if (status == 200) {
            Thread reader = new Thread(this::read, "events");
            reader.setDaemon(true);
            reader.start();
        } else {
            refusal = text(stream);
        }
    }

    /** Waits until the master leads and has recovered: until then calls are answered 503. */
    public static void awaitRecovery(int port) {
        TepuiProcess.await("the recovery of the master at " + port, () -> {
            try {
                HttpResponse<InputStream> answer = send(port, "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\"nobody\"}}",
                        "Mesos-Stream-Id", "none");
                text(answer.body());
                return answer.statusCode() < 500;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** @param frameworkInfo JSON of FrameworkInfo; an id within is also that of the call */
    public static SchedulerClient subscribe(int port, String frameworkInfo) throws IOException {
        awaitRecovery(port);
        JsonNode id = MAPPER.readTree(frameworkInfo).path("id");
        return subscribeWith(port, "{\"type\":\"SUBSCRIBE\"," + (id.isMissingNode() ? "" : "\"framework_id\":" + id + ",")
                + "\"subscribe\":{\"framework_info\":" + frameworkInfo + "}}");
    }

    /** @param call JSON of the whole SUBSCRIBE call @param headers name, value; sent with this and every later call */
    public static SchedulerClient subscribeWith(int port, String call, String... headers) throws IOException {
        return new SchedulerClient(port, send(port, call, headers), headers);
    }

    /** What later calls are sent with from here on. */
    public void headers(String... nameAndValue) {
        headers = nameAndValue.clone();
    }

    private static HttpResponse<InputStream> send(int port, String call, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/scheduler"))
                .header("Content-Type", "application/json").header("Accept", "application/json").timeout(Duration.ofSeconds(30));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.POST(HttpRequest.BodyPublishers.ofString(call)).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void read() {
        try (InputStream in = stream) {
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
        return post(port, stream, body, headers);
    }

    /** Any call of any stream. */
    public static Answer post(int port, String stream, String body, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Mesos-Stream-Id";
        all[headers.length + 1] = stream;
        HttpResponse<InputStream> answer = send(port, body, all);
        return new Answer(answer.statusCode(), text(answer.body()));
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
    public void close() throws IOException {
        stream.close();
    }
}
