package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/**
 * The unpacked distribution under load: the jar of {@code binpack} is dropped in, swapped live, swapped back and removed, and what the herd
 * counted is what the master counted. Prints how long no offer could be made.
 */
class HerdSwapTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int AGENTS = 200;
    private static final int ROOM = 4;
    /** Tasks that have to finish under each policy before the next change. */
    private static final long TASKS_EACH = 300;

    @TempDir
    Path folder;
    private TepuiProcess master;

    private JsonNode get(String path) {
        try {
            return MAPPER.readTree(master.get(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long metric(String name) {
        return get("/metrics/snapshot").path(name).asLong(-1);
    }

    private String stateOf(String allocator) {
        for (JsonNode module : get("/tepui/modules").path("modules")) {
            if (module.path("kind").asText().equals("allocator") && module.path("name").asText().equals(allocator)) {
                return module.path("state").asText();
            }
        }
        return "not there";
    }

    private void swapTo(String allocator, String why) throws Exception {
        try (TepuiProcess swap = TepuiProcess.start(folder, 0, "modules", "swap", "allocator", allocator, "--why=" + why,
                "--master=127.0.0.1:" + master.port())) {
            assertEquals(0, swap.exitStatus(), swap::err);
            assertEquals(allocator + " is in use\n", swap.out());
        }
        assertEquals("active", stateOf(allocator));
    }

    /** Tasks go on being launched and finished under the policy that decides now. */
    private void awaitWork(String policy) {
        long before = metric("master/tasks_finished");
        TepuiProcess.await(TASKS_EACH + " tasks under " + policy, () -> metric("master/tasks_finished") >= before + TASKS_EACH);
    }

    private static void report(JsonNode change) {
        System.out.printf(Locale.ROOT, "Allocator swap under %d agents, to %s: pause %.3f ms, decides from epoch %d%n", AGENTS,
                change.at("/to/0").asText(), change.path("pause_ns").asLong() / 1e6, change.path("epoch").asLong());
    }

    @Test
    void binpackComesDecidesAndGoesWhileTheHerdLoadsTheMasterAndNothingIsLostOrDoubled() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Path jar = deploy.resolve("allocator-binpack.jar");
        try (TepuiProcess started = TepuiProcess.master(folder, "--allocation_interval=100ms", "--deploy_dir=" + deploy,
                "--cache_dir=" + folder.resolve("cache"))) {
            master = started;
            try (TepuiProcess herd = TepuiProcess.start(folder, 0, "herd", "--master=127.0.0.1:" + master.port(), "--agents=" + AGENTS,
                    "--frameworks=5", "--tasks=" + ROOM, "--task_seconds=0.5", "--seconds=20", "--roles=a,b", "--json")) {
                TepuiProcess.await("all agents", () -> metric("master/slaves_active") == AGENTS);
                awaitWork("hierarchical");
                Files.copy(TepuiProcess.DIST.resolve("examples").resolve("allocator-binpack.jar"), jar);
                TepuiProcess.await("binpack to be there", () -> stateOf("binpack").equals("standby"));
                swapTo("binpack", "to pack");
                awaitWork("binpack");
                swapTo("hierarchical", "back");
                awaitWork("hierarchical again");
                Files.delete(jar);
                TepuiProcess.await("binpack to be gone", () -> stateOf("binpack").equals("not there"));
                assertTrue(herd.isAlive(), () -> "the load was over before the last change: " + herd.out() + herd.err());
                assertEquals(0, herd.exitStatus(), () -> herd.out() + herd.err());
                addsUp(MAPPER.readTree(herd.out()));
            }
            changesAreRecorded();
        }
    }

    /** The herd's own checker has compared every agent, framework, offer and task with {@code /state}; here the sums of the whole run. */
    private void addsUp(JsonNode herd) {
        assertTrue(herd.path("agrees").asBoolean(), herd::toString);
        assertEquals(0, herd.path("differences_count").asInt(), herd::toString);
        assertEquals(AGENTS, herd.path("agents").asInt(), herd::toString);
        assertEquals(0, herd.path("calls_refused").asInt(), herd::toString);
        assertEquals(0, herd.path("surprises").size(), herd::toString);
        assertEquals(0, herd.path("tasks_ended_otherwise").asLong(), herd::toString);
        long launched = herd.path("tasks_launched").asLong();
        long finished = herd.path("tasks_finished").asLong();
        assertEquals(launched, finished + herd.path("tasks_running").asLong(), herd::toString);
        assertEquals(finished, metric("master/tasks_finished"));
        for (String lost : List.of("tasks_lost", "tasks_dropped", "tasks_error", "tasks_failed", "tasks_unreachable", "tasks_gone")) {
            assertEquals(0, Math.max(0, metric("master/" + lost)), lost);
        }
        assertEquals(0, metric("master/outstanding_offers"));
    }

    private void changesAreRecorded() {
        JsonNode changes = get("/tepui/modules").path("changes");
        assertEquals(2, changes.size(), changes::toString);
        for (int i = 0; i < 2; i++) {
            JsonNode change = changes.get(i);
            assertTrue(change.path("done").asBoolean(), change::toString);
            assertEquals("a client of this machine", change.path("who").asText());
            assertEquals(i == 0 ? "to pack" : "back", change.path("why").asText());
            assertTrue(change.path("epoch").asLong() > 0, change::toString);
            assertTrue(change.path("pause_ns").asLong() > 0, change::toString);
            report(change);
        }
        assertTrue(changes.get(1).path("epoch").asLong() > changes.get(0).path("epoch").asLong(), changes::toString);
    }
}
