package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/**
 * Field case F103: two allocators that stamp what they decide are swapped again and again under a herd. Every plan is made by exactly one, and
 * by the one that the record of swaps names for its epoch.
 */
class OneDecidesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String[] NAMES = {"one", "two"};
    private static final int SWAPS = 100;
    /** What a slow machine has to reach while the load lasts. */
    private static final int SWAPS_MIN = 20;

    @TempDir
    Path folder;
    private TepuiProcess master;

    private record Stamp(String name, long epoch) { }

    private record Reign(String name, long since) { }

    private List<Stamp> stamps() {
        return master.err().lines().filter(line -> line.startsWith("STAMP ")).map(line -> line.split(" "))
                .map(words -> new Stamp(words[1], Long.parseLong(words[2]))).toList();
    }

    private JsonNode get(String path) {
        try {
            return MAPPER.readTree(master.get(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void swap(String name) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + "/tepui/modules"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"action\":\"swap\",\"kind\":\"allocator\",\"names\":[\"" + name + "\"]}")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void f103EveryPlanIsMadeByTheOneAllocatorThatIsInUseAtItsEpoch() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        for (String name : NAMES) {
            Files.write(deploy.resolve(name + ".jar"), SwappedPlugins.stamping(name).bytes());
        }
        try (TepuiProcess started = TepuiProcess.master(folder, "--allocator=one", "--allocation_interval=50ms", "--deploy_dir=" + deploy,
                "--cache_dir=" + folder.resolve("cache"), "--logging_level=WARNING")) {
            master = started;
            int swaps = 0;
            try (TepuiProcess herd = TepuiProcess.start(folder, 0, "herd", "--master=127.0.0.1:" + master.port(), "--agents=50", "--frameworks=5",
                    "--tasks=2", "--task_seconds=0.2", "--seconds=20", "--json")) {
                TepuiProcess.await("tasks", () -> get("/metrics/snapshot").path("master/tasks_finished").asLong() > 0);
                for (; swaps < SWAPS && herd.isAlive(); swaps++) {
                    int before = stamps().size();
                    swap(NAMES[(swaps + 1) % 2]);
                    TepuiProcess.await("a plan", () -> stamps().size() > before || !herd.isAlive());
                }
                assertEquals(0, herd.exitStatus(), () -> herd.out() + herd.err());
                assertTrue(MAPPER.readTree(herd.out()).path("agrees").asBoolean(), herd::out);
            }
            assertTrue(swaps >= SWAPS_MIN, "swaps under load: " + swaps);
            TepuiProcess.await("a stamp for each plan, and a plan for each stamp",
                    () -> stamps().size() == get("/metrics/snapshot").path("allocator/mesos/allocation_runs").asInt());
            check(swaps);
        }
    }

    private void check(int swaps) {
        List<Reign> reigns = new java.util.ArrayList<>(List.of(new Reign("one", 0)));
        get("/tepui/modules").path("changes").forEach(change -> reigns.add(new Reign(change.at("/to/0").asText(), change.path("epoch").asLong())));
        assertEquals(swaps + 1, reigns.size());
        int now = 0;
        for (Stamp stamp : stamps()) {
            // A swap at the epoch of the plan before: the stamp's name tells which side of it this plan is on.
            while (now + 1 < reigns.size() && (stamp.epoch() > reigns.get(now + 1).since()
                    || stamp.epoch() == reigns.get(now + 1).since() && !stamp.name().equals(reigns.get(now).name()))) {
                now++;
            }
            assertEquals(reigns.get(now).name(), stamp.name(), "epoch " + stamp.epoch() + ", reign from " + reigns.get(now).since());
        }
    }
}
