package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/** The jars of {@code examples/}: dropped into {@code deploy/} of a master, used, and taken out. */
class ExamplesTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path EXAMPLES = TepuiProcess.DIST.resolve("examples");

    /** Kind and name to the jar of what can be listed; policies have tests of their own. */
    private static final Map<String, String> JARS = new TreeMap<>(Map.of("authorizer read-only", "authorizer-read-only.jar",
            "authenticator derived-secret", "authenticator-derived-secret.jar", "http_authenticator bearer", "http-authenticator-bearer.jar",
            "master_contender file-lock", "election-file-lock.jar", "master_detector file-lock", "election-file-lock.jar",
            "registry one-file", "storage-file.jar", "firewall_rule networks", "firewall-networks.jar",
            "http_endpoint prometheus", "endpoint-prometheus.jar", "hook team-label", "hook-team-label.jar",
            "anonymous heartbeat-file", "anonymous-heartbeat-file.jar"));

    /** Of the authenticator that every master has. */
    private static final String OPS = "Basic " + Base64.getEncoder().encodeToString("ops:ops-secret".getBytes(StandardCharsets.UTF_8));
    /** Tokens let-me-in and me-too; the hashes are those that sha256sum prints. */
    private static final String ALICE = "Bearer let-me-in";
    private static final String BOB = "Bearer me-too";
    /** What openssl prints for agent-1 under the key below. */
    private static final String KEY = "a key of the cluster\n";
    private static final String SECRET_OF_AGENT_1 = "2c9b65b0dbeef8bdefd2f50d3fb470350f31bb449268c2906fedf90f70c764cb";

    @TempDir
    Path folder;
    private Path deploy;
    private Path conf;

    @BeforeEach
    void folders() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    private TepuiProcess master(String... more) throws IOException {
        int port = TepuiProcess.freePort();
        List<String> arguments = new ArrayList<>(List.of("master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                "--deploy_dir=" + deploy, "--conf_dir=" + conf));
        arguments.addAll(List.of(more));
        TepuiProcess master = TepuiProcess.start(folder, port, arguments.toArray(String[]::new));
        master.awaitHealth("/health");
        return master;
    }

    private Path secret(String name, String text) throws IOException {
        return Files.setPosixFilePermissions(Files.writeString(folder.resolve(name), text), PosixFilePermissions.fromString("rw-------"));
    }

    private static void drop(String jar, Path into) throws IOException {
        Files.copy(EXAMPLES.resolve(jar), into.resolve(jar));
    }

    private static HttpResponse<String> send(TepuiProcess master, String path, String who, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + path));
        request = who.isEmpty() ? request : request.header("Authorization", who);
        request = body.isEmpty() ? request : request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int get(TepuiProcess master, String path, String who) {
        return send(master, path, who, "").statusCode();
    }

    private static int swap(TepuiProcess master, String who, String kind, String name) {
        return send(master, "/tepui/modules", who, "{\"action\":\"swap\",\"kind\":\"" + kind + "\",\"names\":[\"" + name + "\"]}").statusCode();
    }

    /** What {@code bin/tepui modules list --json} prints: kind and name to state. */
    private Map<String, String> listed(TepuiProcess master) {
        Map<String, String> states = new TreeMap<>();
        try (TepuiProcess list = TepuiProcess.start(folder, master.port(), "modules", "list", "--json", "--principal=ops", "--secret=ops-secret",
                "--master=127.0.0.1:" + master.port())) {
            assertEquals(0, list.exitStatus(), list.err());
            for (String line : list.out().lines().toList()) {
                JsonNode module = new ObjectMapper().readTree(line);
                states.put(module.get("kind").asText() + " " + module.get("name").asText(), module.get("state").asText());
            }
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCanBeSwappedInIsUsedAndEachOfThemIsTakenOut() throws Exception {
        Path credentials = secret("credentials", "{\"credentials\": [{\"principal\": \"ops\", \"secret\": \"ops-secret\"}]}");
        try (TepuiProcess master = master("--registry=in_memory", "--credentials=" + credentials, "--acls={\"permissive\": true}",
                "--authenticate_agents", "--authenticate_http_readonly", "--authenticate_http_readwrite", "--cache_dir=" + folder.resolve("cache"))) {
            Map<String, String> before = listed(master);
            configure();
            for (String jar : new TreeSet<>(JARS.values())) {
                drop(jar, deploy);
            }
            TepuiProcess.await("all examples to be there", () -> listed(master).keySet().containsAll(JARS.keySet()));
            Map<String, String> there = listed(master);
            Set<String> used = Set.of("firewall_rule networks", "http_endpoint prometheus", "anonymous heartbeat-file");
            JARS.keySet().forEach(module -> assertEquals(used.contains(module) ? "active" : "standby", there.get(module), module));

            assertTrue(send(master, "/metrics/prometheus", OPS, "").body().contains("\nmesos_master_elected 1"), "the endpoint");
            assertEquals(401, get(master, "/metrics/prometheus", ""));
            TepuiProcess.await("the rule to have its configuration", () -> send(master, "/flags", OPS, "").body()
                    .equals("/master/flags is not answered to 127.0.0.1"));
            TepuiProcess.await("the heartbeat", () -> Files.exists(folder.resolve("heartbeat")));
            tokens(master);
            writers(master);
            agents(master);

            assertEquals(200, swap(master, ALICE, "authorizer", "local"));
            assertEquals(200, swap(master, ALICE, "authenticator", "crammd5"));
            assertEquals(200, swap(master, ALICE, "http_authenticator", "basic"));
            for (String jar : new TreeSet<>(JARS.values())) {
                Files.delete(deploy.resolve(jar));
            }
            TepuiProcess.await("all examples to be gone", () -> listed(master).keySet().equals(before.keySet()));
            assertEquals(404, get(master, "/metrics/prometheus", OPS));
            assertEquals(200, get(master, "/flags", OPS));
        }
    }

    private void configure() throws IOException {
        Files.writeString(conf.resolve("read-only.json"), "{\"writers\": [\"alice\", \"agent-1\"]}");
        Files.writeString(conf.resolve("derived-secret.json"), "{\"keyFile\": \"" + secret("key", KEY) + "\"}");
        Files.writeString(conf.resolve("bearer.json"), "{\"tokens\": [\"alice a3ee786b5707c27d42570785081ec17f5c7db9262a01366af362a1aa61a420b9\", \"bob e5576e9b754334b2f2eeff8947e78e3dcd0503ccdcb56d345006ff51d9813084\"]}");
        Files.writeString(conf.resolve("heartbeat-file.json"), "{\"file\": \"" + folder.resolve("heartbeat") + "\"}");
        Files.writeString(conf.resolve("networks.json"), "{\"paths\": [\"/master/flags\"], \"networks\": [\"10.0.0.0/8\"]}");
    }

    private static void tokens(TepuiProcess master) {
        assertEquals(401, get(master, "/state", ALICE));
        assertEquals(200, swap(master, OPS, "http_authenticator", "bearer"));
        assertEquals(200, get(master, "/state", ALICE));
        assertEquals(401, get(master, "/state", OPS));
    }

    private static void writers(TepuiProcess master) {
        assertEquals(200, swap(master, BOB, "authorizer", "read-only"));
        assertEquals(200, get(master, "/metrics/snapshot", BOB), "everybody may look");
        assertEquals(403, swap(master, BOB, "authorizer", "local"), "bob is no writer");
    }

    private void agents(TepuiProcess master) throws Exception {
        assertEquals(200, swap(master, ALICE, "authenticator", "derived-secret"));
        Path credential = secret("credential", "{\"principal\": \"agent-1\", \"secret\": \"" + SECRET_OF_AGENT_1 + "\"}");
        try (TepuiProcess agent = TepuiProcess.agentOf(folder, TepuiProcess.freePort(), master, "--credential=" + credential,
                "--registration_backoff_factor=100ms")) {
            String pid = "slave(1)@127.0.0.1:" + agent.port();
            TepuiProcess.await("the registration of " + pid, () -> send(master, "/state", ALICE, "").body().contains(pid));
        }
    }

    /** Two masters of one machine: the registry outlives the first, and the second leads when the first is killed. */
    @Test
    void storageAndElectionAreChosenAtTheStartAndHandOver() throws Exception {
        drop("storage-file.jar", deploy);
        drop("election-file-lock.jar", deploy);
        Files.writeString(conf.resolve("one-file.json"), "{\"file\": \"" + folder.resolve("registry") + "\"}");
        Files.writeString(conf.resolve("file-lock.json"), "{\"file\": \"" + folder.resolve("leader") + "\"}");
        String[] flags = {"--registry=one-file", "--master_contender=file-lock", "--master_detector=file-lock"};
        try (TepuiProcess first = master(with("--cache_dir=" + folder.resolve("cache-1"), flags))) {
            TepuiProcess.await("the first to lead", () -> first.get("/metrics/snapshot").contains("\"master/elected\":1"));
            try (TepuiProcess second = master(with("--cache_dir=" + folder.resolve("cache-2"), flags));
                    TepuiProcess agent = TepuiProcess.agent(folder, first)) {
                assertTrue(agent.isAlive());
                TepuiProcess.await("the second to know the first", () -> second.err().contains("The leading master is master@127.0.0.1:" + first.port()));
                assertTrue(second.get("/metrics/snapshot").contains("\"master/elected\":0"), second.get("/metrics/snapshot"));
                first.kill();
                TepuiProcess.await("the second to lead", () -> second.get("/metrics/snapshot").contains("\"master/elected\":1"));
                TepuiProcess.await("the registry to be read", () -> second.err().contains("Recovered 1 agents from the registry"));
            }
        }
    }

    private static String[] with(String more, String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add(more);
        return all.toArray(String[]::new);
    }
}
