package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;
import org.tepui.testkit.plugin.PluginJar;

/** A plugin with a module of each kind comes and goes: nothing of it stays. 20 rounds, or {@code -Dtepui.cycles=200}. */
class LeakTest {

    private static final int CYCLES = Integer.getInteger("tepui.cycles", 20);
    private static final String KINDS = "org.tepui.api.allocator,org.tepui.api.authentication,org.tepui.api.authorization,"
            + "org.tepui.api.election,org.tepui.api.firewall,org.tepui.api.hook,org.tepui.api.http,org.tepui.api.identity,org.tepui.api.module,"
            + "org.tepui.api.registry,org.tepui.api.resource";
    private static final String OK = "java.util.concurrent.CompletableFuture.completedFuture(org.tepui.api.http.HttpResponse.text(200, ";

    @TempDir
    Path folder;

    /** Registers a stand-in of every kind, and an endpoint of its own. */
    private static PluginJar everyKind() {
        return PluginJar.named("cycle", "1.0.0").header("Import-Package", KINDS).activator(
                "for (org.tepui.api.module.ModuleKind kind : org.tepui.api.module.ModuleKind.values()) {"
                        + " if (kind == org.tepui.api.module.ModuleKind.HTTP_ENDPOINT || kind == org.tepui.api.module.ModuleKind.FIREWALL_RULE) continue;"
                        + " Class<?> type = Class.forName(kind.service()); java.util.Hashtable<String, Object> p = new java.util.Hashtable<>();"
                        + " p.put(\"tepui.module.name\", \"cycle\"); context.registerService(kind.service(), java.lang.reflect.Proxy"
                        + ".newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->"
                        + " method.getName().equals(\"hashCode\") ? (Object) 1 : method.getName().equals(\"equals\") ? (Object) (proxy == arguments[0])"
                        + " : null), p); }"
                        + endpoint("/cycle/hello", "\"here\""), "");
    }

    /** A plugin that watches the others: class loaders that are alive, of those whose bundle is gone; threads of this process. */
    private static PluginJar observer() {
        return PluginJar.named("observer", "1.0.0").header("Import-Package", KINDS + ",org.osgi.framework,org.osgi.framework.wiring")
                .header("Bundle-Activator", "plugin.Activator")
                .source("plugin.Activator", "package plugin; public class Activator implements org.osgi.framework.BundleActivator {"
                        + " static String alive(java.util.List<java.lang.ref.WeakReference<ClassLoader>> seen) { System.gc();"
                        + " return \"\" + seen.stream().filter(loader -> loader.get() != null).count(); }"
                        + " static String threads() { return \"\" + Thread.getAllStackTraces().keySet().stream().filter(t ->"
                        + " t.getName().startsWith(\"tepui-deploy-\")).count(); }"
                        + " public void start(org.osgi.framework.BundleContext context) throws Exception {"
                        + " java.util.List<java.lang.ref.WeakReference<ClassLoader>> seen = new java.util.concurrent.CopyOnWriteArrayList<>();"
                        + " context.addBundleListener(event -> { if (event.getType() == org.osgi.framework.BundleEvent.STARTED"
                        + " && !event.getBundle().equals(context.getBundle()))"
                        + " seen.add(new java.lang.ref.WeakReference<>(event.getBundle().adapt(org.osgi.framework.wiring.BundleWiring.class)"
                        + ".getClassLoader())); });"
                        + endpoint("/observer/seen", "\"\" + seen.size()") + endpoint("/observer/alive", "alive(seen)")
                        + endpoint("/observer/threads", "threads()") + "} public void stop(org.osgi.framework.BundleContext context) { } }");
    }

    private static String endpoint(String path, String text) {
        return " context.registerService(org.tepui.api.http.HttpEndpoint.class, new org.tepui.api.http.HttpEndpoint() {"
                + " public String path() { return \"" + path + "\"; }"
                + " public java.util.concurrent.CompletionStage<org.tepui.api.http.HttpResponse> handle(org.tepui.api.http.HttpRequest request)"
                + " { return " + OK + text + ")); } }, null);";
    }

    @Test
    void aPluginOfEachKindComesAndGoesWithoutATrace() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.write(deploy.resolve("observer.jar"), observer().bytes());
        byte[] jar = everyKind().bytes();
        try (TepuiProcess master = TepuiProcess.master(folder, "--deploy_dir=" + deploy, "--cache_dir=" + folder.resolve("cache"))) {
            await(master, "the observer", () -> master.answers("/observer/seen"));
            for (int i = 0; i < CYCLES; i++) {
                Files.write(deploy.resolve("cycle.jar"), jar);
                await(master, "the endpoint", () -> master.get("/cycle/hello").equals("here"));
                Files.delete(deploy.resolve("cycle.jar"));
                await(master, "the endpoint to go", () -> master.status("/cycle/hello").equals(Optional.of(404)));
            }
            assertEquals(String.valueOf(CYCLES), master.get("/observer/seen"));
            await(master, "the class loaders to go", () -> master.get("/observer/alive").equals("0"));
            await(master, "the threads to go", () -> master.get("/observer/threads").equals("0"));
        }
    }

    private static void await(TepuiProcess master, String what, BooleanSupplier condition) {
        try {
            TepuiProcess.await(what, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ":\n" + master.get("/tepui/deployments") + "\n" + master.err(), e);
        }
    }
}
