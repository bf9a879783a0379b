package org.tepui.itest.process;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that wants to know who everybody is, with real agents and execute. */
class AccessTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String OPERATOR = basic("op", "op-hunter2");
    private static final String FRAMEWORK = basic("fw", "fw-hunter2");

    @TempDir
    Path folder;
    private TepuiProcess master;

    @BeforeEach
    void aGuardedMaster() throws Exception {
        master = start(TepuiProcess.freePort());
    }

    @AfterEach
    void ends() {
        master.close();
    }

    private TepuiProcess start(int port) throws IOException {
        Path credentials = secret("credentials", "{\"credentials\": [{\"principal\": \"op\", \"secret\": \"op-hunter2\"},"
                + "{\"principal\": \"agent\", \"secret\": \"agent-hunter2\"}, {\"principal\": \"fw\", \"secret\": \"fw-hunter2\"}]}");
        TepuiProcess started = TepuiProcess.master(folder, port, "--credentials=" + credentials, "--authenticate_agents",
                "--authenticate_frameworks", "--authenticate_http_readonly", "--authenticate_http_readwrite",
                "--authenticate_http_frameworks", "--http_framework_authenticators=basic", "--allocation_interval=100ms");
        TepuiProcess.await("the recovery of the master", () -> revive(started.port()) < 500);
        return started;
    }

    private static int revive(int port) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/scheduler")).header("Authorization", FRAMEWORK)
                .header("Content-Type", "application/json").header("Mesos-Stream-Id", "none").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\"nobody\"}}")).build()).statusCode();
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private TepuiProcess agent(String... more) throws IOException {
        int port = TepuiProcess.freePort();
        List<String> arguments = new java.util.ArrayList<>(List.of("agent", "--master=127.0.0.1:" + master.port(), "--ip=127.0.0.1",
                "--port=" + port, "--hostname=localhost", "--work_dir=" + Files.createTempDirectory(folder, "work"), "--resources=cpus:1;mem:256",
                "--registration_backoff_factor=100ms"));
        arguments.addAll(List.of(more));
        return TepuiProcess.start(folder, port, arguments.toArray(String[]::new));
    }

    private TepuiProcess execute(String... more) throws IOException {
        List<String> arguments = new java.util.ArrayList<>(List.of("execute", "--master=127.0.0.1:" + master.port(), "--name=hello",
                "--command=echo hi", "--resources=cpus:0.1;mem:32"));
        arguments.addAll(List.of(more));
        return TepuiProcess.start(folder, 0, arguments.toArray(String[]::new));
    }

    private static String basic(String principal, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((principal + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    private JsonNode json(String path) {
        try {
            HttpResponse<String> answer = get(path, "Authorization", OPERATOR);
            assertEquals(200, answer.statusCode(), path);
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private double metric(String name) {
        return json("/metrics/snapshot").path(name).asDouble(-1);
    }

    private int agents() {
        return json("/state").path("slaves").size();
    }

    /** Field case F03. */
    @Test
    void readersWithoutCredentialsAreToldSoAndCountedWhileHealthStaysOpen() {
        HttpResponse<String> refused = get("/state");
        assertEquals(401, refused.statusCode());
        assertEquals("Basic realm=\"mesos-master-readonly\"", refused.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals("401 Unauthorized.", refused.body());
        assertEquals(401, get("/state", "Authorization", "Basic !!!").statusCode());
        assertEquals(401, get("/state", "Authorization", basic("op", "wrong")).statusCode());
        assertEquals(200, get("/health").statusCode());
        assertEquals(200, get("/version").statusCode());
        assertEquals(200, get("/state", "Authorization", OPERATOR).statusCode());
        assertEquals(3.0, metric("tepui/access/mesos-master-readonly/refused"));
        assertEquals(1.0, metric("tepui/access/mesos-master-readonly/missing"));
        assertEquals(1.0, metric("tepui/access/mesos-master-readonly/malformed"));
        assertEquals(1.0, metric("tepui/access/mesos-master-readonly/wrong"));
        assertFalse(master.err().contains("Exception"), master.err());
    }

    @Test
    void theRightAgentRegistersAndRunsATaskOfTheRightFramework() throws Exception {
        try (TepuiProcess agent = agent("--credential=" + secret("agent", "{\"principal\": \"agent\", \"secret\": \"agent-hunter2\"}"))) {
            TepuiProcess.await("the registration of the agent", () -> agents() == 1);
            try (TepuiProcess right = execute("--principal=fw", "--secret=fw-hunter2")) {
                assertEquals(0, right.exitStatus(), right.out() + right.err());
            }
            try (TepuiProcess wrong = execute("--principal=fw", "--secret=no"); TepuiProcess none = execute()) {
                assertEquals(1, wrong.exitStatus());
                assertTrue(wrong.err().contains("401"), wrong.err());
                assertEquals(1, none.exitStatus());
                assertTrue(none.err().contains("401"), none.err());
            }
            // A new master knows nobody: the agent has to authenticate again.
            int port = master.port();
            master.kill();
            master.close();
            master = start(port);
            TepuiProcess.await("the return of the agent", () -> agents() == 1);
            assertEquals(1.0, metric("tepui/access/peers/completed"));
            String all = master.out() + master.err() + agent.out() + agent.err() + json("/state") + json("/flags") + json("/frameworks")
                    + get("/startup").body();
            assertFalse(all.contains("hunter2"), "a secret was told");
        }
    }

    @Test
    void anAgentWithAWrongSecretEndsAndOneWithoutACredentialIsNotTaken() throws Exception {
        try (TepuiProcess wrong = agent("--credential=" + secret("wrong", "{\"principal\": \"agent\", \"secret\": \"no\"}"));
                TepuiProcess none = agent()) {
            assertEquals(1, wrong.exitStatus());
            assertTrue(wrong.err().contains("Master master@127.0.0.1:" + master.port() + " refused authentication"), wrong.err());
            TepuiProcess.await("a refused registration", () -> metric("tepui/access/peers/refused_registrations") > 0);
            assertEquals(0, agents());
            assertEquals(1.0, metric("tepui/access/peers/failed"));
            assertTrue(none.isAlive());
        }
    }

    /** Field case F48, its part that needs no rules. */
    @Test
    void aFrameworkThatLeavesItsPrincipalOutGetsTheOneItAuthenticatedWith() throws Exception {
        String call = "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\"n\",\"roles\":[\"eng\"],"
                + "\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}}}";
        try (SchedulerClient client = SchedulerClient.subscribeWith(master.port(), call, "Authorization", FRAMEWORK)) {
            client.frameworkId();
            TepuiProcess.await("the framework", () -> json("/frameworks").path("frameworks").size() == 1);
            assertEquals("fw", json("/frameworks").at("/frameworks/0/principal").asText());
        }
    }

    @Test
    void aFrameworkMustNotNameAnotherPrincipalThanItsOwn() throws Exception {
        String call = "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\"n\",\"principal\":\"op\","
                + "\"roles\":[\"eng\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}}}";
        try (SchedulerClient client = SchedulerClient.subscribeWith(master.port(), call, "Authorization", FRAMEWORK)) {
            assertEquals(400, client.status());
        }
    }

    /** Field case F45, and names that nobody has. */
    @Test
    void aStartThatCannotGuardEndsWithOneLine() throws Exception {
        Path old = secret("old", "fw-a hunter2\nfw-b hunter2\n");
        for (List<String> flags : List.of(List.of("--credentials=" + old, "--credentials: ", "{\"credentials\": [{\"principal\""),
                List.of("--authenticators=nosuch", "EXIT with status 1: --authenticators: ", "crammd5"),
                List.of("--http_authenticators=nosuch", "EXIT with status 1: --http_authenticators: ", "basic"))) {
            int port = TepuiProcess.freePort();
            try (TepuiProcess wrong = TepuiProcess.start(folder, port, "master", "--ip=127.0.0.1", "--port=" + port, "--registry=in_memory",
                    "--authenticate_http_readwrite", flags.get(0),
                    flags.get(0).startsWith("--credentials") ? "--roles=*" : "--credentials=" + folder.resolve("credentials"))) {
                assertEquals(1, wrong.exitStatus());
                List<String> lines = wrong.err().lines().filter(line -> line.contains(flags.get(1))).toList();
                assertEquals(1, lines.size(), wrong.err());
                assertTrue(lines.get(0).contains(flags.get(2)), lines.get(0));
                assertFalse(wrong.err().contains("hunter2"), wrong.err());
            }
        }
    }
}
