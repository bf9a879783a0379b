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
import org.tepui.itest.process.TepuiProcess;

/** What was met with offers of unusual agents, each under its number, each with a master and an agent of its own. */
class OfferCasesTest {

    @TempDir
    Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private TepuiProcess master;

    @BeforeEach
    void aMasterRuns() throws Exception {
        master = keep(TepuiProcess.master(folder, "--allocation_interval=100ms"));
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

    private SchedulerClient subscribe(String roles, String... capabilities) throws Exception {
        StringBuilder types = new StringBuilder();
        for (String each : capabilities) {
            types.append(",{\"type\":\"").append(each).append("\"}");
        }
        return keep(SchedulerClient.subscribe(master.port(), "{\"user\":\"root\",\"name\":\"offers\",\"roles\":" + roles
                + ",\"capabilities\":[{\"type\":\"MULTI_ROLE\"},{\"type\":\"RESERVATION_REFINEMENT\"}" + types + "]}"));
    }

    /** Ranges of one name in an offer, by the role they are reserved for ({@code *} for none). */
    private static List<String> ports(JsonNode offer) {
        List<String> ports = new ArrayList<>();
        for (JsonNode each : offer.path("resources")) {
            if (each.path("name").asText().equals("ports")) {
                ports.add(each.at("/reservations/0/role").asText("*") + each.at("/ranges/range"));
            }
        }
        ports.sort(null);
        return ports;
    }

    private static String port(int number, String reservation) {
        return "{\"name\":\"ports\",\"type\":\"RANGES\",\"ranges\":{\"range\":[{\"begin\":" + number + ",\"end\":" + number + "}]}"
                + reservation + "}";
    }

    private static String with(String scalars, String more) {
        return scalars.substring(0, scalars.length() - 1) + "," + more + "]";
    }

    @Test
    void f18PortsOfTwoRolesStandSideBySideAndATaskMustNameTheRightOne() throws Exception {
        keep(TepuiProcess.agent(folder, master,
                "--resources=ports(*):[31000-31010,31020-31020];ports(store):[9160-9160];cpus:2;mem:512;disk:0"));
        SchedulerClient client = subscribe("[\"store\"]");
        JsonNode offer = client.offer(each -> true);
        assertEquals(List.of("*[{\"begin\":31000,\"end\":31010},{\"begin\":31020,\"end\":31020}]", "store[{\"begin\":9160,\"end\":9160}]"),
                ports(offer));
        String scalars = SchedulerClient.scalars("cpus", 0.1, "mem", 32);
        assertEquals(202, client.launch(offer, "wrong", "true", with(scalars, port(9160, ""))).status());
        JsonNode refused = client.update("wrong", "TASK_ERROR");
        assertEquals("REASON_TASK_INVALID", refused.path("reason").asText());
        JsonNode next = client.offer(each -> !each.path("id").equals(offer.path("id")));
        assertEquals(202, client.launch(next, "right", "sleep 100", with(scalars,
                port(9160, ",\"reservations\":[{\"type\":\"STATIC\",\"role\":\"store\"}]"))).status());
        client.update("right", "TASK_RUNNING");
        JsonNode agent = Asking.json(master.get("/slaves")).at("/slaves/0");
        assertEquals("[9160-9160, 31000-31010, 31020-31020]", agent.at("/resources/ports").asText(), "the sum");
        assertEquals("[9160-9160]", agent.at("/reserved_resources/store/ports").asText());
        assertEquals("[31000-31010, 31020-31020]", agent.at("/unreserved_resources/ports").asText());
        assertEquals("[9160-9160]", agent.at("/used_resources/ports").asText());
    }

    @Test
    void f21TenTasksOfATenthFitOnOneCpuAndNothingIsLeftOver() throws Exception {
        keep(TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:1024;disk:0"));
        SchedulerClient client = subscribe("[\"*\"]");
        for (int i = 0; i < 10; i++) {
            int seen = i;
            JsonNode offer = client.offer(each -> client.offers().indexOf(each) >= seen);
            Path go = folder.resolve("go-" + i);
            assertEquals(202, client.launch(offer, "tenth-" + i, "while [ ! -e " + go + " ]; do sleep 0.1; done",
                    SchedulerClient.scalars("cpus", 0.1, "mem", 32)).status());
            client.update("tenth-" + i, "TASK_RUNNING");
        }
        assertEquals(1.0, Asking.state(master).at("/slaves/0/used_resources/cpus").asDouble());
        JsonNode left = client.offer(each -> client.offers().indexOf(each) >= 10);
        assertEquals(0.0, SchedulerClient.scalar(left, "cpus"), left.toString());
        assertFalse(left.toString().contains("cpus"), left.toString());
        assertEquals(202, client.call("\"type\":\"DECLINE\",\"decline\":{\"offer_ids\":[" + left.path("id")
                + "],\"filters\":{\"refuse_seconds\":0}}").status());
        for (int i : new int[] {3, 9, 0, 6, 1, 8, 2, 7, 5, 4}) {
            Files.createFile(folder.resolve("go-" + i));
            client.update("tenth-" + i, "TASK_FINISHED");
        }
        TepuiProcess.await("nothing to be used", () -> Asking.state(master).at("/slaves/0/used_resources/cpus").asDouble() == 0);
        assertEquals(1.0, Asking.state(master).at("/slaves/0/resources/cpus").asDouble());
        assertEquals(0.0, Asking.metrics(master).path("master/cpus_used").asDouble());
        TepuiProcess.await("the cpu to be offered, no more and no less", () -> Asking.state(master)
                .at("/slaves/0/offered_resources/cpus").asDouble() == 1.0);
    }

    @Test
    void f54AgentsWithGpusAreHiddenFromFrameworksThatDoNotKnowThem() throws Exception {
        keep(TepuiProcess.agent(folder, master, "--resources=gpus:2;cpus:2;mem:512;disk:0"));
        SchedulerClient unaware = subscribe("[\"*\"]");
        unaware.frameworkId();
        SchedulerClient aware = subscribe("[\"*\"]", "GPU_RESOURCES");
        JsonNode offer = aware.offer(each -> true);
        assertEquals(2.0, SchedulerClient.scalar(offer, "gpus"));
        assertEquals(202, aware.launch(offer, "half", "true", SchedulerClient.scalars("cpus", 0.1, "mem", 32, "gpus", 0.5)).status());
        JsonNode refused = aware.update("half", "TASK_ERROR");
        assertEquals("REASON_TASK_INVALID", refused.path("reason").asText());
        assertTrue(refused.path("message").asText().contains("gpus"), refused.toString());
        assertEquals(List.of(), unaware.offers());
    }

    @Test
    void f54TheFlagShowsGpusToAll() throws Exception {
        TepuiProcess open = keep(TepuiProcess.master(folder, "--allocation_interval=100ms", "--no-filter_gpu_resources"));
        master = open;
        keep(TepuiProcess.agent(folder, open, "--resources=gpus:2;cpus:2;mem:512;disk:0"));
        assertEquals(2.0, SchedulerClient.scalar(subscribe("[\"*\"]").offer(each -> true), "gpus"));
    }
}
