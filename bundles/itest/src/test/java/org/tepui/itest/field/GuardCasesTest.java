package org.tepui.itest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** What was met with what guards a cluster, rules and limits, each under its number, with real agents and a master of its own each. */
class GuardCasesTest {

    @TempDir
    Path folder;

    private static double metric(TepuiProcess master, String name) {
        return Asking.metrics(master).path(name).asDouble(-1);
    }

    private TepuiProcess agent(TepuiProcess master) throws IOException {
        return TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:64;disk:0");
    }

    /** Under the flag's old name. One agent is killed, another too, a third only falls silent and comes back. */
    @Test
    void f30AgentsThatWaitForTheRemovalLimitAreSeenWithTheTimeLeftAndAPongTakesOneOut() throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder, "--slave_removal_rate_limit=1/20mins", "--agent_ping_timeout=1secs",
                "--max_agent_ping_timeouts=2"); TepuiProcess first = agent(master); TepuiProcess second = agent(master);
                TepuiProcess third = agent(master)) {
            first.kill();
            TepuiProcess.await("the first to be unreachable", () -> metric(master, "master/slaves_unreachable") == 1);
            second.kill();
            third.pause();
            TepuiProcess.await("two that wait", () -> metric(master, "tepui/agents_waiting_unreachable") == 2);
            double next = metric(master, "tepui/agents_waiting_unreachable_next_secs");
            double last = metric(master, "tepui/agents_waiting_unreachable_last_secs");
            assertTrue(next > 600 && next <= 1200, "the next in " + next + " s");
            assertTrue(last > next + 600 && last <= 2400, "the last in " + last + " s");
            assertEquals(3, metric(master, "master/slave_unreachable_scheduled"));
            assertEquals(1, metric(master, "master/slaves_unreachable"));
            third.resume();
            TepuiProcess.await("the third to be taken out", () -> metric(master, "tepui/agents_waiting_unreachable") == 1);
            assertEquals(1, metric(master, "master/slave_unreachable_canceled"));
            assertEquals(1, metric(master, "master/slave_unreachable_completed"));
            assertEquals(2, Asking.state(master).path("slaves").size(), "who waits is still listed");
            assertTrue(third.isAlive());
        }
    }

    /** Closed rules; the framework authenticates and leaves its principal out. */
    @Test
    void f48ThePrincipalThatAuthenticatedIsFilledInAndThenTheRulesDecide() throws Exception {
        Path credentials = Files.writeString(folder.resolve("credentials"),
                "{\"credentials\":[{\"principal\":\"store\",\"secret\":\"secret-b\"}]}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        Path acls = Files.writeString(folder.resolve("acls"), Asking.resource("acls-closed.json"));
        String store = "Basic " + Base64.getEncoder().encodeToString("store:secret-b".getBytes(StandardCharsets.UTF_8));
        try (TepuiProcess master = TepuiProcess.master(folder, "--credentials=" + credentials, "--authenticate_http_frameworks",
                "--http_framework_authenticators=basic", "--acls=file://" + acls)) {
            for (String role : new String[] {"store", "store/db"}) {
                try (SchedulerClient client = subscribe(master, role, store)) {
                    assertTrue(!client.frameworkId().isEmpty());
                    // Rules hide frameworks from readers here; only their operators see them.
                    assertEquals(0, Asking.state(master).path("frameworks").size());
                }
            }
            for (String role : new String[] {"other", "storeroom", "stor"}) {
                try (SchedulerClient client = subscribe(master, role, store)) {
                    JsonNode error = client.await("ERROR", event -> true).at("/error/message");
                    assertTrue(error.asText().startsWith("Not authorized"), role + ": " + error);
                }
            }
            try (SchedulerClient client = subscribe(master, "store", "Basic bm9ib2R5Ong=")) {
                assertEquals(401, client.status());
            }
        }
    }

    private static SchedulerClient subscribe(TepuiProcess master, String role, String access) {
        String call = "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"store\",\"name\":\"n\",\"roles\":[\"" + role
                + "\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}}}";
        SchedulerClient[] made = new SchedulerClient[1];
        TepuiProcess.await("the recovery of the master", () -> {
            try {
                made[0] = SchedulerClient.subscribeWith(master.port(), call, "Authorization", access);
                return made[0].status() != 503;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return made[0];
    }
}
