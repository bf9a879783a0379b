package org.tepui.itest.deploy;

import org.tepui.testkit.plugin.PluginJar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** Modules that throw, hang, give null and call back into the master: each is contained, with its outcome to be read, and the master leads on. */
class HostilePluginTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private Path deploy;
    private TepuiProcess master;

    private record Ended(int status, String out, String err) { }

    @BeforeEach
    void folders() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
    }

    @AfterEach
    void end() {
        if (master != null) {
            master.close();
        }
    }

    private void master(String... more) throws IOException {
        List<String> flags = new ArrayList<>(List.of("--allocation_interval=100ms", "--deploy_dir=" + deploy, "--cache_dir="
                + folder.resolve("cache"), "--module_deadline=500ms", "--module_plan_deadline=300ms"));
        flags.addAll(List.of(more));
        master = TepuiProcess.master(folder, flags.toArray(String[]::new));
    }

    private void put(String file, PluginJar jar) throws IOException {
        Files.write(deploy.resolve(file), jar.bytes());
    }

    private Ended modules(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("modules"));
        arguments.addAll(List.of(words));
        arguments.add("--master=127.0.0.1:" + master.port());
        try (TepuiProcess program = TepuiProcess.start(folder, master.port(), arguments.toArray(String[]::new))) {
            return new Ended(program.exitStatus(), program.out(), program.err());
        }
    }

    private Optional<JsonNode> module(String kind, String name) {
        String text = master.get("/tepui/modules");
        try {
            for (JsonNode module : text.isEmpty() ? List.<JsonNode>of() : new ObjectMapper().readTree(text).get("modules")) {
                if (module.get("kind").asText().equals(kind) && module.get("name").asText().equals(name)) {
                    return Optional.of(module);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private void awaitState(String kind, String name, String state) {
        TepuiProcess.await(kind + " " + name + " to be " + state,
                () -> module(kind, name).filter(found -> found.get("state").asText().equals(state)).isPresent());
    }

    private double metric(String name) {
        try {
            return new ObjectMapper().readTree(master.get("/metrics/snapshot")).path(name).asDouble(-1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int status(String path, String principal) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + path));
        if (principal != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(principal.getBytes(StandardCharsets.UTF_8)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void allocatorsThatFailInEveryWayAreTakenOutAndOffersGoOn() throws Exception {
        master();
        try (SchedulerClient scheduler = SchedulerClient.subscribe(master.port(), "{\"user\":\"root\",\"name\":\"s\",\"roles\":[\"*\"],"
                + "\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}");
                TepuiProcess first = TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:128;disk:0")) {
            TepuiProcess.await("the first agent to be offered", () -> scheduler.offers().size() == 1);
            put("bad.jar", HostilePlugins.allocators());
            awaitState("allocator", "throws", "standby");
            Ended refused = modules("swap", "allocator", "throws-start");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("on purpose in start"), refused.err());
            refused = modules("swap", "allocator", "hangs-start");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("did not come back within"), refused.err());
            awaitState("allocator", "hierarchical", "active");
            for (String mode : List.of("throws", "null")) {
                assertEquals(0, modules("swap", "allocator", mode).status());
                awaitState("allocator", mode, "quarantined");
                awaitState("allocator", "hierarchical", "active");
                JsonNode fault = module("allocator", mode).orElseThrow().get("faults").get(0);
                assertEquals(mode.equals("null") ? "gave null" : "threw", fault.get("cause").asText());
                assertTrue(fault.get("input").asText().startsWith("epoch "), fault.toString());
            }
            String listed = modules("list").out();
            assertTrue(listed.contains("allocator throws: quarantined by master: 3 faults within 600 s"), listed);
            assertTrue(listed.contains("at plugin.Bad.act(Bad.java"), listed);
            assertEquals(0, modules("swap", "allocator", "hangs").status());
            TepuiProcess.await("the one that hangs to be thrown out", () -> master.get("/tepui/modules").contains("the planner threw it out"));
            awaitState("allocator", "hierarchical", "active");
            assertEquals("overran", module("allocator", "hangs").orElseThrow().get("faults").get(0).get("cause").asText());
            assertEquals(0, modules("swap", "allocator", "calls").status());
            TepuiProcess.await("what calls back and waits for itself to be thrown out", () -> module("allocator", "hierarchical")
                    .filter(found -> found.get("state").asText().equals("active")).isPresent());
            try (TepuiProcess second = TepuiProcess.agent(folder, master, "--resources=cpus:2;mem:128;disk:0")) {
                TepuiProcess.await("the second agent to be offered", () -> scheduler.offers().size() == 2);
            }
            assertTrue(metric("tepui/modules/threads_abandoned") >= 2);
            assertTrue(metric("tepui/modules/allocator/throws/faults") >= 3);
            assertTrue(metric("tepui/modules/allocator/hierarchical/calls") > 0);
            assertTrue(metric("tepui/modules/allocator/hierarchical/time_ns") > 0);
            Files.delete(deploy.resolve("bad.jar"));
            TepuiProcess.await("the jar to be gone", () -> module("allocator", "throws").isEmpty());
            assertTrue(master.answers("/health"));
        }
    }

    @Test
    void authenticatorsThatFailInEveryWayLetNobodyInAndTheBuiltInTakesTheirPlace() throws Exception {
        Path credentials = Files.writeString(folder.resolve("credentials"), "{\"credentials\":[{\"principal\":\"op\",\"secret\":\"hunter2\"}]}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        master("--authenticate_http_readonly", "--credentials=" + credentials);
        put("bad.jar", HostilePlugins.access());
        for (String mode : List.of("throws", "null", "hangs", "calls")) {
            awaitState("http_authenticator", mode, "standby");
            assertEquals(0, modules("swap", "http_authenticator", mode).status());
            while (module("http_authenticator", mode).orElseThrow().get("state").asText().equals("active")) {
                int status = status("/state", "op:hunter2");
                assertTrue(status == 500 || status == 200, "lets nobody in, until the built-in is back: " + status);
            }
            awaitState("http_authenticator", mode, "quarantined");
            assertEquals(200, status("/state", "op:hunter2"));
            assertEquals(401, status("/state", "op:wrong"));
            assertEquals(401, status("/state", null));
        }
        assertTrue(master.answers("/health"));
    }

    @Test
    void authorizersThatFailInEveryWayAllowNothingAndTheConfiguredOneTakesTheirPlace() throws Exception {
        master("--acls={\"permissive\":true}");
        put("bad.jar", HostilePlugins.access());
        for (String mode : List.of("throws", "null", "throws-later", "hangs-later", "calls")) {
            awaitState("authorizer", mode, "standby");
            assertEquals(0, modules("swap", "authorizer", mode).status());
            // Nobody may look at the modules now: it is seen by the answers.
            boolean wasDenied = false;
            int status;
            do {
                status = status("/metrics/snapshot", null);
                wasDenied |= status == 403;
                assertTrue(status == 403 || status == 200 && wasDenied, mode + ": " + status);
            } while (status != 200);
            awaitState("authorizer", mode, "quarantined");
            awaitState("authorizer", "local", "active");
        }
        assertTrue(modules("release", "authorizer", "throws").out().contains("is released"));
        assertEquals(200, status("/metrics/snapshot", null));
    }

    @Test
    void aRuleThatFailsRefusesEverythingUntilItIsTakenOut() throws Exception {
        master();
        for (String mode : List.of("throws", "hangs", "null")) {
            put("rule.jar", HostilePlugins.rule(mode));
            TepuiProcess.await("the rule to refuse", () -> master.status("/version").equals(Optional.of(500)));
            TepuiProcess.await("the quarantine of the rule that " + mode, () -> {
                master.status("/version");
                return master.err().contains("'" + mode + "' is quarantined; every request is refused");
            });
            assertEquals(Optional.of(500), master.status("/version"));
            Files.delete(deploy.resolve("rule.jar"));
            TepuiProcess.await("an answer without the rule", () -> master.answers("/version"));
        }
        awaitState("allocator", "hierarchical", "active");
    }

    @Test
    void endpointsThatFailAreNotAskedAnyMoreAndOneIsUnloadedWhileItIsCalled() throws Exception {
        master();
        put("bad.jar", HostilePlugins.endpoints());
        for (String mode : List.of("throws", "null", "hangs")) {
            String path = "/bad/" + mode;
            TepuiProcess.await("the endpoint", () -> !master.status(path).equals(Optional.of(404)));
            TepuiProcess.await(path + " to be quarantined", () -> master.status(path).equals(Optional.of(503)));
            awaitState("http_endpoint", mode, "quarantined");
        }
        assertEquals(0, modules("release", "http_endpoint", "hangs").status());
        Thread caller = new Thread(() -> master.status("/bad/hangs"));
        caller.start();
        TepuiProcess.await("the call to be under way", () -> metric("tepui/modules/threads_abandoned") >= 3);
        Files.delete(deploy.resolve("bad.jar"));
        TepuiProcess.await("the endpoint to be gone", () -> master.status("/bad/hangs").equals(Optional.of(404)));
        caller.join();
        assertTrue(master.answers("/health"));
        assertTrue(master.answers("/state"));
    }
}
