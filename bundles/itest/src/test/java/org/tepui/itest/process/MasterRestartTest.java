package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that dies and comes back on its port. */
class MasterRestartTest {

    @TempDir
    Path folder;

    @Test
    void theAgentComesBackWithItsTaskAndTheTaskFinishes() throws Exception {
        int port = TepuiProcess.freePort();
        Path go = folder.resolve("go");
        String info = "{\"user\":\"" + System.getProperty("user.name") + "\",\"name\":\"restart\",\"failover_timeout\":600,"
                + "\"checkpoint\":true,\"capabilities\":[{\"type\":\"PARTITION_AWARE\"}]";
        TepuiProcess first = TepuiProcess.master(folder, port, "--allocation_interval=100ms");
        try (TepuiProcess agent = TepuiProcess.agent(folder, first, "--resources=cpus:1;mem:256;disk:256")) {
            String id;
            try (SchedulerClient scheduler = SchedulerClient.subscribe(port, info + "}")) {
                id = scheduler.frameworkId();
                JsonNode offer = scheduler.offer(each -> true);
                assertEquals(202, scheduler.launch(offer, "waits", "while [ ! -e " + go + " ]; do sleep 0.05; done",
                        SchedulerClient.scalars("cpus", 0.5, "mem", 32)).status());
                scheduler.update("waits", "TASK_RUNNING");
                first.kill();
                TepuiProcess.await("the end of the stream", scheduler::ended);
            }
            try (TepuiProcess second = TepuiProcess.master(folder, port, "--allocation_interval=100ms");
                    SchedulerClient back = subscribeAgain(second, info + ",\"id\":{\"value\":\"" + id + "\"}}")) {
                assertEquals(id, back.frameworkId());
                ObjectMapper mapper = new ObjectMapper();
                TepuiProcess.await("the task in /state", () -> {
                    String state = second.get("/state");
                    try {
                        return mapper.readTree(state).at("/frameworks/0/tasks/0/id").asText().equals("waits");
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                Files.createFile(go);
                back.update("waits", "TASK_FINISHED");
                assertTrue(second.isAlive() && agent.isAlive());
            }
        } finally {
            first.close();
        }
    }

    /** A master that has just started may not lead yet: 503. */
    private static SchedulerClient subscribeAgain(TepuiProcess master, String info) throws Exception {
        TepuiProcess.await("the lead", () -> master.get("/state").contains("\"leader\":\"master@"));
        return SchedulerClient.subscribe(master.port(), info);
    }
}
