package org.tepui.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.agent.core.ExitStatus;
import org.tepui.agent.core.LaunchSpec;
import org.tepui.agent.core.ProcessLauncher;

class OsLauncherTest {

    @TempDir
    Path work;

    private OsLauncher launcher;

    @BeforeEach
    void start() throws IOException {
        launcher = new OsLauncher();
    }

    @AfterEach
    void stop() {
        launcher.close();
    }

    /** What was told about one launch. */
    private static final class Heard implements ProcessLauncher.Events {
        final CompletableFuture<Long> pid = new CompletableFuture<>();
        final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
        final CompletableFuture<ExitStatus> status = new CompletableFuture<>();

        @Override
        public void started(long id) {
            pid.complete(id);
        }

        @Override
        public void failed(String reason) {
            failures.add(reason);
        }

        @Override
        public void exited(ExitStatus ended) {
            status.complete(ended);
        }

        long pid() throws Exception {
            return pid.get(10, TimeUnit.SECONDS);
        }

        ExitStatus status() throws Exception {
            return status.get(20, TimeUnit.SECONDS);
        }
    }

    private LaunchSpec spec(String name, List<String> argv, SortedMap<String, String> environment) {
        Path runs = work.resolve(name).resolve("runs");
        return new LaunchSpec(argv, environment, runs.resolve("1"), runs.resolve("latest"), List.of(), List.of(), false);
    }

    private LaunchSpec shell(String command) {
        return spec("t", List.of("/bin/sh", "-c", command), new TreeMap<>());
    }

    /** Waits for a line that the process writes when it is so far. */
    private void awaitOutput(String text) throws Exception {
        Path file = work.resolve("t/runs/1/stdout");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            assertTrue(System.nanoTime() < end, "no '" + text + "' in " + file);
            Thread.onSpinWait();
        }
    }

    @Test
    void aCommandWritesIntoItsSandbox() throws Exception {
        Heard heard = new Heard();
        launcher.launch(shell("echo hi; echo bad >&2; pwd"), heard);
        assertEquals(ExitStatus.exited(0), heard.status());
        Path sandbox = work.resolve("t/runs/1");
        assertEquals("hi\n" + sandbox.toRealPath() + "\n", Files.readString(sandbox.resolve("stdout")));
        assertEquals("bad\n", Files.readString(sandbox.resolve("stderr")));
        assertEquals(sandbox, Files.readSymbolicLink(work.resolve("t/runs/latest")));
    }

    @Test
    void exitCodesAndSignalsAreTold() throws Exception {
        Heard three = new Heard();
        launcher.launch(shell("exit 3"), three);
        assertEquals("exited with status 3", three.status().words());
        Heard killed = new Heard();
        launcher.launch(shell("kill -s SEGV $$"), killed);
        assertEquals("terminated with signal Segmentation fault", killed.status().words());
    }

    @Test
    void theEnvironmentIsTheAgentsWithoutItsSettingsAndWithTheTasksOwn() throws Exception {
        Heard heard = new Heard();
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("MESOS_TASK_ID", "t");
        environment.put("GREETING", "a b\"c");
        launcher.launch(spec("t", List.of("env"), environment), heard);
        assertEquals(ExitStatus.exited(0), heard.status());
        List<String> lines = Files.readAllLines(work.resolve("t/runs/1/stdout"));
        assertTrue(lines.contains("MESOS_TASK_ID=t"));
        assertTrue(lines.contains("GREETING=a b\"c"));
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("PATH=")));
    }

    @Test
    void standardInputIsEmpty() throws Exception {
        Heard heard = new Heard();
        launcher.launch(spec("t", List.of("cat"), new TreeMap<>()), heard);
        assertEquals(ExitStatus.exited(0), heard.status());
    }

    @Test
    void terminateReachesAllChildren() throws Exception {
        Heard heard = new Heard();
        ProcessLauncher.Running running = launcher.launch(shell("sleep 1000 & echo child $!; sleep 1000 & echo ready; wait"), heard);
        awaitOutput("ready");
        String first = Files.readAllLines(work.resolve("t/runs/1/stdout")).get(0);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(first.substring("child ".length()))).orElseThrow();
        running.terminate();
        assertEquals(ExitStatus.signalled(15), heard.status());
        child.onExit().get(10, TimeUnit.SECONDS);
        assertFalse(child.isAlive());
    }

    @Test
    void killReachesWhoIgnoresTerminate() throws Exception {
        Heard heard = new Heard();
        ProcessLauncher.Running running = launcher.launch(shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"), heard);
        awaitOutput("ready");
        running.terminate();
        assertNull(heard.status.getNow(null));
        running.kill();
        assertEquals(ExitStatus.signalled(9), heard.status());
    }

    @Test
    void childrenThatStayBehindAreKilledWhenTheHeadEnds() throws Exception {
        Heard heard = new Heard();
        launcher.launch(shell("sleep 1000 & echo $!"), heard);
        assertEquals(ExitStatus.exited(0), heard.status());
        String pid = Files.readString(work.resolve("t/runs/1/stdout")).strip();
        Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(pid));
        if (child.isPresent()) {
            child.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSandboxThatCannotBeMadeIsAFailureWithAReason() throws Exception {
        Files.writeString(work.resolve("t"), "a file in the way");
        Heard heard = new Heard();
        launcher.launch(shell("true"), heard);
        String reason = heard.failures.poll(10, TimeUnit.SECONDS);
        assertTrue(reason.contains(work.resolve("t").toString()), reason);
    }

    @Test
    void filesAndVolumesAreInTheSandbox() throws Exception {
        Path tool = Files.writeString(work.resolve("tool.sh"), "#!/bin/sh\necho made > data/out\n");
        Path sandbox = work.resolve("t/runs/1");
        LaunchSpec spec = new LaunchSpec(List.of("./run"), new TreeMap<>(), sandbox, work.resolve("t/runs/latest"),
            List.of(new LaunchSpec.FetchedFile(tool, "run", true)),
            List.of(new LaunchSpec.LinkedVolume(work.resolve("volumes/v"), sandbox.resolve("data"))), false);
        Heard heard = new Heard();
        launcher.launch(spec, heard);
        assertEquals(ExitStatus.exited(0), heard.status());
        assertEquals("made\n", Files.readString(work.resolve("volumes/v/out")));
    }

    @Test
    void closingEndsWhatStillRuns() throws Exception {
        Heard heard = new Heard();
        launcher.launch(shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"), heard);
        awaitOutput("ready");
        launcher.close();
        assertEquals(ExitStatus.signalled(9), heard.status());
    }
}
