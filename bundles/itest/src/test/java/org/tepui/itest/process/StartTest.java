package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How processes of one distribution start and end. */
class StartTest {

    private static final int KILLS = Integer.getInteger("tepui.kills", 8);

    @TempDir
    Path folder;

    @Test
    void startupShowsTheSequenceInMesossOrder() throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder)) {
            TepuiProcess.await("the end of the sequence", () -> master.get("/startup").contains("\"name\":\"master\",\"state\":\"DONE\""));
            String startup = master.get("/startup");
            int last = -1;
            for (String step : List.of("flags", "logging", "wire", "version", "firewall rules", "modules", "anonymous modules", "hooks",
                    "allocator", "registry storage", "state", "registrar", "contender", "detector", "authorizer",
                    "agent removal rate limiter", "authenticators", "master")) {
                int at = startup.indexOf("\"name\":\"" + step + "\"");
                assertTrue(at > last, step + " is not where it belongs in " + startup);
                last = at;
            }
        }
    }

    @Test
    void anUnknownAllocatorEndsTheStartWithOneLineThatNamesTheKnownOnes() throws Exception {
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = TepuiProcess.start(folder, port, "master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                "--registry=in_memory", "--allocator=nosuch")) {
            assertEquals(1, master.exitStatus());
            List<String> errors = master.err().lines().filter(line -> line.startsWith("E")).toList();
            assertEquals(1, errors.size(), master.err());
            assertTrue(errors.get(0).contains("'nosuch'") && errors.get(0).contains("hierarchical"), errors.get(0));
        }
    }

    @Test
    void termEndsAMasterWithinFiveSeconds() throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder)) {
            long start = System.nanoTime();
            master.terminate();
            assertEquals(143, master.exitStatus());
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
        }
    }

    /** Every line is ours: a letter of severity and a date, or the flags' own (field case F99). */
    @Test
    void nothingButLogLinesStandsOnStandardError() throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder); TepuiProcess agent = TepuiProcess.agent(folder, master)) {
            for (TepuiProcess process : List.of(master, agent)) {
                for (String line : process.err().lines().toList()) {
                    assertTrue(line.matches("[IWE]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6} .*"), line);
                    assertFalse(line.contains("WARNING:"), line);
                }
                assertEquals("", process.out());
            }
        }
    }

    /** A daemon without a terminal runs on (field case F93). */
    @Test
    void closedMissingAndEmptyStandardInputEndNothing() throws Exception {
        for (String redirect : List.of("<&-", "</dev/null", "<&- >&-", "<&- >&- 2>&-")) {
            int port = TepuiProcess.freePort();
            Process shell = new ProcessBuilder("sh", "-c", "exec '" + TepuiProcess.DIST.resolve("bin/tepui") + "' master --ip=127.0.0.1 --port="
                    + port + " --hostname=localhost --registry=in_memory " + redirect).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile()).start();
            try (AutoCloseable end = () -> shell.destroyForcibly().waitFor()) {
                TepuiProcess probe = TepuiProcess.start(folder, port, "version");
                TepuiProcess.await("/health with " + redirect, () -> probe.answers("/health"));
                assertTrue(shell.isAlive());
                standardStreamsAreNotFilesOfTheMaster(shell.pid());
            }
        }
    }

    /** A closed stream's number goes to the next file that is opened: what is printed would end up in a jar or a lock. */
    private void standardStreamsAreNotFilesOfTheMaster(long pid) throws IOException {
        Path open = Path.of("/proc/" + pid + "/fd");
        for (String stream : Files.isDirectory(open) ? List.of("0", "1", "2") : List.<String>of()) {
            Path target = Files.readSymbolicLink(open.resolve(stream));
            assertTrue(target.equals(Path.of("/dev/null")) || target.equals(folder.resolve("log").toRealPath()), stream + " is " + target);
        }
    }

    /** Field case F92. */
    @Test
    void fiveProcessesRunFromOneDistribution() throws Exception {
        List<TepuiProcess> all = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                int port = TepuiProcess.freePort();
                all.add(TepuiProcess.start(folder, port, "master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                        "--registry=in_memory"));
            }
            for (TepuiProcess master : List.copyOf(all)) {
                master.awaitHealth("/health");
            }
            all.add(TepuiProcess.agent(folder, all.get(0)));
            all.add(TepuiProcess.agent(folder, all.get(1)));
            for (TepuiProcess process : all) {
                assertTrue(process.isAlive(), process.err());
            }
        } finally {
            all.forEach(TepuiProcess::close);
        }
    }

    /** Field case F92; {@code -Dtepui.kills=50} for the long form. */
    @Test
    void aKillAtAnyMomentOfTheStartNeverSpoilsTheNextOne() throws Exception {
        long seed = Long.getLong("tepui.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            int port = TepuiProcess.freePort();
            TepuiProcess victim = TepuiProcess.start(folder, port, "master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                    "--registry=in_memory");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
            victim.kill();
            assertTrue(victim.err().lines().noneMatch(line -> line.startsWith("E")), "seed " + seed + ": " + victim.err());
        }
        try (TepuiProcess master = TepuiProcess.master(folder)) {
            assertTrue(master.isAlive(), "seed " + seed);
        }
    }

    /** A client that comes early is told to come again, never that there is nothing here. */
    @Test
    void whileTheMasterStartsItsPathsAreAnswered503() throws Exception {
        int port = TepuiProcess.freePort();
        Set<Integer> seen = new TreeSet<>();
        try (TepuiProcess master = TepuiProcess.start(folder, port, "master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                "--registry=in_memory")) {
            TepuiProcess.await("an answer of /state", () -> {
                master.status("/state").ifPresent(seen::add);
                return seen.contains(200);
            });
            assertFalse(seen.contains(404), "answers were " + seen);
        }
    }

    /** Field case F92. */
    @Test
    void aReadOnlyDistributionRunsWithAWritablePlaceGiven() throws Exception {
        Path copy = folder.resolve("tepui");
        copy(TepuiProcess.DIST, copy);
        new ProcessBuilder("chmod", "-R", "a-w", copy.toString()).start().waitFor();
        Path cache = folder.resolve("cache");
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = TepuiProcess.start(copy, folder, port, Map.of(), "master", "--ip=127.0.0.1", "--port=" + port,
                "--hostname=localhost", "--registry=in_memory", "--cache_dir=" + cache)) {
            master.awaitHealth("/health");
            assertTrue(Files.isDirectory(cache));
            assertFalse(Files.exists(copy.resolve("var")));
        } finally {
            new ProcessBuilder("chmod", "-R", "u+w", copy.toString()).start().waitFor();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !path.startsWith(from.resolve("var"))).sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
