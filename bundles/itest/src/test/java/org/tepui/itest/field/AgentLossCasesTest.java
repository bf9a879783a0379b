package org.tepui.itest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.SchedulerClient.Answer;
import org.tepui.itest.process.TepuiProcess;

/** What was met when agents or all masters went away, each under its number. An agent counts as lost after two seconds of silence. */
class AgentLossCasesTest {

    private static final String[] FLAGS = {"--allocation_interval=100ms", "--agent_ping_timeout=1secs", "--max_agent_ping_timeouts=2"};
    private static final String AWARE = info("aware", "\"capabilities\":[{\"type\":\"MULTI_ROLE\"},{\"type\":\"PARTITION_AWARE\"}]");
    private static final String UNAWARE = info("unaware", "\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]");

    @TempDir
    Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private TepuiProcess master;

    private static String info(String name, String capabilities) {
        return "\"user\":\"" + System.getProperty("user.name") + "\",\"name\":\"" + name
                + "\",\"roles\":[\"*\"],\"failover_timeout\":600,\"checkpoint\":true," + capabilities;
    }

    @BeforeEach
    void aMasterRuns() throws Exception {
        master = keep(TepuiProcess.master(folder, FLAGS));
    }

    @AfterEach
    void allEnd() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T keep(T each) {
        open.add(each);
        return each;
    }

    private SchedulerClient subscribe(String info) throws Exception {
        return keep(SchedulerClient.subscribe(master.port(), "{" + info + "}"));
    }

    private SchedulerClient again(String info, String id) throws Exception {
        return subscribe(info + ",\"id\":{\"value\":\"" + id + "\"}");
    }

    /** A task that runs until {@link #go} is called; a framework after the other, so that each takes its part of the agent. */
    private JsonNode run(SchedulerClient client, String task) throws Exception {
        JsonNode offer = client.offer(each -> SchedulerClient.scalar(each, "cpus") >= 0.5);
        assertEquals(202, client.launch(offer, task, "while [ ! -e " + folder.resolve(task) + " ]; do sleep 0.05; done",
                SchedulerClient.scalars("cpus", 0.5, "mem", 64)).status());
        client.update(task, "TASK_RUNNING");
        assertEquals(202, client.call("\"type\":\"SUPPRESS\"").status());
        TepuiProcess.await("its offers to be gone", () -> {
            for (JsonNode each : Asking.framework(master, "frameworks", client.frameworkId()).path("offers")) {
                declineQuietly(client, each.path("id").asText());
            }
            return Asking.framework(master, "frameworks", client.frameworkId()).path("offers").isEmpty();
        });
        return offer.path("agent_id");
    }

