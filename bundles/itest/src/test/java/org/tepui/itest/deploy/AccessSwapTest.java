package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/**
 * Authorizers and HTTP authenticators of a real master are swapped, and taken away, while requests come: who is denied stays denied, nothing is
 * granted while nobody decides, and the stream of a framework outlives it all and is judged by who is there now.
 */
class AccessSwapTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String MODULES = "/tepui/modules";
    private static final int SWAPS = 20;
    private static final String[] OPERATOR = basic("op");
    private static final String[] FRAMEWORK = basic("fw");
    private static final String[] DENIED = basic("denied");
    private static final String RULES = "{\"permissive\":false,\"register_frameworks\":[{\"principals\":{\"values\":[\"fw\"]},"
            + "\"roles\":{\"type\":\"ANY\"}}],\"run_tasks\":[{\"principals\":{\"values\":[\"fw\"]},\"users\":{\"type\":\"ANY\"}}],"
            + "\"manage_modules\":[{\"principals\":{\"values\":[\"op\"]},\"modules\":{\"type\":\"ANY\"}}],"
            + "\"register_agents\":[{\"principals\":{\"type\":\"ANY\"},\"agents\":{\"type\":\"ANY\"}}]}";

    @TempDir
    Path folder;
    private Path deploy;
    private TepuiProcess master;
    private SchedulerClient scheduler;
    private final Set<String> used = new HashSet<>();

    @BeforeEach
    void aFolder() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
    }

    @AfterEach
    void end() throws IOException {
        if (scheduler != null) {
            scheduler.close();
        }
        if (master != null) {
            master.close();
        }
    }

    private static String[] basic(String who) {
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString((who + ":" + who + "-hunter2").getBytes(
                StandardCharsets.UTF_8))};
    }

    private static String[] both(String[] one, String[] other) {
        String[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /** @param more flags, such as who decides */
    private void master(String... more) throws IOException {
        StringBuilder credentials = new StringBuilder();
        for (String who : List.of("op", "fw", "denied")) {
            credentials.append(credentials.length() == 0 ? "" : ",").append("{\"principal\":\"" + who + "\",\"secret\":\"" + who + "-hunter2\"}");
        }
        Path file = Files.writeString(folder.resolve("credentials"), "{\"credentials\":[" + credentials + "]}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        List<String> flags = new ArrayList<>(List.of("--credentials=" + file, "--acls=" + RULES, "--authenticate_http_readwrite",
                "--authenticate_http_frameworks", "--allocation_interval=100ms", "--deploy_dir=" + deploy,
                "--cache_dir=" + folder.resolve("cache")));
        flags.addAll(List.of(more));
        master = TepuiProcess.master(folder, flags.toArray(String[]::new));
        TepuiProcess.await("the modules", () -> send(MODULES, "").statusCode() != 503);
    }

    private HttpResponse<String> send(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + path))
                .timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private JsonNode changes(String... who) {
        return json(send(MODULES, "", who).body()).path("changes");
    }

    private JsonNode last(String... who) {
        JsonNode changes = changes(who);
        return changes.get(changes.size() - 1);
    }

    private boolean isThere(String name, String state, String... who) {
        HttpResponse<String> answer = send(MODULES, "", who);
        for (JsonNode module : answer.statusCode() == 200 ? json(answer.body()).path("modules") : MAPPER.createArrayNode()) {
            if (module.path("name").asText().equals(name) && module.path("state").asText().equals(state)) {
                return true;
            }
        }
        return false;
    }

    private void swap(String kind, String names, String why, String... who) {
        HttpResponse<String> answer = send(MODULES, "{\"action\":\"swap\",\"kind\":\"" + kind + "\",\"names\":[\"" + names.replace(",", "\",\"")
                + "\"],\"why\":\"" + why + "\"}", who);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private static String subscription() {
        return "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\"stays\",\"roles\":[\"a\"],"
                + "\"failover_timeout\":600,\"capabilities\":[{\"type\":\"MULTI_ROLE\"},{\"type\":\"PARTITION_AWARE\"}]}}}";
    }

    private void subscribe(String... headers) {
        TepuiProcess.await("a framework", () -> {
            try {
                scheduler = SchedulerClient.subscribeWith(master.port(), subscription(), headers);
                return scheduler.status() == 200;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        scheduler.frameworkId();
    }

    /** Launches on the stream of before all changes, and says what became of it. */
    private JsonNode launch(String task) throws IOException {
        JsonNode offer = scheduler.offer(each -> !used.contains(each.at("/id/value").asText()));
        used.add(offer.at("/id/value").asText());
        assertEquals(202, scheduler.launch(offer, task, "true", SchedulerClient.scalars("cpus", 0.1, "mem", 32)).status());
        return scheduler.await("UPDATE", event -> event.at("/update/status/task_id/value").asText().equals(task)
                && !List.of("TASK_STARTING", "TASK_STAGING").contains(event.at("/update/status/state").asText())).at("/update/status");
    }

    private void runs(String task) throws IOException {
        assertEquals("TASK_RUNNING", launch(task).path("state").asText());
    }

    private void isRefused(String task) throws IOException {
        JsonNode status = launch(task);
        assertEquals("TASK_ERROR", status.path("state").asText());
        assertEquals("REASON_TASK_UNAUTHORIZED", status.path("reason").asText());
    }

    /** What somebody who may do nothing got, again and again while the test went on. */
    private Asked asDenied() {
        String teardown = "{\"type\":\"TEARDOWN\",\"teardown\":{\"framework_id\":{\"value\":\"" + scheduler.frameworkId() + "\"}}}";
        return new Asked(() -> {
            Set<String> got = new TreeSet<>();
            got.add("modules " + send(MODULES, "", DENIED).statusCode());
            got.add("teardown " + send("/api/v1", teardown, DENIED).statusCode());
            got.add("state " + send("/master/state", "").body().contains("\"stays\""));
            try (SchedulerClient other = SchedulerClient.subscribeWith(master.port(), subscription(), DENIED)) {
                TepuiProcess.await("an answer", () -> other.status() != 200 || other.ended() || !other.events().isEmpty());
                got.add("subscribe " + (other.events().isEmpty() ? other.status() + "" : other.events().get(0).path("type").asText()));
            }
            return got;
        });
    }

    /** Asks until it is closed. */
    private static final class Asked implements AutoCloseable {

        private interface Question {
            Set<String> ask() throws Exception;
        }

        private final Set<String> answers = new TreeSet<>();
        private final Thread thread;
        private volatile boolean over;
        private volatile int times;
        private volatile Throwable failure;

        Asked(Question question) {
            thread = new Thread(() -> {
                try {
                    while (!over) {
                        Set<String> got = question.ask();
                        synchronized (answers) {
                            answers.addAll(got);
                        }
                        times++;
                    }
                } catch (Exception | AssertionError e) {
                    failure = e;
                }
            }, "asks");
            thread.start();
        }

        /** Some more answers, none of which was begun before this call. */
        void awaitMore() {
            int before = times;
            TepuiProcess.await("more answers", () -> failure != null || times >= before + 2);
        }

        /** All different answers. */
        Set<String> end() throws InterruptedException {
            close();
            assertEquals(null, failure);
            synchronized (answers) {
                return new TreeSet<>(answers);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }

    private static final Set<String> ALL_DENIED = new TreeSet<>(List.of("modules 403", "teardown 403", "state false", "subscribe ERROR"));

    @Test
    void anAuthorizerIsSwappedWhileRequestsComeAndAnOpenStreamIsJudgedByTheOneThatIsThere() throws Exception {
        Files.write(deploy.resolve("strict.jar"), SwappedPlugins.authorizer("strict", "RUN_TASK").bytes());
        master("--http_framework_authenticators=basic");
        TepuiProcess.await("the plugin", () -> isThere("strict", "standby", OPERATOR));
        try (TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:4;mem:1024;disk:0")) {
            subscribe(FRAMEWORK);
            try (Asked denied = asDenied(); Asked allowed = new Asked(() -> Set.of("modules " + send(MODULES, "", OPERATOR).statusCode()))) {
                runs("under-local");
                swap("authorizer", "strict", "nobody runs anything", OPERATOR);
                isRefused("under-strict");
                swap("authorizer", "local", "back", OPERATOR);
                runs("under-local-again");
                for (int i = 0; i < SWAPS; i++) {
                    swap("authorizer", i % 2 == 0 ? "strict" : "local", "round " + i, OPERATOR);
                    denied.awaitMore();
                }
                runs("after-all");
                assertEquals(ALL_DENIED, denied.end());
                assertEquals(Set.of("modules 200"), allowed.end());
            }
            assertFalse(scheduler.ended());
            assertTrue(agent.isAlive());
        }
        JsonNode first = changes(OPERATOR).get(0);
        assertEquals("op", first.path("who").asText());
        assertEquals("nobody runs anything", first.path("why").asText());
        assertEquals("[\"local\"] [\"strict\"]", first.path("from") + " " + first.path("to"));
        assertEquals("strict is in use", first.path("outcome").asText());
        assertEquals(2 + SWAPS, changes(OPERATOR).size());
        assertTrue(master.err().contains("authorizer change 1 by op (nobody runs anything): strict is in use"), master.err());
    }

    /** The flag names a plugin, so nothing of the master's own stands in when its jar is taken away. */
    @Test
    void whileThereIsNoAuthorizerNothingIsGrantedToAnybodyAndWhenItIsBackTheStreamGoesOn() throws Exception {
        byte[] jar = SwappedPlugins.authorizer("only", "nothing").bytes();
        Files.write(deploy.resolve("only.jar"), jar);
        master("--authorizers=only", "--http_framework_authenticators=basic");
        try (TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:4;mem:1024;disk:0")) {
            subscribe(FRAMEWORK);
            try (Asked denied = asDenied()) {
                runs("before");
                Files.delete(deploy.resolve("only.jar"));
                TepuiProcess.await("the gap", () -> send(MODULES, "", OPERATOR).statusCode() == 403);
                isRefused("in-the-gap");
                assertEquals(403, send(MODULES, "{\"action\":\"swap\",\"kind\":\"authorizer\",\"names\":[\"local\"]}", OPERATOR).statusCode());
                try (SchedulerClient other = SchedulerClient.subscribeWith(master.port(), subscription(), FRAMEWORK)) {
                    assertTrue(other.await("ERROR", event -> true).at("/error/message").asText().startsWith("Not authorized"));
                }
                denied.awaitMore();
                Files.write(deploy.resolve("only.jar"), jar);
                TepuiProcess.await("the end of the gap", () -> send(MODULES, "", OPERATOR).statusCode() == 200);
                runs("after");
                assertEquals(ALL_DENIED, denied.end());
            }
            assertTrue(agent.isAlive());
        }
        JsonNode changes = changes(OPERATOR);
        assertEquals(2, changes.size(), changes::toString);
        assertEquals("master", changes.get(0).path("who").asText());
        assertEquals("authorizer only (authorizer.only 1.0.0) went away", changes.get(0).path("why").asText());
        assertEquals("nothing is in its place: what it guarded is refused", changes.get(0).path("outcome").asText());
        assertEquals("only is in use", changes.get(1).path("outcome").asText());
    }

    /** Somebody with the right answer for either is let in all the time, somebody with wrong ones never. */
    @Test
    void anHttpAuthenticatorIsSwappedWhileRequestsComeAndExactlyTheOneThatIsThereLetsIn() throws Exception {
        String[] token = {"X-Token", "secret-of-op"};
        String[] wrong = {"Authorization", "Basic b3A6Z3Vlc3M=", "X-Token", "guess"};
        Files.write(deploy.resolve("token.jar"), SwappedPlugins.httpAuthenticator("token").bytes());
        master("--http_framework_authenticators=basic");
        TepuiProcess.await("the plugin", () -> isThere("token", "standby", OPERATOR));
        try (TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:4;mem:1024;disk:0")) {
            subscribe(FRAMEWORK);
            try (Asked right = new Asked(() -> Set.of(String.valueOf(send(MODULES, "", both(OPERATOR, token)).statusCode())));
                    Asked never = new Asked(() -> Set.of(String.valueOf(send(MODULES, "", wrong).statusCode())))) {
                runs("by-password");
                for (int i = 0; i < SWAPS; i++) {
                    boolean in = i % 2 == 0;
                    swap("http_authenticator", in ? "token" : "basic", "round " + i, both(OPERATOR, token));
                    assertEquals(in ? 401 : 200, send(MODULES, "", OPERATOR).statusCode());
                    assertEquals(in ? 200 : 401, send(MODULES, "", token).statusCode());
                    right.awaitMore();
                    never.awaitMore();
                }
                swap("http_authenticator", "token", "to stay", OPERATOR);
                assertEquals(401, scheduler.call("\"type\":\"REVIVE\"").status());
                scheduler.headers("X-Token", "secret-of-fw");
                runs("by-token");
                swap("http_authenticator", "token,basic", "either", token);
                assertEquals(200, send(MODULES, "", OPERATOR).statusCode());
                assertEquals(200, send(MODULES, "", token).statusCode());
                assertEquals(Set.of("200"), right.end());
                assertEquals(Set.of("401"), never.end());
            }
            assertFalse(scheduler.ended());
            assertTrue(agent.isAlive());
        }
        JsonNode last = last(OPERATOR);
        assertEquals("op", last.path("who").asText());
        assertEquals("either", last.path("why").asText());
        assertEquals("token, basic are in use", last.path("outcome").asText());
    }

    @Test
    void whileThereIsNoHttpAuthenticatorNobodyIsLetIn() throws Exception {
        String[] token = {"X-Token", "secret-of-op"};
        byte[] jar = SwappedPlugins.httpAuthenticator("token").bytes();
        Files.write(deploy.resolve("token.jar"), jar);
        master("--http_authenticators=token", "--http_framework_authenticators=token");
        subscribe("X-Token", "secret-of-fw");
        Files.delete(deploy.resolve("token.jar"));
        TepuiProcess.await("the gap", () -> send(MODULES, "", token).statusCode() == 403);
        assertEquals(403, send(MODULES, "", OPERATOR).statusCode());
        assertEquals(403, send(MODULES, "").statusCode());
        assertEquals(403, scheduler.call("\"type\":\"REVIVE\"").status());
        assertEquals(200, send("/health", "").statusCode());
        Files.write(deploy.resolve("token.jar"), jar);
        TepuiProcess.await("the end of the gap", () -> send(MODULES, "", token).statusCode() == 200);
        assertEquals(202, scheduler.call("\"type\":\"REVIVE\"").status());
        assertEquals(401, send(MODULES, "", OPERATOR).statusCode());
        assertFalse(scheduler.ended());
        assertTrue(changes(token).toString().contains("nothing is in its place: what it guarded is refused"), () -> changes(token).toString());
    }
}
