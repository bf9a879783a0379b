package org.tepui.itest.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** What operators and packages met at the start of a master, each under its number. */
class StartCasesTest {

    @TempDir
    Path folder;

    private TepuiProcess start(int port, String... flags) throws IOException {
        return start(Map.of(), port, flags);
    }

    private TepuiProcess start(Map<String, String> environment, int port, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of("master", "--ip=127.0.0.1", "--port=" + port, "--registry=in_memory"));
        all.addAll(List.of(flags));
        return TepuiProcess.start(TepuiProcess.DIST, folder, port, environment, all.toArray(String[]::new));
    }

    private static List<String> warnings(TepuiProcess master) {
        return master.err().lines().filter(line -> line.startsWith("W") && line.contains("--hostname")).toList();
    }

    private static String location(TepuiProcess master) throws IOException {
        master.awaitHealth("/health");
        SchedulerClient.awaitRecovery(master.port());
        String answer = Asking.raw(master.port(), "GET /redirect HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        return answer.lines().filter(line -> line.startsWith("Location: ")).findFirst().orElse(answer);
    }

    @Test
    void f35ANameThatClientsCannotUseIsTakenAndWarnedAbout() throws Exception {
        for (String name : List.of("0.0.0.0", "nowhere.invalid")) {
            int port = TepuiProcess.freePort();
            try (TepuiProcess master = start(port, "--hostname=" + name)) {
                assertEquals("Location: //" + name + ":" + port, location(master));
                TepuiProcess.await("a warning about " + name, () -> warnings(master).size() == 1);
                assertTrue(warnings(master).get(0).contains("'" + name + "'"), warnings(master).get(0));
            }
        }
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = start(port, "--hostname=")) {
            assertEquals("Location: //127.0.0.1:" + port, location(master));
            TepuiProcess.await("a warning about an empty name", () -> warnings(master).size() == 1);
        }
    }

    @Test
    void f35WithoutALookUpTheAddressIsTheNameAndNothingIsWarnedAbout() throws Exception {
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = start(port, "--no-hostname_lookup")) {
            assertEquals("Location: //127.0.0.1:" + port, location(master));
            assertEquals(List.of(), warnings(master));
        }
    }

    /** A folder of files as packages have it: each a flag, a question mark before a switch. */
    @Test
    void f40AFolderOfFlagsStartsAMasterAndAStrayFileIsNamed() throws Exception {
        int port = TepuiProcess.freePort();
        Path etc = Files.createDirectory(folder.resolve("etc"));
        for (Map.Entry<String, String> each : Map.of("cluster", "field-cluster", "ip", "127.0.0.1", "port", "" + port, "registry",
                "in_memory", "?no-hostname_lookup", "").entrySet()) {
            Files.writeString(etc.resolve(each.getKey()), each.getValue() + "\n");
        }
        Path stray = Files.writeString(etc.resolve("work_dir.rpmnew"), "/var/lib/old\n");
        try (TepuiProcess refused = TepuiProcess.start(folder, port, flagsOf(etc))) {
            assertEquals(1, refused.exitStatus());
            assertTrue(refused.err().startsWith("--work_dir.rpmnew: unknown flag"), refused.err());
        }
        Files.delete(stray);
        try (TepuiProcess master = TepuiProcess.start(folder, port, flagsOf(etc))) {
            assertEquals("Location: //127.0.0.1:" + port, location(master));
            assertEquals("field-cluster", Asking.state(master).path("cluster").asText());
        }
    }

    private static String[] flagsOf(Path etc) throws IOException {
        List<String> flags = new ArrayList<>(List.of("master"));
        try (Stream<Path> files = Files.list(etc)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                flags.add(name.startsWith("?") ? "--" + name.substring(1) : "--" + name + "=" + Files.readString(file).stripTrailing());
            }
        }
        return flags.toArray(String[]::new);
    }

    @Test
    void f44WhatIsMissingIsSaidInOneLineOnStandardErrorEvenWhenLogsGoElsewhere() throws Exception {
        try (TepuiProcess master = TepuiProcess.start(folder, 0, "master", "--ip=127.0.0.1", "--log_dir=" + folder.resolve("logs"),
                "--quiet")) {
            assertEquals(1, master.exitStatus());
            assertEquals(1, master.err().lines().count(), master.err());
            assertTrue(master.err().contains("--work_dir"), master.err());
        }
    }

    /** There is such a test only on a machine on which a name of its own can be given to a process. */
    @TestFactory
    Stream<DynamicTest> f55AMachineWhoseOwnNameDoesNotResolveIsToldWhichFlagsHelp() throws Exception {
        return canBeNamed() ? Stream.of(DynamicTest.dynamicTest("nohost.invalid", this::aMachineWithoutAName)) : Stream.empty();
    }

    private static boolean canBeNamed() throws InterruptedException {
        try {
            return named("true").redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ProcessBuilder named(String command) {
        return new ProcessBuilder("unshare", "-u", "-r", "sh", "-c", "hostname nohost.invalid && exec " + command)
                .redirectInput(new File("/dev/null"));
    }

    private void aMachineWithoutAName() throws Exception {
        Path err = folder.resolve("nohost.err");
        Process process = named(TepuiProcess.DIST.resolve("bin/tepui") + " master --port=0 --registry=in_memory")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(err.toFile()).start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> read(err));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(1, process.exitValue(), read(err));
        List<String> errors = read(err).lines().filter(line -> !line.startsWith("I")).toList();
        assertEquals(1, errors.size(), read(err));
        assertTrue(errors.get(0).contains("--ip=") && errors.get(0).contains("--hostname="), errors.get(0));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void f58MetricsOfFrameworksAreOffWithTheirFlag() throws Exception {
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = start(port, "--hostname=localhost", "--no-publish_per_framework_metrics")) {
            master.awaitHealth("/health");
            try (SchedulerClient client = SchedulerClient.subscribe(port, "{" + Asking.PLAIN + "}")) {
                client.frameworkId();
                TepuiProcess.await("the framework", () -> Asking.metrics(master).path("master/frameworks_active").asDouble() == 1);
                assertFalse(master.get("/metrics/snapshot").contains("master/frameworks/"));
            }
        }
    }

    /** A daemon outlives the terminal that started it with nohup. */
    @Test
    void f93AHangupDoesNotEndAMasterStartedWithNohup() throws Exception {
        int port = TepuiProcess.freePort();
        Process shell = new ProcessBuilder("nohup", TepuiProcess.DIST.resolve("bin/tepui").toString(), "master", "--ip=127.0.0.1",
                "--port=" + port, "--hostname=localhost", "--registry=in_memory").redirectInput(new File("/dev/null"))
                .redirectErrorStream(true).redirectOutput(folder.resolve("nohup.log").toFile()).start();
        try {
            TepuiProcess master = TepuiProcess.of(port);
            TepuiProcess.await("/health", () -> master.answers("/health"));
            assertEquals(0, new ProcessBuilder("kill", "-HUP", "" + shell.pid()).redirectInput(new File("/dev/null")).start().waitFor());
            SchedulerClient.awaitRecovery(port);
            assertTrue(shell.isAlive() && master.answers("/health"));
        } finally {
            shell.destroyForcibly().waitFor();
        }
    }

    /** Also of F91: each finds the caches of the others, and the first comes back to its own. */
    @Test
    void f99EveryInstalledJavaStartsAMasterWithoutAWordOfItsOwn() throws Exception {
        List<Path> all = new ArrayList<>(javas());
        all.add(all.get(0));
        for (Path java : all) {
            int port = TepuiProcess.freePort();
            try (TepuiProcess master = start(Map.of("JAVA_HOME", java.toString()), port, "--hostname=localhost")) {
                master.awaitHealth("/health");
                SchedulerClient.awaitRecovery(port);
                for (String line : master.err().lines().toList()) {
                    assertTrue(line.matches("[IWE]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6} .*"), java + ": " + line);
                }
                assertFalse(master.err().contains("WARNING"), java + ": " + master.err());
            }
        }
    }

    /** The Java of this test first, then those beside it, 17 and later, each once. */
    private static List<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> all = new ArrayList<>(List.of(own));
        try (Stream<Path> beside = Files.list(own.getParent())) {
            for (Path each : beside.sorted().toList()) {
                Path home = each.toRealPath();
                if (!all.contains(home) && Files.isExecutable(home.resolve("bin/java")) && version(home) >= 17) {
                    all.add(home);
                }
            }
        }
        return all;
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        String text = Files.exists(release) ? Files.readString(release) : "";
        int at = text.indexOf("JAVA_VERSION=\"");
        return at < 0 ? 0 : Integer.parseInt(text.substring(at + 14).split("[^0-9]")[0]);
    }
}