    private static void declineQuietly(SchedulerClient client, String offer) {
        try {
            client.call("\"type\":\"DECLINE\",\"decline\":{\"offer_ids\":[{\"value\":\"" + offer + "\"}]}");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void go(String task) throws Exception {
        Files.createFile(folder.resolve(task));
    }

    private void awaitUnreachable() {
        TepuiProcess.await("the agent to be unreachable", () -> Asking.metrics(master).path("master/slaves_unreachable").asDouble() == 1);
    }

    private static Answer reconcile(SchedulerClient client, String task, JsonNode agent) throws Exception {
        return client.call("\"type\":\"RECONCILE\",\"reconcile\":{\"tasks\":[{\"task_id\":{\"value\":\"" + task + "\"},\"agent_id\":"
                + agent + "}]}");
    }

    @Test
    void f13ASchedulerThatWasAwayDuringTheLossLearnsOfItWhenItAsks() throws Exception {
        TepuiProcess agent = keep(TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:256;disk:0"));
        SchedulerClient aware = subscribe(AWARE);
        String awareId = aware.frameworkId();
        JsonNode agentId = run(aware, "a");
        SchedulerClient unaware = subscribe(UNAWARE);
        String unawareId = unaware.frameworkId();
        run(unaware, "u");
        aware.close();
        unaware.close();
        agent.kill();
        awaitUnreachable();

        SchedulerClient back = again(AWARE, awareId);
        back.frameworkId();
        assertEquals(202, reconcile(back, "a", agentId).status());
        JsonNode update = back.update("a", "TASK_UNREACHABLE");
        assertEquals("REASON_RECONCILIATION", update.path("reason").asText());
        assertTrue(update.at("/unreachable_time/nanoseconds").asLong() > 0, update.toString());
        SchedulerClient old = again(UNAWARE, unawareId);
        old.frameworkId();
        assertEquals(202, reconcile(old, "u", agentId).status());
        assertEquals("REASON_RECONCILIATION", old.update("u", "TASK_LOST").path("reason").asText());
    }

    @Test
    void f14ATaskOfAnAgentThatReturnsRunsAgainAndIsNotKilled() throws Exception {
        TepuiProcess agent = keep(TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:256;disk:0"));
        SchedulerClient aware = subscribe(AWARE);
        run(aware, "a");
        SchedulerClient unaware = subscribe(UNAWARE);
        run(unaware, "u");
        agent.pause();
        try {
            awaitUnreachable();
            assertEquals("REASON_SLAVE_REMOVED", aware.update("a", "TASK_UNREACHABLE").path("reason").asText()
                    .replace("AGENT", "SLAVE"));
            unaware.update("u", "TASK_LOST");
        } finally {
            agent.resume();
        }
        for (SchedulerClient client : List.of(aware, unaware)) {
            JsonNode update = client.await("UPDATE", event -> event.at("/update/status/reason").asText()
                    .equals("REASON_AGENT_REREGISTERED")).at("/update/status");
            assertEquals("TASK_RUNNING", update.path("state").asText());
        }
        go("a");
        go("u");
        aware.update("a", "TASK_FINISHED");
        unaware.update("u", "TASK_FINISHED");
    }

    /** Also F79: what the old stream's id is worth after the outage. */
    @Test
    void f85AfterAnOutageOfAllMastersTheFrameworkIsTakenUpAndNothingIsOfferedBeforeItsAgentIsBack() throws Exception {
        TepuiProcess agent = keep(TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:256;disk:0"));
        SchedulerClient client = subscribe(AWARE);
        String id = client.frameworkId();
        run(client, "a");
        agent.pause();
        SchedulerClient back;
        try {
            master.kill();
            TepuiProcess.await("the end of the stream", client::ended);
            master = keep(TepuiProcess.master(folder, master.port(), FLAGS));
            SchedulerClient.awaitRecovery(master.port());
            Answer stale = client.callWith("{\"framework_id\":{\"value\":\"" + id + "\"},\"type\":\"REVIVE\"}", client.streamId());
            assertEquals(400, stale.status());
            assertTrue(stale.body().contains("Framework cannot be found"), stale.body());
            back = again(AWARE, id);
            assertEquals(id, back.frameworkId());
            // Several allocations have passed when another framework was subscribed, offered nothing and has ended.
            SchedulerClient other = subscribe(UNAWARE);
            other.await("HEARTBEAT", event -> true);
            assertEquals(202, other.call("\"type\":\"TEARDOWN\"").status());
            TepuiProcess.await("its end", other::ended);
            assertEquals(List.of(), back.offers());
            assertEquals(List.of(), other.offers());
        } finally {
            agent.resume();
        }
        JsonNode offer = back.offer(each -> true);
        assertEquals(0.5, SchedulerClient.scalar(offer, "cpus"), "without what the task has");
        JsonNode framework = Asking.framework(master, "frameworks", id);
        assertEquals("a", framework.at("/tasks/0/id").asText());
        assertEquals("TASK_RUNNING", framework.at("/tasks/0/state").asText());
        assertFalse(framework.has("completed_tasks") && !framework.path("completed_tasks").isEmpty(), framework.toString());
        go("a");
        back.update("a", "TASK_FINISHED");
    }
}
