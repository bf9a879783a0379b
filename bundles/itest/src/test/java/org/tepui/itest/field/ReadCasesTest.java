package org.tepui.itest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** What monitors, DNS tools and load balancers read, each under its number, against one master without agents. */
class ReadCasesTest {

    private static final int BURST = 500;
    private static final String NAME = "eu west/\u03c0 %2F \\\"q\\\"";

    @TempDir
    static Path folder;
    private static TepuiProcess master;

    @BeforeAll
    static void aMasterRuns() throws Exception {
        master = TepuiProcess.master(folder, "--cluster=field", "--max_completed_frameworks=1");
        SchedulerClient.awaitRecovery(master.port());
    }

    @AfterAll
    static void itEnds() {
        master.close();
    }

    private static SchedulerClient subscribe(String name) throws Exception {
        return SchedulerClient.subscribe(master.port(), "{" + Asking.PLAIN.replace("plain", name) + "}");
    }

    @Test
    void f01ARedirectNamesHostAndPortAndNothingElse() throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "HEAD")) {
            for (String path : List.of("/redirect", "/master/redirect")) {
                String answer = Asking.raw(master.port(), method + " " + path
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                assertTrue(answer.startsWith("HTTP/1.1 307 "), answer);
                assertTrue(answer.contains("\r\nLocation: //localhost:" + master.port() + "\r\n"), answer);
                assertTrue(answer.endsWith("\r\n\r\n"), "the body is empty: " + answer);
            }
        }
    }

    @Test
    void f34TheAddressIsInTheOrderThatReadersExpectAndAlsoText() throws Exception {
        JsonNode asked = Asking.json(Asking.operatorCall(master.port(), "GET_MASTER").body()).at("/get_master/master_info");
        try (SchedulerClient client = subscribe("address")) {
            JsonNode told = client.await("SUBSCRIBED", event -> true).at("/subscribed/master_info");
            assertEquals(asked, told);
            assertEquals(16777343, told.path("ip").asLong());
            assertEquals("127.0.0.1", told.at("/address/ip").asText());
            assertEquals(master.port(), told.at("/address/port").asInt());
            assertEquals("master@127.0.0.1:" + master.port(), told.path("pid").asText());
        }
    }

    @Test
    void f57MetricsAreFlatNumbersAndAllThereWithinAnyTimeout() throws Exception {
        JsonNode hurried = Asking.json(Asking.get(master.port(), "/metrics/snapshot?timeout=100ms").body());
        hurried.fields().forEachRemaining(each -> assertTrue(each.getValue().isNumber(), each.toString()));
        List<String> names = new ArrayList<>();
        Asking.metrics(master).fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            assertTrue(hurried.has(name) || name.startsWith("master/frameworks/"), name);
        }
        assertEquals(1.0, hurried.path("master/elected").asDouble());
        for (String name : List.of("registrar/state_fetch_ms", "allocator/mesos/allocation_runs", "allocator/mesos/resources/cpus/total",
                "allocator/mesos/resources/mem/offered_or_allocated", "master/operator_event_stream_subscribers")) {
            assertTrue(hurried.has(name), name);
        }
    }

    @Test
    void f58MetricsOfAFrameworkCarryItsNameEncodedUntilItIsForgotten() throws Exception {
        String gauge;
        try (SchedulerClient client = subscribe(NAME)) {
            gauge = "master/frameworks/eu%20west%2F%CF%80%20%252F%20%22q%22/" + client.frameworkId() + "/subscribed";
            TepuiProcess.await(gauge, () -> Asking.metrics(master).path(gauge).asDouble() == 1);
            assertEquals(202, client.call("\"type\":\"TEARDOWN\"").status());
            TepuiProcess.await("its end", client::ended);
        }
        try (SchedulerClient next = subscribe("the next")) {
            next.frameworkId();
            assertEquals(202, next.call("\"type\":\"TEARDOWN\"").status());
        }
        TepuiProcess.await("the gauge to go with the framework", () -> !Asking.metrics(master).has(gauge));
    }

    @Test
    void f60ClusterIsThereWithItsFlag() {
        assertEquals("field", Asking.state(master).path("cluster").asText());
    }

    @Test
    void f65OnlyBodiesOf1024BytesAndMoreAreCompressed() throws Exception {
        assertTrue(gunzipped("/metrics/snapshot").length >= 1024);
        assertEquals(0, gunzipped("/version").length, "a small body stays as it is");
    }

    /** The body behind its compression; empty when it is not compressed. */
    private static byte[] gunzipped(String path) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + master.port() + path).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setRequestProperty("Content-Type", "application/json");
        assertEquals(200, connection.getResponseCode());
        byte[] body = connection.getInputStream().readAllBytes();
        return "gzip".equals(connection.getContentEncoding()) ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes()
                : new byte[0];
    }

    /** Also F75: the heartbeat stands right behind SUBSCRIBED, and its interval is told; the 15 seconds are shown under a test clock. */
    @Test
    void f68AndF75EachRecordIsAChunkOfItsOwnAndAHeartbeatFollowsAtOnce() throws Exception {
        String call = "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{" + Asking.PLAIN + "}}}";
        byte[] request = ("POST /api/v1/scheduler HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                + "Content-Length: " + call.length() + "\r\n\r\n" + call).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", master.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            ChunkReader chunks = new ChunkReader(socket.getInputStream());
            JsonNode subscribed = record(chunks.next());
            assertEquals("SUBSCRIBED", subscribed.path("type").asText());
            assertEquals(15.0, subscribed.at("/subscribed/heartbeat_interval_seconds").asDouble());
            assertEquals("HEARTBEAT", record(chunks.next()).path("type").asText());
            // A burst: five hundred tasks of an offer that does not exist are lost at once.
            String framework = subscribed.at("/subscribed/framework_id/value").asText();
            List<String> tasks = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                tasks.add("{\"name\":\"n\",\"task_id\":{\"value\":\"t-" + i + "\"},\"agent_id\":{\"value\":\"nowhere\"},"
                        + "\"command\":{\"value\":\"true\"},\"resources\":" + SchedulerClient.scalars("cpus", 0.1, "mem", 32) + "}");
            }
            assertEquals(202, SchedulerClient.post(master.port(), chunks.field("Mesos-Stream-Id"), "{\"framework_id\":{\"value\":\"" + framework
                    + "\"},\"type\":\"ACCEPT\",\"accept\":{\"offer_ids\":[{\"value\":\"gone\"}],\"operations\":[{\"type\":\"LAUNCH\",\"launch\":{"
                    + "\"task_infos\":[" + String.join(",", tasks) + "]}}]}}").status());
            for (int updates = 0; updates < BURST;) {
                updates += record(chunks.next()).path("type").asText().equals("UPDATE") ? 1 : 0;
            }
        }
    }

    /** A chunk is the decimal length of one record, a line end, and the record. */
    static JsonNode record(byte[] chunk) {
        int end = 0;
        while (chunk[end] != '\n') {
            end++;
        }
        String length = new String(chunk, 0, end, StandardCharsets.US_ASCII);
        assertEquals(chunk.length - end - 1, Integer.parseInt(length), "one chunk, one record");
        String text = new String(Arrays.copyOfRange(chunk, end + 1, chunk.length), StandardCharsets.UTF_8);
        assertFalse(text.contains("\n"), text);
        return Asking.json(text);
    }
}
