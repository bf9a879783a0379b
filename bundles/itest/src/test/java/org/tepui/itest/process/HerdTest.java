package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many agents and schedulers of one process on a master: what they believe is what it says. */
class HerdTest {

    @TempDir
    Path folder;

    @Test
    void aHerdOfTwoHundredAgentsAndTheMasterAgreeAlsoAfterAllCameBack() throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder);
                TepuiProcess herd = TepuiProcess.start(folder, 0, "herd", "--master=127.0.0.1:" + master.port(), "--agents=200",
                    "--frameworks=5", "--tasks=2", "--seconds=3", "--roles=a,b", "--reregister", "--json")) {
            int status = herd.exitStatus();
            assertEquals(0, status, () -> herd.out() + herd.err());
            JsonNode result = new ObjectMapper().readTree(herd.out());
            assertTrue(result.get("agrees").asBoolean());
            assertEquals(200, result.get("agents").asInt());
            assertEquals(200, result.get("agents_reregistered").asInt());
            assertEquals(0, result.get("calls_refused").asInt(), herd::out);
            assertEquals(0, result.get("surprises").size(), herd::out);
            long running = result.get("tasks_running").asLong();
            assertTrue(running > 0 && running <= 400, herd::out);
            assertEquals(result.get("tasks_launched").asLong(), result.get("tasks_finished").asLong() + running);
            assertEquals(result.get("tasks_launched").asLong(), result.get("accept_to_running_ms").get("count").asLong());
            JsonNode metrics = new ObjectMapper().readTree(master.get("/metrics/snapshot"));
            assertEquals(200, metrics.get("master/slave_registrations").asLong());
            assertTrue(metrics.get("master/messages_reregister_slave").asLong() >= 200);
            // As recorded: only those that were gone are added again.
            assertEquals(0, metrics.get("master/slave_reregistrations").asLong());
            assertEquals(result.get("tasks_finished").asLong(), metrics.get("master/tasks_finished").asLong());
        }
    }

    @Test
    void aHerdWithoutAMasterSaysSoInOneLine() throws Exception {
        int port = TepuiProcess.freePort();
        try (TepuiProcess herd = TepuiProcess.start(folder, 0, "herd", "--master=127.0.0.1:" + port, "--quiet")) {
            assertEquals(1, herd.exitStatus());
            assertEquals("herd: the master at 127.0.0.1:" + port + " does not answer /version: Connection refused\n", herd.err());
        }
    }
}
