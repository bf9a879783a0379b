package org.tepui.itest.deploy;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;
import org.tepui.testkit.plugin.PluginJar;

/** Jars put into {@code deploy/} of a master, replaced, taken out; a restart on the same bundle cache. */
class DeployTest {

    /** What a shell reports for a process that ended by SIGTERM. */
    private static final int BY_SIGTERM = 143;

    @TempDir
    Path folder;

    private Path deploy;
    private TepuiProcess master;

    @BeforeEach
    void folders() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.createDirectory(folder.resolve("conf"));
    }

    @AfterEach
    void end() {
        if (master != null) {
            master.close();
        }
    }

    private void master(String... more) throws IOException {
        master = launched(more);
        master.awaitHealth("/health");
    }

    private TepuiProcess launched(String... more) throws IOException {
        int port = TepuiProcess.freePort();
        List<String> arguments = new java.util.ArrayList<>(List.of("master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                "--registry=in_memory", "--deploy_dir=" + deploy, "--conf_dir=" + folder.resolve("conf"),
                "--cache_dir=" + folder.resolve("cache"), "--deploy_deadline=2secs"));
        arguments.addAll(List.of(more));
        return TepuiProcess.start(folder, port, arguments.toArray(String[]::new));
    }

    private void put(String file, PluginJar jar) throws IOException {
        Files.write(deploy.resolve(file), jar.bytes());
    }

    private Optional<JsonNode> deployment(String file) {
        String text = master.get("/tepui/deployments");
        try {
            for (JsonNode entry : text.isEmpty() ? List.<JsonNode>of() : new ObjectMapper().readTree(text).get("deployments")) {
                if (entry.get("file").asText().equals(file)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private JsonNode awaitState(String file, String state) {
        TepuiProcess.await(file + " to be " + state, () -> deployment(file).filter(found -> found.get("state").asText().equals(state)).isPresent());
        return deployment(file).orElseThrow();
    }

    private void awaitAnswer(String path, String answer) {
        TepuiProcess.await(path + " to answer " + answer, () -> master.get(path).equals(answer));
    }

    private void awaitNotFound(String path) {
        TepuiProcess.await(path + " to be gone", () -> master.status(path).equals(Optional.of(404)));
    }

    /** While it is replaced, every request is answered by one version or the other. */
    @Test
    void anEndpointIsServedReplacedWithoutAGapAndRemoved() throws Exception {
        master();
        put("hello.jar", Plugins.endpoint("hello", "1.0.0", "one"));
        awaitAnswer("/hello/hello", "one");
        CopyOnWriteArraySet<String> answers = new CopyOnWriteArraySet<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                answers.add(master.get("/hello/hello"));
            }
        });
        reader.start();
        put("hello.jar", Plugins.endpoint("hello", "1.1.0", "two"));
        awaitAnswer("/hello/hello", "two");
        TepuiProcess.await("the old version to go", () -> master.err().contains("hello 1.0.0 is gone"));
        over.set(true);
        reader.join();
        assertEquals(new TreeSet<>(List.of("one", "two")), new TreeSet<>(answers));
        Files.delete(deploy.resolve("hello.jar"));
        awaitNotFound("/hello/hello");
        TepuiProcess.await("its file to be off the list", () -> deployment("hello.jar").isEmpty());
    }

    @Test
    void whatLiesThereAtTheStartCanBeChosenByAFlagAndIsListed() throws Exception {
        put("mine.jar", Plugins.allocator("mine"));
        put("wrong.jar", PluginJar.named("wrong", "1").header("Import-Package", "org.tepui.api.allocator;version=\"[9,10)\""));
        master("--allocator=mine");
        TepuiProcess.await("the list of the start", () -> master.err().contains("At the start: deploy/wrong.jar"));
        assertTrue(master.err().contains("At the start: deploy/mine.jar (allocator.mine 1.0.0): active"), master.err());
        assertTrue(master.err().contains("At the start: deploy/wrong.jar (wrong 1.0.0): unresolved, needs package org.tepui.api.allocator in "),
                master.err());
        String reason = awaitState("wrong.jar", "unresolved").get("reason").asText();
        assertTrue(reason.startsWith("needs package org.tepui.api.allocator in [9.0.0,10.0.0); found 0."), reason);
        assertTrue(reason.contains(" of org.tepui.api "), reason);
    }

    @Test
    void aNameThatNobodyHasIsToldWithTheNamesOfDeploy() throws Exception {
        put("mine.jar", Plugins.allocator("mine"));
        master = launched("--allocator=mime");
        assertEquals(1, master.exitStatus());
        assertTrue(master.err().contains("No allocator is named 'mime'; known are: mine, "), master.err());
    }

    /** One bundle hangs in its activator; the others do not notice, nor does the end of the process. */
    @Test
    void aStuckBundleHoldsUpNeitherOthersNorTheEndAndIsSkippedAtTheNextStart() throws Exception {
        put("0-stuck.jar", PluginJar.named("stuck", "1.0.0").activator(Plugins.HANGS, ""));
        put("hello.jar", Plugins.endpoint("hello", "1.0.0", "one"));
        master();
        awaitAnswer("/hello/hello", "one");
        String reason = awaitState("0-stuck.jar", "stuck").get("reason").asText();
        assertTrue(reason.contains("plugin.Activator.start"), reason);
        for (int i = 0; i < 20; i++) {
            put("p" + i + ".jar", Plugins.endpoint("p" + i, "1.0.0", "old"));
        }
        for (int i = 0; i < 20; i++) {
            awaitAnswer("/p" + i + "/hello", "old");
            put("p" + i + ".jar", Plugins.endpoint("p" + i, "2.0.0", "new"));
        }
        for (int i = 0; i < 20; i++) {
            awaitAnswer("/p" + i + "/hello", "new");
            Files.delete(deploy.resolve("p" + i + ".jar"));
        }
        for (int i = 0; i < 20; i++) {
            awaitNotFound("/p" + i + "/hello");
        }
        long asked = System.nanoTime();
        master.terminate();
        assertEquals(BY_SIGTERM, master.exitStatus());
        assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(5), "it ended within 5 s");
        master();
        awaitAnswer("/hello/hello", "one");
        assertTrue(awaitState("0-stuck.jar", "skipped").get("reason").asText().startsWith("was stuck before"));
        put("0-stuck.jar", Plugins.endpoint("stuck", "1.0.1", "mended"));
        awaitAnswer("/stuck/hello", "mended");
    }

    /** The cache is warm: what the process before had deployed is not in it, and a plugin cannot have got between the platform's bundles. */
    @Test
    void aRestartDeploysWhatIsThereNow() throws Exception {
        put("hello.jar", Plugins.endpoint("hello", "1.0.0", "one"));
        put("gone.jar", Plugins.endpoint("gone", "1.0.0", "one"));
        put("fragment.jar", PluginJar.named("fragment", "1").header("Fragment-Host", "org.tepui.core"));
        put("extension.jar", PluginJar.named("extension", "1").header("Fragment-Host", "system.bundle; extension:=framework"));
        put("posing.jar", PluginJar.named("posing", "1").header("Export-Package", "org.tepui.api.hook;version=99"));
        master();
        awaitAnswer("/gone/hello", "one");
        for (String file : List.of("fragment.jar", "extension.jar", "posing.jar")) {
            awaitState(file, "refused");
        }
        master.terminate();
        assertEquals(BY_SIGTERM, master.exitStatus());
        Files.delete(deploy.resolve("gone.jar"));
        master();
        awaitAnswer("/hello/hello", "one");
        awaitNotFound("/gone/hello");
        for (String file : List.of("fragment.jar", "extension.jar", "posing.jar")) {
            awaitState(file, "refused");
        }
    }

    @Test
    void aPreviewTellsWhatAJarWouldAddAndAddsNothing() throws Exception {
        master();
        JsonNode good = preview(Plugins.configured("hello").header("Import-Package",
                "org.tepui.api.http;version=\"[0.1,1)\",org.example.missing;version=\"[1,2)\"").bytes());
        assertEquals("hello", good.get("bundle").asText());
        assertEquals("org.tepui.api.http.HttpEndpoint", good.get("services").get(0).get("service").asText());
        assertTrue(good.get("missing").get(0).asText().startsWith("needs package org.example.missing in [1.0.0,2.0.0); no bundle exports it"));
        assertFalse(good.get("would_start").asBoolean());
        assertTrue(preview(Plugins.endpoint("hello", "1", "one").bytes()).get("would_start").asBoolean());
        assertTrue(preview("no jar".getBytes()).get("refusals").get(0).asText().startsWith("is no whole jar"));
        assertEquals(Optional.of(404), master.status("/hello/hello"));
        assertEquals(Optional.of(405), master.status("/tepui/modules/preview"));
    }

    private JsonNode preview(byte[] jar) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port()
                + "/tepui/modules/preview")).POST(HttpRequest.BodyPublishers.ofByteArray(jar)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        return new ObjectMapper().readTree(answer.body());
    }

    /** Field cases F87 and F95: jar before configuration and after it; half a file; no file. */
    @Test
    void aComponentGetsItsConfigurationInEveryOrderAndNeverHalfOfIt() throws Exception {
        master();
        Path conf = folder.resolve("conf").resolve("hello.cfg");
        Files.writeString(conf, "text = early\n");
        put("hello.jar", Plugins.configured("hello"));
        awaitAnswer("/hello/hello", "early");
        Files.writeString(conf, "text = ear");
        Files.writeString(conf, "text = later\n");
        awaitAnswer("/hello/hello", "later");
        Files.writeString(conf, "text later\n");
        TepuiProcess.await("the line about it", () -> master.err().contains("conf/hello.cfg line 1 has no '='"));
        assertEquals("later", master.get("/hello/hello"));
        Files.delete(conf);
        awaitAnswer("/hello/hello", "none");
        Files.writeString(folder.resolve("conf").resolve("second.json"), "{\"text\": \"by json\"}");
        put("second.jar", Plugins.configured("second"));
        awaitAnswer("/second/hello", "by json");
        master.terminate();
        assertEquals(BY_SIGTERM, master.exitStatus());
        Files.delete(folder.resolve("conf").resolve("second.json"));
        master();
        awaitAnswer("/second/hello", "none");
    }
}
