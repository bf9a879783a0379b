package org.tepui.itest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.SchedulerClient.Answer;
import org.tepui.itest.process.TepuiProcess;

/** What clients and operators met in real life, each under its number, against one master and one agent. */
class FieldCasesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PLAIN = "\"user\":\"root\",\"name\":\"plain\",\"roles\":[\"*\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]";

    @TempDir
    static Path folder;
    private static TepuiProcess master;
    private static TepuiProcess agent;

    @BeforeAll
    static void aMasterAndAnAgentRun() throws Exception {
        master = TepuiProcess.master(folder, "--allocation_interval=100ms", "--offer_timeout=3secs", "--roles=*,store");
        agent = TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:128;disk:0;ports:[9000-9009]",
                "--attributes=rack:106;cuda:9.0;zone:a;ports:[1-2]");
    }

    @AfterAll
    static void theyEnd() {
        agent.close();
        master.close();
    }

    private static SchedulerClient subscribe(String frameworkInfo) throws IOException {
        return SchedulerClient.subscribe(master.port(), "{" + frameworkInfo + "}");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FieldCasesTest.class.getResourceAsStream("/field/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode state() {
        try {
            return MAPPER.readTree(master.get("/state"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode metrics() throws IOException {
        return MAPPER.readTree(master.get("/metrics/snapshot"));
    }

    private static Answer get(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        int code = connection.getResponseCode();
        try (InputStream in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(code, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String firstLine(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", master.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.replace("\r", "").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }

    @Test
    void f02RetiredNamesAreNotFound() throws Exception {
        for (String path : new String[] {"/state.json", "/master/state.json", "/master/slaves.json", "/stats.json"}) {
            assertEquals(new Answer(404, "404 Not Found."), get(master.port(), path), path);
        }
    }

    @Test
    void f08FrameworksOfOneNameAreTwo() throws Exception {
        try (SchedulerClient one = subscribe(PLAIN.replace("plain", "twin")); SchedulerClient two = subscribe(PLAIN.replace("plain", "twin"))) {
            assertNotEquals(one.frameworkId(), two.frameworkId());
            String gone = "master/frameworks/twin/" + one.frameworkId() + "/subscribed";
            String stays = "master/frameworks/twin/" + two.frameworkId() + "/subscribed";
            TepuiProcess.await("both gauges", () -> {
                String all = master.get("/metrics/snapshot");
                return all.contains(gone) && all.contains(stays);
            });
            assertEquals(202, one.call("\"type\":\"TEARDOWN\"").status());
            TepuiProcess.await("the end of one", one::ended);
            assertFalse(two.ended());
            assertEquals(1.0, metrics().path(stays).asDouble());
        }
    }

    @Test
    void f09AFrameworkThatComesBackTooLateIsToldTheExactWords() throws Exception {
        String id;
        try (SchedulerClient first = subscribe(PLAIN + ",\"failover_timeout\":0.5")) {
            id = first.frameworkId();
        }
        TepuiProcess.await("the removal", () -> {
            for (JsonNode each : state().path("completed_frameworks")) {
                if (each.path("id").asText().equals(id)) {
                    return true;
                }
            }
            return false;
        });
        try (SchedulerClient late = subscribe(PLAIN + ",\"id\":{\"value\":\"" + id + "\"}")) {
            assertEquals(200, late.status());
            assertEquals("Framework has been removed", late.await("ERROR", event -> true).at("/error/message").asText());
            TepuiProcess.await("the end of the stream", late::ended);
        }
    }

    @Test
    void f16AnOfferKeptTooLongIsRescindedAndItsTasksAreLost() throws Exception {
        try (SchedulerClient client = subscribe(PLAIN)) {
            JsonNode offer = client.offer(each -> true);
            String id = offer.at("/id/value").asText();
            client.await("RESCIND", event -> event.at("/rescind/offer_id/value").asText().equals(id));
            assertEquals(202, client.launch(offer, "late", "true", SchedulerClient.scalars("cpus", 0.5, "mem", 32)).status());
            JsonNode update = client.update("late", "TASK_LOST");
            assertEquals("REASON_INVALID_OFFERS", update.path("reason").asText());
            assertEquals("SOURCE_MASTER", update.path("source").asText());
            JsonNode again = client.offer(each -> !each.at("/id/value").asText().equals(id));
            assertEquals(1.0, SchedulerClient.scalar(again, "cpus"), "nothing is used up");
        }
    }

    @Test
    void f19AFrameworkOfTheOldFormSeesAndSendsTheOldForm() throws Exception {
        try (SchedulerClient client = subscribe("\"user\":\"root\",\"name\":\"old\"")) {
            JsonNode offer = client.offer(each -> true);
            assertFalse(offer.has("allocation_info"), offer.toString());
            for (JsonNode each : offer.path("resources")) {
                assertFalse(each.has("allocation_info"), each.toString());
                assertEquals("*", each.path("role").asText(), each.toString());
            }
            assertEquals(202, client.launch(offer, "old-1", "true",
                    SchedulerClient.scalars("cpus", 0.5, "mem", 32).replace("\"type\"", "\"role\":\"*\",\"type\"")).status());
            client.update("old-1", "TASK_FINISHED");
        }
    }

    @Test
    void f49ARoleOutsideTheListIsRefusedWithItsName() throws Exception {
        try (SchedulerClient client = subscribe("\"user\":\"root\",\"name\":\"logs\",\"role\":\"logs\"")) {
            String message = client.await("ERROR", event -> true).at("/error/message").asText();
            assertTrue(message.contains("logs") && message.contains("--roles"), message);
        }
    }

    @Test
    void f56HealthIsAnsweredUnderTheNamesOfTheProcesses() throws Exception {
        assertEquals(new Answer(200, ""), get(master.port(), "/master/health"));
        assertEquals(new Answer(200, ""), get(agent.port(), "/slave(1)/health"));
        assertEquals(new Answer(200, ""), get(agent.port(), "/slave%281%29/health"));
    }

    @Test
    void f59AttributesKeepTheirTypes() throws Exception {
        JsonNode attributes = state().at("/slaves/0/attributes");
        assertTrue(attributes.path("rack").isNumber() && attributes.path("rack").asDouble() == 106, attributes.toString());
        assertTrue(attributes.path("cuda").isTextual() || attributes.path("cuda").isNumber(), attributes.toString());
        assertEquals("a", attributes.path("zone").asText());
        assertEquals("[1-2]", attributes.path("ports").asText());
    }

    @Test
    void f60ClusterIsAbsentWithoutItsFlag() {
        assertFalse(state().has("cluster"));
        assertTrue(state().has("leader"));
    }

    @Test
    void f63AFrameworkOverHttpHasNoPid() throws Exception {
        try (SchedulerClient client = subscribe(PLAIN.replace("plain", "pidless"))) {
            client.frameworkId();
            TepuiProcess.await("the framework in the state", () -> state().path("frameworks").toString().contains("pidless"));
            for (JsonNode each : state().path("frameworks")) {
                assertFalse(each.has("pid"), each.toString());
            }
        }
    }

    @Test
    void f65AndF81HeadersOfGoAndErlangPollersAreTaken() throws Exception {
        assertEquals("HTTP/1.1 200 OK", firstLine(resource("go-get-with-content-type.http")));
        assertEquals("HTTP/1.1 200 OK", firstLine(resource("empty-te-lower-case.http").replace("/frameworks", "/state")));
    }

    @Test
    void f67LineEndsInNamesNeverBreakTheFraming() throws Exception {
        String odd = "l1\\nl2\\r\\t\\u2028\\ud83d\\ude00";
        try (SchedulerClient client = subscribe(PLAIN)) {
            JsonNode offer = client.offer(each -> true);
            String id = "{\"value\":\"odd\"}";
            assertEquals(202, client.call("\"type\":\"ACCEPT\",\"accept\":{\"offer_ids\":[" + offer.get("id")
                    + "],\"operations\":[{\"type\":\"LAUNCH\",\"launch\":{\"task_infos\":[{\"name\":\"" + odd + "\",\"task_id\":" + id
                    + ",\"agent_id\":" + offer.get("agent_id") + ",\"labels\":{\"labels\":[{\"key\":\"" + odd + "\",\"value\":\"" + odd
                    + "\"}]},\"command\":{\"value\":\"true\",\"environment\":{\"variables\":[{\"name\":\"ODD\",\"value\":\"" + odd
                    + "\"}]}},\"resources\":" + SchedulerClient.scalars("cpus", 0.1, "mem", 32) + "}]}}]}").status());
            client.update("odd", "TASK_FINISHED");
            assertFalse(client.ended(), client.refusal());
        }
        assertTrue(state().toString().contains("l1\\nl2\\r\\t"), "the name is kept");
    }

    @Test
    void f69NullIsAbsent() throws Exception {
        try (SchedulerClient client = SchedulerClient.subscribeWith(master.port(), resource("subscribe-nulls.json"))) {
            assertEquals(200, client.status(), client.refusal());
            assertEquals(202, client.call("\"type\":\"TEARDOWN\"").status());
        }
    }

    @Test
    void f71TheV0KeyOfAnAgentIsAMissingFieldAndTheOfferStays() throws Exception {
        try (SchedulerClient client = subscribe(PLAIN)) {
            JsonNode offer = client.offer(each -> true);
            Answer answer = client.callWith(resource("accept-slave_id.json").replace("@FRAMEWORK@", client.frameworkId())
                    .replace("@OFFER@", offer.at("/id/value").asText()).replace("@AGENT@", offer.at("/agent_id/value").asText())
                    .replace("@N@", "1"), client.streamId());
            assertEquals(400, answer.status());
            assertTrue(answer.body().contains("agent_id"), answer.body());
            assertEquals(202, client.launch(offer, "right", "true", SchedulerClient.scalars("cpus", 0.5, "mem", 32)).status());
            client.update("right", "TASK_FINISHED");
        }
    }

    @Test
    void f72UnknownKeysAreIgnoredAndShownNowhere() throws Exception {
        try (SchedulerClient client = SchedulerClient.subscribeWith(master.port(), resource("subscribe-extra-keys.json"))) {
            client.frameworkId();
            TepuiProcess.await("the framework in the state", () -> state().path("frameworks").toString().contains("extra keys"));
            assertFalse(master.get("/state").contains("secret-b"));
            assertFalse(master.err().contains("secret-b"));
            assertEquals(202, client.call("\"type\":\"TEARDOWN\"").status());
        }
    }

    @Test
    void f79AStreamIdOnASubscribeIsRefusedAndAStaleOneNamesBoth() throws Exception {
        try (SchedulerClient refused = SchedulerClient.subscribeWith(master.port(),
                "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{" + PLAIN + "}}}", "Mesos-Stream-Id", "of-old")) {
            assertEquals(400, refused.status());
            assertTrue(refused.refusal().contains("should not include"), refused.refusal());
        }
        try (SchedulerClient client = subscribe(PLAIN)) {
            Answer answer = client.callWith("{\"framework_id\":{\"value\":\"" + client.frameworkId() + "\"},\"type\":\"REVIVE\"}", "of-old");
            assertEquals(400, answer.status());
            assertTrue(answer.body().contains("of-old") && answer.body().contains(client.frameworkId()), answer.body());
        }
    }

    @Test
    void f80ASecondStreamEndsTheFirst() throws Exception {
        try (SchedulerClient first = subscribe(PLAIN + ",\"failover_timeout\":60")) {
            first.offer(each -> true);
            try (SchedulerClient second = subscribe(PLAIN + ",\"failover_timeout\":60,\"id\":{\"value\":\"" + first.frameworkId() + "\"}")) {
                assertEquals("Framework failed over", first.await("ERROR", event -> true).at("/error/message").asText());
                TepuiProcess.await("the end of the first", first::ended);
                assertEquals(first.frameworkId(), second.frameworkId());
                assertEquals(1.0, SchedulerClient.scalar(second.offer(each -> true), "cpus"));
                assertEquals(202, second.call("\"type\":\"TEARDOWN\"").status());
            }
        }
    }
}
