package org.tepui.itest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tepui.itest.field.Asking.PLAIN;
import static org.tepui.itest.field.Asking.firstLine;
import static org.tepui.itest.field.Asking.get;
import static org.tepui.itest.field.Asking.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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

    private static JsonNode state() {
        return Asking.state(master);
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
            assertEquals(1.0, Asking.metrics(master).path(stays).asDouble());
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
        assertTrue(attributes.path("cuda").isNumber() && attributes.path("cuda").asDouble() == 9, attributes.toString());
        assertEquals("a", attributes.path("zone").asText());
        assertEquals("[1-2]", attributes.path("ports").asText());
    }

    @Test
    void f60ClusterIsAbsentWithoutItsFlag() {
        assertFalse(state().has("cluster"));
        assertTrue(state().has("leader"));
    }

    @Test
    void f63AFrameworkOverHttpHasNoPidNeitherConnectedNorAwayNorCompleted() throws Exception {
        String info = PLAIN.replace("plain", "pidless") + ",\"failover_timeout\":60";
        String id;
        try (SchedulerClient client = subscribe(info)) {
            id = client.frameworkId();
            TepuiProcess.await("the framework", () -> hasNoPid("frameworks", id, true));
        }
        TepuiProcess.await("it to be away", () -> hasNoPid("frameworks", id, false));
        try (SchedulerClient back = subscribe(info + ",\"id\":{\"value\":\"" + id + "\"}")) {
            assertEquals(202, back.call("\"type\":\"TEARDOWN\"").status());
        }
        TepuiProcess.await("its end", () -> hasNoPid("completed_frameworks", id, false));
    }

    private static boolean hasNoPid(String list, String id, boolean connected) {
        JsonNode framework = Asking.framework(master, list, id);
        assertFalse(framework.has("pid"), framework.toString());
        return framework.has("connected") && framework.path("connected").asBoolean() == connected;
    }

    @Test
    void f65AndF81HeadersOfGoAndErlangPollersAreTaken() throws Exception {
        assertEquals("HTTP/1.1 200 OK", firstLine(master.port(), resource("go-get-with-content-type.http")));
        assertEquals("HTTP/1.1 200 OK", firstLine(master.port(), resource("empty-te-lower-case.http")));
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

    /** In chunks, with names in lower case, as the library sends it. */
    @Test
    void f69ARequestInChunksIsTaken() throws Exception {
        String body = resource("subscribe-nulls.json").strip();
        String half = body.substring(0, body.length() / 2);
        String rest = body.substring(half.length());
        assertEquals("HTTP/1.1 200 OK", firstLine(master.port(), "POST /api/v1/scheduler HTTP/1.1\nhost: x\ncontent-type: application/json\n"
                + "accept: application/json\ntransfer-encoding: chunked\n\n" + Integer.toHexString(half.length()) + "\n" + half + "\n"
                + Integer.toHexString(rest.length()) + "\n" + rest + "\n0\n\n"));
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
