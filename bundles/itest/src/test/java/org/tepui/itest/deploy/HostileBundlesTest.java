package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;
import org.tepui.testkit.plugin.PluginJar;

/** Bundles that are broken, or mean no good: each has its line, and the master leads on. They all come to one master, one after the other. */
class HostileBundlesTest {

    @TempDir
    static Path folder;

    private static Path deploy;
    private static TepuiProcess master;

    @BeforeAll
    static void start() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
        master = TepuiProcess.master(folder, "--deploy_dir=" + deploy, "--cache_dir=" + folder.resolve("cache"), "--deploy_deadline=2secs");
    }

    @AfterAll
    static void end() {
        master.close();
    }

    /** It leads, and the next plugin is deployed and taken out as if nothing had been. */
    @AfterEach
    void theMasterLeadsOn() throws Exception {
        assertTrue(master.isAlive(), master.err());
        put("after.jar", Plugins.endpoint("after", "1.0.0", "fine"));
        await("/after/hello", () -> master.get("/after/hello").equals("fine"));
        Files.delete(deploy.resolve("after.jar"));
        await("after.jar to go", () -> master.status("/after/hello").equals(Optional.of(404)));
        assertTrue(master.get("/state").contains("\"leader\":\"master@"), master.get("/state"));
    }

    private static void put(String file, PluginJar jar) throws IOException {
        Files.write(deploy.resolve(file), jar.bytes());
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        try {
            TepuiProcess.await(what, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ":\n" + master.get("/tepui/deployments") + "\n" + master.err(), e);
        }
    }

    private static Optional<JsonNode> deployment(String file) {
        try {
            String text = master.get("/tepui/deployments");
            for (JsonNode entry : text.isEmpty() ? new ObjectMapper().createArrayNode() : new ObjectMapper().readTree(text).get("deployments")) {
                if (entry.get("file").asText().equals(file)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for that state, and tells why. */
    private static String reason(String file, String state) {
        await(file + " to be " + state, () -> deployment(file).filter(found -> found.get("state").asText().equals(state)).isPresent());
        return deployment(file).orElseThrow().get("reason").asText();
    }

    private static void assertReason(String file, String state, String start) {
        String reason = reason(file, state);
        assertTrue(reason.startsWith(start), reason);
        assertTrue(master.err().contains("deploy/" + file + ": " + state + ": " + reason), "the log has the same line:\n" + master.err());
    }

    @Test
    void aTruncatedJarIsTold() throws Exception {
        byte[] whole = Plugins.endpoint("cut", "1.0.0", "never").bytes();
        Files.write(deploy.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
        assertReason("cut.jar", "refused", "is no whole jar");
    }

    @Test
    void wrongManifestsAreTold() throws Exception {
        put("nameless.jar", new PluginJar().header("Bundle-ManifestVersion", "2"));
        put("old.jar", new PluginJar().header("Bundle-SymbolicName", "old"));
        put("version.jar", PluginJar.named("version", "one"));
        put("noclass.jar", PluginJar.named("noclass", "1").header("Bundle-Activator", "plugin.Missing"));
        assertReason("nameless.jar", "refused", "is a jar but no bundle: its manifest has no Bundle-SymbolicName");
        assertReason("old.jar", "refused", "has a manifest with Bundle-ManifestVersion null; only 2 is taken");
        assertReason("version.jar", "refused", "has a Bundle-Version that is none: 'one'");
        assertTrue(reason("noclass.jar", "failed").contains("plugin.Missing"), reason("noclass.jar", "failed"));
    }

    @Test
    void aPackageThatNobodyHasIsTold() throws Exception {
        put("lacks.jar", PluginJar.named("lacks", "1").header("Import-Package", "org.example.missing;version=\"[1,2)\""));
        assertReason("lacks.jar", "unresolved", "needs package org.example.missing in [1.0.0,2.0.0); no bundle exports it");
    }

    @Test
    void activatorsThatHangOrThrowAreTold() throws Exception {
        put("hangs.jar", PluginJar.named("hangs", "1").activator(Plugins.HANGS, ""));
        put("throws.jar", PluginJar.named("throws", "1").activator("throw new Error(\"no\\nlicence\");", ""));
        String reason = reason("hangs.jar", "stuck");
        assertTrue(reason.contains("its start took longer than 2000 ms; it hangs at ") && reason.contains("plugin.Activator.start"), reason);
        assertTrue(reason("throws.jar", "failed").contains("no licence"), reason("throws.jar", "failed"));
    }

    @Test
    void aBundleThatHangsInItsStopIsTold() throws Exception {
        put("stays.jar", PluginJar.named("stays", "1").activator("", Plugins.HANGS));
        reason("stays.jar", "active");
        Files.delete(deploy.resolve("stays.jar"));
        assertTrue(reason("stays.jar", "stuck").contains("its stop took longer than 2000 ms"), reason("stays.jar", "stuck"));
    }

    @Test
    void ofTwoModulesOfOneNameTheFirstIsUsedAndTheSecondFollowsIt() throws Exception {
        put("twin-a.jar", Plugins.allocator("twin"));
        reason("twin-a.jar", "active");
        put("twin-b.jar", Plugins.allocator("other.bundle", "twin"));
        reason("twin-b.jar", "active");
        await("both to be listed", () -> master.get("/tepui/modules").split("\"name\":\"twin\"", -1).length == 3);
        try (TepuiProcess swap = TepuiProcess.start(folder, 0, "modules", "swap", "allocator", "twin", "--master=127.0.0.1:" + master.port())) {
            assertEquals(0, swap.exitStatus(), swap.err());
        }
        assertTrue(master.get("/tepui/modules").contains("\"name\":\"twin\",\"bundle\":\"allocator.twin\",\"version\":\"1.0.0\",\"state\":\"active\""));
        Files.delete(deploy.resolve("twin-a.jar"));
        await("the second to take over", () -> master.get("/tepui/modules").contains("\"name\":\"twin\",\"bundle\":\"other.bundle\","
                + "\"version\":\"1.0.0\",\"state\":\"active\""));
        Files.delete(deploy.resolve("twin-b.jar"));
        await("the built-in to take over", () -> master.get("/tepui/modules").contains("other.bundle 1.0.0) went away\",\"done\":true"));
    }

    @Test
    void anEndpointThatExistsAlreadyTakesNoPlace() throws Exception {
        put("state.jar", Plugins.endpointAt("state", "/master/state", "stolen"));
        put("one.jar", Plugins.endpointAt("one", "/same/path", "one"));
        await("the first", () -> master.get("/same/path").equals("one"));
        put("two.jar", Plugins.endpointAt("two", "/same/path", "two"));
        await("the line", () -> master.err().contains("Two endpoints for /same/path; ") && master.err().contains("Two endpoints for /master/state; "));
        assertEquals("one", master.get("/same/path"));
        assertTrue(master.get("/state").contains("\"leader\""), "the master's own comes first");
        Files.delete(deploy.resolve("one.jar"));
        await("the second to follow", () -> master.get("/same/path").equals("two"));
        Files.delete(deploy.resolve("two.jar"));
        Files.delete(deploy.resolve("state.jar"));
    }

    /** It finds nobody but itself; packages and services with which it could move others are not to be had. */
    @Test
    void aBundleThatStopsAllOthersStopsItselfAtMost() throws Exception {
        put("victim.jar", Plugins.endpoint("victim", "1.0.0", "alive"));
        await("the other plugin", () -> master.get("/victim/hello").equals("alive"));
        put("stops.jar", PluginJar.named("stops", "1").activator("int found = 0; for (org.osgi.framework.Bundle each : context.getBundles()) {"
                + " if (!each.equals(context.getBundle())) { found++; each.stop(); each.uninstall(); } }"
                + " org.osgi.framework.Bundle system = context.getBundle(0); if (system != null) system.stop();"
                + " for (String name : new String[] {\"org.osgi.service.startlevel.StartLevel\", \"org.osgi.service.packageadmin.PackageAdmin\","
                + " \"java.util.function.IntConsumer\", \"java.util.function.LongConsumer\"})"
                + " if (context.getServiceReference(name) != null) found += 1000; throw new IllegalStateException(\"found \" + found);", ""));
        assertTrue(reason("stops.jar", "failed").contains("found 0"), reason("stops.jar", "failed"));
        assertEquals("alive", master.get("/victim/hello"));
        Files.delete(deploy.resolve("victim.jar"));
    }

    @Test
    void aBundleThatSetsStartLevelsIsRefused() throws Exception {
        put("levels.jar", PluginJar.named("levels", "1").header("Import-Package", "org.osgi.framework.startlevel").activator(
                "context.getBundle(0).adapt(org.osgi.framework.startlevel.FrameworkStartLevel.class).setStartLevel(1);", ""));
        assertReason("levels.jar", "refused", "imports org.osgi.framework.startlevel; ");
    }

    /** What it leaves on threads of the master (a value, a context class loader) or runs on its own keeps its classes, and nothing else. */
    @Test
    void whatAPluginLeavesOnThreadsDisturbsNobody() throws Exception {
        put("leaves.jar", PluginJar.named("leaves", "1").header("Import-Package", "org.tepui.api.http").activator(
                "Thread own = new Thread(() -> { while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { } } }, \"left-behind\");"
                        + " own.setDaemon(true); own.start();" + Plugins.registration("/leaves/hello", "leave()"), "} "
                        + "static final ThreadLocal<Activator> HERE = new ThreadLocal<>(); static String leave() { HERE.set(new Activator());"
                        + " Thread.currentThread().setContextClassLoader(Activator.class.getClassLoader()); return \"left\";"));
        for (int i = 0; i < 8; i++) {
            await("/leaves/hello", () -> master.get("/leaves/hello").equals("left"));
        }
        Files.delete(deploy.resolve("leaves.jar"));
        await("its endpoint to go", () -> master.status("/leaves/hello").equals(Optional.of(404)));
    }

    /** The one that sleeps ends on the interrupt; the other is told. */
    @Test
    void threadsThatAPluginStartsAndLeavesAreInterruptedOrTold() throws Exception {
        put("threads.jar", PluginJar.named("threads", "1").activator("new Thread(() -> { try { Thread.sleep(Long.MAX_VALUE); }"
                + " catch (InterruptedException e) { System.err.println(\"the sleeper ends\"); } }, \"left-sleeping\").start();"
                + " Thread deaf = new Thread(() -> { while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { } } }, \"left-deaf\");"
                + " deaf.setDaemon(true); deaf.start();", ""));
        reason("threads.jar", "active");
        Files.delete(deploy.resolve("threads.jar"));
        await("the interrupt", () -> master.err().contains("the sleeper ends"));
        await("the other to be told", () -> master.err().contains("threads 1.0.0 is gone, and threads that it started still run 1000 ms after they"
                + " were interrupted: left-deaf; "));
        String left = master.get("/tepui/deployments");
        assertTrue(left.contains("{\"bundle\":\"threads\",\"version\":\"1.0.0\",\"thread\":\"left-deaf\"}"), left);
        assertFalse(left.contains("left-sleeping"), left);
    }

    @Test
    void noiseIsNoBundle() throws Exception {
        Files.write(deploy.resolve("noise.jar"), "no jar at all".getBytes(StandardCharsets.UTF_8));
        assertReason("noise.jar", "refused", "is no whole jar");
    }
}
