package org.tepui.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.tepui.api.module.Anonymous;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.DeploymentState;
import org.tepui.deployer.plugin.LeftThread;
import org.tepui.testkit.plugin.PluginJar;

/** Bundles that are put into the folder, replaced and taken out, in a real framework. */
class DeployerTest {

    private static final String HANGS = "new java.util.concurrent.CountDownLatch(1).await();";
    private static final long DEADLINE_MS = 1_500;

    @TempDir
    Path folder;

    private LiveDeployer live;

    @BeforeEach
    void start() throws Exception {
        live = new LiveDeployer(folder, DEADLINE_MS);
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty("tepui.test.end");
        live.close();
    }

    /** A module whose name tells its version. */
    private static PluginJar module(String name, String version) {
        return PluginJar.named(name, version).header("Import-Package", "org.tepui.api.module;version=\"[0.1,1)\"").activator(
                "java.util.Hashtable<String, Object> p = new java.util.Hashtable<>(); p.put(\"tepui.module.name\", \"" + version + "\");"
                        + " context.registerService(org.tepui.api.module.Anonymous.class, new org.tepui.api.module.Anonymous() { }, p);", "");
    }

    private Set<String> modules() {
        try {
            return live.framework.getBundleContext().getServiceReferences(Anonymous.class, null).stream()
                    .map(reference -> String.valueOf(reference.getProperty("tepui.module.name"))).collect(Collectors.toCollection(TreeSet::new));
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEmptyFolderSettlesAtOnce() {
        live.await("the first look", live.deployer::settled);
        assertEquals(0, live.deployer.list().size());
    }

    @Test
    void aJarIsStartedReplacedAndTakenOut() throws Exception {
        live.put("m.jar", module("m", "1.0.0"));
        assertEquals("m", live.await("m.jar", DeploymentState.ACTIVE).bundle());
        assertEquals(Set.of("1.0.0"), modules());
        live.put("m.jar", module("m", "1.1.0"));
        live.await("m.jar", "1.1.0");
        live.await("the old version to go", () -> modules().equals(Set.of("1.1.0")));
        live.remove("m.jar");
        live.awaitGone("m.jar");
        assertEquals(Set.of(), modules());
        assertEquals(0, live.plugins());
    }

    /** As {@code --modules} names them. */
    @Test
    void aFileBesideTheFolderIsRunConfiguredReplacedAndTakenOut() throws Exception {
        Path beside = Files.createDirectory(folder.resolve("beside")).resolve("m.jar");
        Files.write(beside, module("m", "1.0.0").bytes());
        stop();
        Path second = Files.createDirectory(folder.resolve("second"));
        live = new LiveDeployer(second, DEADLINE_MS, List.of(beside), Map.of("m", Map.of("key", "value")));
        live.await("the first look", live.deployer::settled);
        assertEquals("m", live.await(beside.toString(), DeploymentState.ACTIVE).bundle());
        assertEquals(Map.of("m", Map.of("key", "value")), live.configured);
        Files.write(beside, module("m", "1.1.0").bytes());
        live.await(beside.toString(), "1.1.0");
        Files.delete(beside);
        live.awaitGone(beside.toString());
        assertEquals(0, live.plugins());
    }

    /** The one who replaces is there before the one who is replaced goes. */
    @Test
    void theOldVersionStaysUntilTheNewOneHasStarted() throws Exception {
        live.put("m.jar", module("m", "1.0.0"));
        live.await("m.jar", DeploymentState.ACTIVE);
        Set<String> without = new TreeSet<>();
        live.framework.getBundleContext().addServiceListener(event -> without.add(event.getType() + " " + modules()),
                "(objectClass=" + Anonymous.class.getName() + ")");
        live.put("m.jar", module("m", "2.0.0"));
        live.await("the old version to go", () -> modules().equals(Set.of("2.0.0")));
        assertTrue(without.contains("1 [1.0.0, 2.0.0]"), without.toString());
    }

    @Test
    void aNewVersionThatFailsLeavesTheOldOneRunning() throws Exception {
        live.put("m.jar", module("m", "1.0.0"));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.put("m.jar", PluginJar.named("m", "2.0.0").activator("throw new IllegalStateException(\"no licence\");", ""));
        live.await("the failure", () -> live.of("m.jar").orElseThrow().reason().contains("no licence"));
        Deployment now = live.of("m.jar").orElseThrow();
        assertEquals(DeploymentState.ACTIVE, now.state());
        assertEquals("1.0.0", now.version());
        live.await("the failed one to go", () -> live.plugins() == 1);
        assertEquals(Set.of("1.0.0"), modules());
    }

    @Test
    void aSingletonComesBackWhenItsNewVersionFails() throws Exception {
        live.put("m.jar", module("m;singleton:=true", "1.0.0"));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.put("m.jar", PluginJar.named("m;singleton:=true", "2.0.0").activator("throw new IllegalStateException(\"no licence\");", ""));
        live.await("the old one to come back", () -> live.of("m.jar").orElseThrow().reason().contains("m 1.0.0 came back"));
        live.await("the failed one to go", () -> live.plugins() == 1);
        assertEquals(Set.of("1.0.0"), modules());
        live.put("m.jar", module("m;singleton:=true", "3.0.0"));
        live.await("m.jar", "3.0.0");
        assertEquals(Set.of("3.0.0"), modules());
    }

    /** Field case F86. */
    @Test
    void aJarThatArrivesInPiecesIsStartedOnceItIsWhole() throws Exception {
        byte[] whole = module("m", "1.0.0").bytes();
        Path file = live.deploy.resolve("m.jar");
        int half = whole.length / 2;
        Files.write(file, Arrays.copyOf(whole, half));
        live.await("m.jar", DeploymentState.PENDING);
        Files.write(file, Arrays.copyOfRange(whole, half, whole.length), StandardOpenOption.APPEND);
        live.await("m.jar", DeploymentState.ACTIVE);
    }

    /** Field case F86, cut off for good. */
    @Test
    void aJarThatWasCutOffIsToldAfterAWhile() throws Exception {
        byte[] whole = module("m", "1.0.0").bytes();
        Files.write(live.deploy.resolve("m.jar"), Arrays.copyOf(whole, whole.length * 6 / 10));
        Deployment told = live.await("m.jar", DeploymentState.REFUSED);
        assertTrue(told.reason().startsWith("is no whole jar"), told.reason());
    }

    /** Field case F101. */
    @Test
    void whatIsNoBundleIsListedWithItsReason() throws Exception {
        Files.createDirectory(live.deploy.resolve("folder"));
        Files.write(live.deploy.resolve("x.war"), new byte[10]);
        Files.write(live.deploy.resolve("x.jar.part"), new byte[10]);
        Files.writeString(live.deploy.resolve(".hidden"), "x");
        Files.createSymbolicLink(live.deploy.resolve("link.jar"), Path.of("nowhere"));
        Files.createDirectory(live.deploy.resolve("folder.jar"));
        for (String name : new String[] {"folder", "x.war", "x.jar.part", ".hidden", "link.jar", "folder.jar"}) {
            assertFalse(live.await(name, DeploymentState.IGNORED).reason().isEmpty());
        }
        assertEquals(0, live.plugins());
    }

    /** Field case F98. */
    @Test
    void aWrongVersionIsSaidInOneLineAndMendedByAnotherBundle() throws Exception {
        live.put("m.jar", PluginJar.named("m", "1").header("Import-Package", "lib;version=\"[2,3)\""));
        assertEquals("needs package lib in [2.0.0,3.0.0); no bundle exports it: put one that does into deploy/, or the classes into this jar",
                live.await("m.jar", DeploymentState.UNRESOLVED).reason());
        PluginJar old = PluginJar.named("lib", "1").header("Export-Package", "lib;version=\"1.5\"").entry("lib/x", new byte[1]);
        live.put("lib.jar", old);
        live.await("lib.jar", DeploymentState.ACTIVE);
        live.await("the version found", () -> live.of("m.jar").orElseThrow().reason().contains("found 1.5.0 of lib 1.0.0"));
        live.put("lib.jar", PluginJar.named("lib", "2").header("Export-Package", "lib;version=\"2.1\"").entry("lib/x", new byte[1]));
        live.await("m.jar", DeploymentState.ACTIVE);
    }

    @Test
    void whoeverUsesALibraryMovesToItsNewVersionAndWaitsWhenItIsGone() throws Exception {
        live.put("lib.jar", PluginJar.named("lib", "1").header("Export-Package", "lib;version=\"1\"").entry("lib/x", new byte[1]));
        live.await("lib.jar", DeploymentState.ACTIVE);
        live.put("m.jar", PluginJar.named("m", "1").header("Import-Package", "lib"));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.put("lib.jar", PluginJar.named("lib", "2").header("Export-Package", "lib;version=\"2\"").entry("lib/x", new byte[1]));
        live.await("lib.jar", "2.0.0");
        live.await("the old library to go", () -> live.plugins() == 2);
        live.await("m.jar", DeploymentState.ACTIVE);
        live.remove("lib.jar");
        live.await("m.jar", DeploymentState.UNRESOLVED);
    }

    @Test
    void aBundleThatWouldChangeThePlatformIsNotInstalled() throws Exception {
        live.put("own.jar", PluginJar.named("own", "1").header("Export-Package", "org.tepui.api.allocator"));
        live.put("extension.jar", PluginJar.named("extension", "1").header("Fragment-Host", "system.bundle; extension:=framework"));
        live.put("hook.jar", PluginJar.named("hook", "1").header("Import-Package", "org.osgi.framework.hooks.resolver"));
        live.put("dynamic.jar", PluginJar.named("dynamic", "1").header("DynamicImport-Package", "*"));
        for (String file : new String[] {"own.jar", "extension.jar", "hook.jar", "dynamic.jar"}) {
            assertFalse(live.await(file, DeploymentState.REFUSED).reason().isEmpty());
        }
        assertEquals(0, live.plugins());
    }

    @Test
    void twoFilesOfOneBundleAreNotBothStartedAndTheSecondFollowsWhenTheFirstIsGone() throws Exception {
        live.put("a.jar", module("m", "1.0.0"));
        live.await("a.jar", DeploymentState.ACTIVE);
        live.put("b.jar", module("m", "1.0.0"));
        assertEquals("is the same bundle as deploy/a.jar, m 1.0.0", live.await("b.jar", DeploymentState.REFUSED).reason());
        live.remove("a.jar");
        live.await("b.jar", DeploymentState.ACTIVE);
    }

    @Test
    void withOneStuckTwentyOthersAreDeployedUpdatedAndRemoved() throws Exception {
        live.put("0-hangs.jar", PluginJar.named("hangs", "1").activator(HANGS, ""));
        for (int i = 0; i < 20; i++) {
            live.put("p" + i + ".jar", module("p" + i, "1.0." + i));
        }
        for (int i = 0; i < 20; i++) {
            live.await("p" + i + ".jar", DeploymentState.ACTIVE);
        }
        Deployment stuck = live.await("0-hangs.jar", DeploymentState.STUCK);
        assertTrue(stuck.reason().contains("plugin.Activator.start"), stuck.reason());
        assertTrue(live.hidden.contains(live.bundle("hangs").orElseThrow().getBundleId()));
        for (int i = 0; i < 20; i++) {
            live.put("p" + i + ".jar", module("p" + i, "2.0." + i));
        }
        for (int i = 0; i < 20; i++) {
            live.await("p" + i + ".jar", "2.0." + i);
        }
        for (int i = 0; i < 20; i++) {
            live.remove("p" + i + ".jar");
        }
        live.await("all others to go", () -> live.plugins() == 1);
        assertEquals(Bundle.STARTING, live.bundle("hangs").orElseThrow().getState());
    }

    @Test
    void aStuckNewVersionLeavesTheOldOneRunningAndAMendedOneTakesItsPlace() throws Exception {
        live.put("m.jar", module("m", "1.0.0"));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.put("m.jar", PluginJar.named("m", "2.0.0").activator(HANGS, ""));
        live.await("the newer jar to be stuck", () -> live.of("m.jar").orElseThrow().reason().contains("stuck"));
        assertEquals(Set.of("1.0.0"), modules());
        live.put("m.jar", module("m", "3.0.0"));
        live.await("m.jar", "3.0.0");
        live.await("the old one to go", () -> modules().equals(Set.of("3.0.0")));
    }

    @Test
    void aBundleThatHangsInItsStopIsStuckAndHidden() throws Exception {
        live.put("m.jar", PluginJar.named("m", "1.0.0").activator("", HANGS));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.remove("m.jar");
        live.await("m.jar", DeploymentState.STUCK);
        assertEquals(1, live.hidden.size());
        live.put("n.jar", module("n", "1.0.0"));
        live.await("n.jar", DeploymentState.ACTIVE);
    }

    @Test
    void whatWasStuckIsSkippedAtTheNextStartUntilItIsPutInAgain() throws Exception {
        byte[] hangs = PluginJar.named("m", "1").activator("if (Boolean.getBoolean(\"tepui.test.hangs\")) {" + HANGS + "}", "").bytes();
        System.setProperty("tepui.test.hangs", "true");
        Files.write(live.deploy.resolve("m.jar"), hangs);
        live.await("m.jar", DeploymentState.STUCK);
        System.clearProperty("tepui.test.hangs");
        live.deployer.close();
        LiveDeployer next = new LiveDeployer(folder, DEADLINE_MS);
        try (next) {
            assertTrue(next.await("m.jar", DeploymentState.SKIPPED).reason().startsWith("was stuck before"));
            assertTrue(next.deployer.settled());
            next.remove("m.jar");
            next.awaitGone("m.jar");
            Files.write(next.deploy.resolve("m.jar"), hangs);
            next.await("m.jar", DeploymentState.ACTIVE);
        }
    }

    private static final String LOOP = "while (!Boolean.getBoolean(\"tepui.test.end\")) { try { Thread.sleep(20); } catch (InterruptedException e) { %s } }";

    /** Starts a thread of that name from a lambda. @param interrupted what it does when it is interrupted */
    private static String thread(String name, String interrupted) {
        return "new Thread(() -> { " + LOOP.formatted(interrupted) + " }, \"" + name + "\").start();";
    }

    private static boolean runs(String name) {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(name));
    }

    /** One that sleeps, one of a class of the plugin, and a pool whose threads carry its loader and wait for work. */
    @Test
    void threadsThatAPluginLeavesAreInterruptedWhenItGoes() throws Exception {
        String pool = "java.util.concurrent.ThreadPoolExecutor pool = new java.util.concurrent.ThreadPoolExecutor(1, 1, 5,"
                + " java.util.concurrent.TimeUnit.SECONDS, new java.util.concurrent.LinkedBlockingQueue<>(), task -> { Thread made = new Thread(task, \"left-pool\");"
                + " made.setContextClassLoader(Activator.class.getClassLoader()); return made; }); pool.allowCoreThreadTimeOut(true); pool.submit(() -> { }).get();";
        live.put("m.jar", PluginJar.named("m", "1").activator(thread("left-lambda", "return;") + "new Own().start();" + pool, "}"
                + " static final class Own extends Thread { Own() { super(\"left-own\"); } public void run() { "
                + "java.util.concurrent.locks.LockSupport.park(); } "));
        live.await("m.jar", DeploymentState.ACTIVE);
        assertTrue(runs("left-lambda") && runs("left-own") && runs("left-pool"));
        live.remove("m.jar");
        live.await("those that heed it to end", () -> !runs("left-lambda") && !runs("left-own"));
        // A pool goes on after an interrupt; this one ends for want of work.
        live.await("the pool to be told", () -> live.deployer.leftThreads().equals(List.of(new LeftThread("m", "1.0.0", "left-pool"))));
        live.await("the list to be empty again", () -> live.deployer.leftThreads().isEmpty());
    }

    @Test
    void aThreadThatIgnoresInterruptsIsToldUntilItEnds() throws Exception {
        try {
            live.put("m.jar", PluginJar.named("m", "1").activator(thread("left\\ndeaf", ""), ""));
            live.await("m.jar", DeploymentState.ACTIVE);
            live.remove("m.jar");
            live.await("the thread to be told", () -> live.deployer.leftThreads().equals(List.of(new LeftThread("m", "1.0.0", "left deaf"))));
        } finally {
            System.setProperty("tepui.test.end", "true");
        }
        live.await("the list to be empty again", () -> live.deployer.leftThreads().isEmpty());
    }

    @Test
    void aThreadThatThrowsWhenItIsInterruptedDoesNotKeepItsBundle() throws Exception {
        live.put("m.jar", PluginJar.named("m", "1").activator("new Own().start();", "} static final class Own extends Thread {"
                + " Own() { super(\"left-throws\"); } public void run() { " + LOOP.formatted("") + " }"
                + " public void interrupt() { throw new LinkageError(\"no\"); } public long getId() { throw new LinkageError(\"none\"); } "));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.remove("m.jar");
        live.await("the thread to be told", () -> live.deployer.leftThreads().equals(List.of(new LeftThread("m", "1.0.0", "left-throws"))));
        assertEquals(0, live.plugins());
        System.setProperty("tepui.test.end", "true");
        live.await("the list to be empty again", () -> live.deployer.leftThreads().isEmpty());
    }

    /** The classes of both versions have the same names. */
    @Test
    void onlyTheOldVersionsThreadIsInterruptedByAReplacement() throws Exception {
        live.put("m.jar", PluginJar.named("m", "1").activator(thread("left-old", "return;"), ""));
        live.await("m.jar", DeploymentState.ACTIVE);
        live.put("m.jar", PluginJar.named("m", "2").activator(thread("left-new", "return;"), ""));
        live.await("m.jar", "2.0.0");
        live.await("the old one's thread to end", () -> !runs("left-old"));
        live.await("the old one to go", () -> live.plugins() == 1);
        assertTrue(runs("left-new"));
        live.remove("m.jar");
        live.await("the new one's thread to end", () -> !runs("left-new"));
    }

    /** Whose thread it is cannot be told: of two bundles that have its class, or of one that runs a class of another. */
    @Test
    void aThreadThatMayBeAnothersIsLeftAlone() throws Exception {
        try {
            live.put("lib.jar", PluginJar.named("lib", "1").header("Export-Package", "plugin").activator(thread("left-alone", "return;"), ""));
            live.await("lib.jar", DeploymentState.ACTIVE);
            live.put("m.jar", PluginJar.named("m", "1").header("Import-Package", "plugin"));
            live.await("m.jar", DeploymentState.ACTIVE);
            live.remove("lib.jar");
            live.await("m.jar", DeploymentState.UNRESOLVED);
            assertTrue(runs("left-alone"));
        } finally {
            System.setProperty("tepui.test.end", "true");
        }
        live.await("the thread to end", () -> !runs("left-alone"));
    }

    /** Field cases on leaks: the folder's files come and go, and nothing of them stays. */
    @Test
    void twentyCyclesLeaveNoThreadNoBundleAndNoClassLoader() throws Exception {
        int cycles = Integer.getInteger("tepui.cycles", 20);
        WeakReference<?>[] loaders = new WeakReference<?>[cycles];
        int threads = pluginThreads();
        byte[] jar = module("m", "1.0.0").bytes();
        for (int i = 0; i < cycles; i++) {
            Files.write(live.deploy.resolve("m.jar"), jar);
            live.await("m.jar", DeploymentState.ACTIVE);
            loaders[i] = new WeakReference<>(loader());
            live.remove("m.jar");
            live.awaitGone("m.jar");
        }
        live.await("the class loaders to go", () -> {
            System.gc();
            return Arrays.stream(loaders).allMatch(loader -> loader.get() == null);
        });
        assertEquals(0, live.plugins());
        live.await("the threads to go", () -> pluginThreads() <= threads);
        try (var left = Files.list(folder.resolve("deployed"))) {
            assertEquals(0, left.count());
        }
    }

    private ClassLoader loader() {
        ServiceReference<Anonymous> reference = live.framework.getBundleContext().getServiceReference(Anonymous.class);
        ClassLoader loader = live.framework.getBundleContext().getService(reference).getClass().getClassLoader();
        live.framework.getBundleContext().ungetService(reference);
        return loader;
    }

    private static int pluginThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("tepui-deploy-")).count();
    }
}
