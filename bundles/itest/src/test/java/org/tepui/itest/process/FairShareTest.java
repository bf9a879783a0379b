package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what when several roles want all. */
class FairShareTest {

    @TempDir
    Path folder;

    @Test
    void threeRolesGetAShareEachAndTheFourthAgentGoesToOneOfThem() throws Exception {
        List<AutoCloseable> all = new ArrayList<>();
        try {
            TepuiProcess master = TepuiProcess.master(folder, "--allocation_interval=100ms");
            all.add(master);
            for (String role : List.of("a", "b", "c")) {
                all.add(SchedulerClient.subscribe(master.port(), "{\"user\":\"root\",\"name\":\"" + role + "\",\"roles\":[\"" + role
                        + "\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}"));
            }
            for (int i = 0; i < 4; i++) {
                all.add(TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:128;disk:0"));
            }
            try {
                TepuiProcess.await("all four agents to be offered", () -> total(master) == 4);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + ": " + shares(master) + "; " + refusals(all), e);
            }
            List<Double> shares = shares(master);
            assertEquals(List.of(1.0, 1.0, 2.0), shares.stream().sorted().toList(), () -> refusals(all) + "\n" + master.err());
        } finally {
            for (int i = all.size() - 1; i >= 0; i--) {
                all.get(i).close();
            }
        }
    }

    private static List<String> refusals(List<AutoCloseable> all) {
        List<String> refusals = new ArrayList<>();
        for (AutoCloseable each : all) {
            if (each instanceof SchedulerClient client) {
                refusals.add(client.status() + " " + client.refusal());
            }
        }
        return refusals;
    }

    private static double total(TepuiProcess master) {
        return shares(master).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Offered cpus of each framework. */
    private static List<Double> shares(TepuiProcess master) {
        try {
            List<Double> out = new ArrayList<>();
            for (JsonNode framework : new ObjectMapper().readTree(master.get("/state")).path("frameworks")) {
                out.add(framework.at("/offered_resources/cpus").asDouble());
            }
            return out;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
