package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;
import org.tepui.testkit.plugin.PluginJar;

/**
 * A plugin with a module of each kind comes, each kind that can be put in while the master runs is used, and its jar is taken away while it is: nothing
 * of it stays. 20 rounds, or {@code -Dtepui.cycles=200}.
 */
class LeakTest {

    private static final int CYCLES = Integer.getInteger("tepui.cycles", 20);
    /** Within which class loaders are gone once collections are forced. */
    private static final long COLLECTED_SECONDS_MAX = 10;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Kinds with a place that can change. */
    private static final List<String> SWAPPED = List.of("allocator", "authorizer", "authenticator", "http_authenticator");
    /** Kinds of which it depends on the master whether their place can change. */
    private static final List<String> SWAPPED_WHERE_POSSIBLE = List.of("hook", "firewall_rule");

    private static final List<String> POOLS = List.of("tepui-access-", "tepui-lane-", "tepui-reader-");

    @TempDir
    Path folder;

    private TepuiProcess master;

    /** A plugin that watches the others: class loaders of {@code cycle} that were there and are alive; threads of this process. */
    private static PluginJar observer() {
        return PluginJar.named("observer", "1.0.0").header("Import-Package", "org.tepui.api.http,org.osgi.framework,org.osgi.framework.wiring")
                .header("Bundle-Activator", "plugin.Activator")
                .source("plugin.Activator", "package plugin; public class Activator implements org.osgi.framework.BundleActivator {"
                        + " static String alive(java.util.List<java.lang.ref.WeakReference<ClassLoader>> seen) { System.gc();"
                        + " return \"\" + seen.stream().filter(loader -> loader.get() != null).count(); }"
                        + " static String threads() { return String.join(\" \", Thread.getAllStackTraces().keySet().stream()"
                        + ".map(t -> t.getName().replaceAll(\"[^A-Za-z]+\", \"-\")).sorted().toList()); }"
                        + " public void start(org.osgi.framework.BundleContext context) throws Exception {"
                        + " java.util.List<java.lang.ref.WeakReference<ClassLoader>> seen = new java.util.concurrent.CopyOnWriteArrayList<>();"
                        + " context.addBundleListener(event -> { if (event.getType() == org.osgi.framework.BundleEvent.STARTED"
                        + " && \"cycle\".equals(event.getBundle().getSymbolicName()))"
                        + " seen.add(new java.lang.ref.WeakReference<>(event.getBundle().adapt(org.osgi.framework.wiring.BundleWiring.class)"
                        + ".getClassLoader())); });"
                        + Plugins.registration("/observer/seen", "\"\" + seen.size()") + Plugins.registration("/observer/alive", "alive(seen)")
                        + Plugins.registration("/observer/threads", "threads()")
                        + "} public void stop(org.osgi.framework.BundleContext context) { } }");
    }

    private HttpResponse<String> swap(String kind) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + master.port() + "/tepui/modules"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"swap\",\"kind\":\"" + kind + "\",\"names\":[\"cycle\"]}")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void useAll() throws Exception {
        for (String kind : SWAPPED) {
            HttpResponse<String> swapped = swap(kind);
            assertEquals(200, swapped.statusCode(), swapped.body());
        }
        for (String kind : SWAPPED_WHERE_POSSIBLE) {
            HttpResponse<String> swapped = swap(kind);
            assertTrue(swapped.statusCode() == 200 || swapped.body().contains("can't be swapped while the master runs"), swapped.body());
        }
        await("the plugin's authenticator and authorizer to be asked", () -> master.answers("/state"));
        await("every module to be asked", () -> master.get("/cycle/hello").equals(
                "allocator, authenticator, authorizer, firewall rule, http authenticator, timer"));
    }

    private void cycle(Path deploy, byte[] jar) throws Exception {
        Files.write(deploy.resolve("cycle.jar"), jar);
        await("the endpoint", () -> master.answers("/cycle/hello"));
        await("the modules", () -> master.get("/tepui/modules").split("\"name\":\"cycle\"", -1).length > 8);
        useAll();
        Files.delete(deploy.resolve("cycle.jar"));
        await("the endpoint to go", () -> master.status("/cycle/hello").equals(Optional.of(404)));
        await("the modules to go", () -> !master.get("/tepui/modules").contains("\"name\":\"cycle\""));
        await("what flags choose to be back", () -> master.status("/state").equals(Optional.of(401)));
    }

    @Test
    void aPluginOfEachKindComesIsUsedAndGoesWithoutATrace() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Path credentials = Files.writeString(folder.resolve("credentials"), "{\"credentials\":[{\"principal\":\"op\",\"secret\":\"hunter2\"}]}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        Files.write(deploy.resolve("observer.jar"), observer().bytes());
        byte[] jar = EveryKind.jar().bytes();
        try (TepuiProcess started = TepuiProcess.master(folder, "--deploy_dir=" + deploy, "--cache_dir=" + folder.resolve("cache"),
                "--authenticate_http_readonly", "--credentials=" + credentials, "--acls={\"permissive\":true}")) {
            master = started;
            await("the observer", () -> master.answers("/observer/seen"));
            cycle(deploy, jar);
            await("the threads of a first round to go", () -> !threads().contains("tepui-deploy-cycle-jar"));
            List<String> threads = threads();
            for (int i = 1; i < CYCLES; i++) {
                cycle(deploy, jar);
            }
            assertEquals(String.valueOf(CYCLES), master.get("/observer/seen"));
            long forced = System.nanoTime();
            await("the class loaders to go", () -> master.get("/observer/alive").equals("0"));
            long collected = System.nanoTime() - forced;
            assertTrue(collected < TimeUnit.SECONDS.toNanos(COLLECTED_SECONDS_MAX), "collected after " + collected + " ns");
            await("the threads to be those of before, " + threads, () -> threads().equals(threads));
            System.out.println("LeakTest: " + CYCLES + " rounds, " + CYCLES + " class loaders cleared " + TimeUnit.NANOSECONDS.toMillis(collected)
                    + " ms after the first forced collection, " + threads.size() + " threads before and " + threads().size() + " after");
        }
    }

    /** Names without numbers, sorted. Threads of the master's bounded pools, which come with load and go when idle, are left out. */
    private List<String> threads() {
        return Arrays.stream(master.get("/observer/threads").split(" ")).filter(name -> POOLS.stream().noneMatch(name::startsWith)).toList();
    }

    private void await(String what, BooleanSupplier condition) {
        try {
            TepuiProcess.await(what, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ":\n" + master.get("/cycle/hello") + "\n" + master.get("/observer/threads") + "\n"
                    + master.get("/tepui/deployments") + "\n" + master.err(), e);
        }
    }
}
