package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** Hooks of bundles label tasks that really run, and are swapped and taken away meanwhile; a manifest names them and an anonymous module. */
class HookTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TASKS = 40;

    @TempDir
    Path folder;

    private final Set<String> used = new HashSet<>();
    private TepuiProcess master;
    private TepuiProcess agent;

    private String manifest() {
        return "{\"libraries\":[{\"name\":\"hook-team-label\",\"modules\":[{\"name\":\"team-label\",\"parameters\":"
                + "[{\"key\":\"key\",\"value\":\"owner\"}]}]},{\"file\":\"" + TepuiProcess.DIST.resolve("examples/anonymous-heartbeat-file.jar")
                + "\",\"modules\":[{\"name\":\"heartbeat-file\",\"parameters\":[{\"key\":\"file\",\"value\":\"" + folder.resolve("beat")
                + "\"},{\"key\":\"millis\",\"value\":\"20\"}]}]}]}";
    }

    private JsonNode swap(String names) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + "/tepui/modules"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"action\":\"swap\",\"kind\":\"hook\",\"names\":[" + names + "]}")).build();
        return JSON.readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private JsonNode module(String name) {
        try {
            for (JsonNode module : JSON.readTree(master.get("/tepui/modules")).path("modules")) {
                if (module.path("name").asText().equals(name)) {
                    return module;
                }
            }
            return JSON.createObjectNode();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Labels of every task that the agent was given, as {@code key=value}. */
    private Map<String, List<String>> labels() throws IOException {
        Map<String, List<String>> labels = new TreeMap<>();
        JsonNode state = JSON.readTree(agent.get("/slave(1)/state"));
        List<JsonNode> tasks = new ArrayList<>();
        for (String key : List.of("frameworks", "completed_frameworks")) {
            state.path(key).forEach(framework -> {
                framework.path("completed_tasks").forEach(tasks::add);
                framework.path("executors").forEach(executor -> executor.path("tasks").forEach(tasks::add));
            });
        }
        for (JsonNode task : tasks) {
            List<String> mine = new ArrayList<>();
            task.path("labels").forEach(label -> mine.add(label.path("key").asText() + "=" + label.path("value").asText()));
            labels.put(task.path("id").asText(), mine);
        }
        return labels;
    }

    private void launch(SchedulerClient scheduler, String task) throws IOException {
        JsonNode offer = scheduler.offer(any -> !used.contains(any.at("/id/value").asText()) && SchedulerClient.scalar(any, "cpus") >= 0.1
                && SchedulerClient.scalar(any, "mem") >= 32);
        used.add(offer.at("/id/value").asText());
        assertEquals(202, scheduler.launch(offer, task, "sleep 1000", SchedulerClient.scalars("cpus", 0.1, "mem", 32)).status());
    }

    private static void kill(SchedulerClient scheduler, String task) throws IOException {
        assertEquals(202, scheduler.call("\"type\":\"KILL\",\"kill\":{\"task_id\":{\"value\":\"" + task + "\"}}").status());
    }

    @Test
    void tasksAreLabelledByWhoeverIsSeatedAndNoKillOvertakesItsTask() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        try (TepuiProcess started = TepuiProcess.master(folder, "--allocation_interval=50ms", "--deploy_dir=" + deploy, "--cache_dir="
                + folder.resolve("cache"), "--modules=" + manifest(), "--hooks=team-label")) {
            master = started;
            TepuiProcess.await("the hook to be in use", () -> module("team-label").path("state").asText().equals("active"));
            assertEquals("active", module("heartbeat-file").path("state").asText());
            assertFalse(master.get("/flags").contains("owner"), "values of parameters may be secrets");
            String beat = Files.readString(folder.resolve("beat"));
            TepuiProcess.await("the heart to beat", () -> !read(folder.resolve("beat")).equals(beat));
            try (SchedulerClient scheduler = SchedulerClient.subscribe(master.port(), "{\"user\":\"root\",\"name\":\"s\",\"roles\":[\"shop/web\"],"
                    + "\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}");
                    TepuiProcess first = TepuiProcess.agent(folder, master, "--resources=cpus:2;mem:512;disk:0")) {
                agent = first;
                launchAndKillWhileHooksChange(scheduler, deploy);
            }
        }
    }

    private void launchAndKillWhileHooksChange(SchedulerClient scheduler, Path deploy) throws Exception {
        for (int i = 0; i < TASKS; i++) {
            switch (i) {
                case 10 -> {
                    Files.write(deploy.resolve("stamp.jar"), Plugins.hook("stamp", "one").bytes());
                    TepuiProcess.await("the second hook", () -> module("stamp").path("state").asText().equals("standby"));
                    assertTrue(swap("\"team-label\",\"stamp\"").path("done").asBoolean());
                }
                case 20 -> assertTrue(swap("\"stamp\"").path("done").asBoolean());
                case 30 -> {
                    Files.delete(deploy.resolve("stamp.jar"));
                    TepuiProcess.await("the hook to be gone", () -> module("stamp").isMissingNode() || module("stamp").isEmpty());
                }
                case 35 -> assertTrue(swap("\"team-label\"").path("done").asBoolean());
                default -> { }
            }
            launch(scheduler, "t" + i);
            kill(scheduler, "t" + i);
            scheduler.update("t" + i, "TASK_KILLED");
        }
        Map<String, List<String>> labels = labels();
        assertEquals(TASKS, labels.size());
        for (int i = 0; i < TASKS; i++) {
            List<String> expected = i < 10 ? List.of("owner=shop") : i < 20 ? List.of("owner=shop", "stamp=one")
                    : i < 30 ? List.of("stamp=one") : i < 35 ? List.of() : List.of("owner=shop");
            assertEquals(expected, labels.get("t" + i), "t" + i);
        }
        assertFalse(master.get("/state").contains("\"owner\""), "the master keeps the labels of the scheduler");
        try (TepuiProcess program = TepuiProcess.start(folder, 0, "modules", "swap", "hook", "", "--master=127.0.0.1:" + master.port())) {
            assertEquals(0, program.exitStatus(), program.err());
            assertEquals("no hook is in use\n", program.out());
        }
        assertEquals("standby", module("team-label").path("state").asText());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
