package org.tepui.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCollectorTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path work;

    private Path sandbox(String executor, String id) throws IOException {
        Path runs = work.resolve("slaves/S/frameworks/F/executors").resolve(executor).resolve("runs");
        Path sandbox = Files.createDirectories(runs.resolve(id));
        Files.writeString(sandbox.resolve("stdout"), "hi");
        Files.deleteIfExists(runs.resolve("latest"));
        Files.createSymbolicLink(runs.resolve("latest"), sandbox);
        return sandbox;
    }

    private int collect(Set<String> live, Duration later) {
        return new SandboxCollector(work, WEEK).collect(live, Instant.now().plus(later));
    }

    @Test
    void oldSandboxesGoWithTheFoldersAboveThem() throws IOException {
        sandbox("t", "1");
        assertEquals(0, collect(Set.of(), Duration.ofDays(6)));
        assertEquals(1, collect(Set.of(), Duration.ofDays(8)));
        assertFalse(Files.exists(work.resolve("slaves/S")));
        assertTrue(Files.exists(work.resolve("slaves")));
    }

    @Test
    void sandboxesOfRunningTasksStay() throws IOException {
        Path live = sandbox("t", "1");
        sandbox("u", "2");
        assertEquals(1, collect(Set.of("1"), Duration.ofDays(8)));
        assertTrue(Files.exists(live.resolve("stdout")));
        assertTrue(Files.isSymbolicLink(live.resolveSibling("latest")));
    }

    @Test
    void whatALinkPointsAtStays() throws IOException {
        Path volume = Files.createDirectories(work.resolve("volumes/v"));
        Files.writeString(volume.resolve("data"), "precious");
        Path sandbox = sandbox("t", "1");
        Files.createSymbolicLink(sandbox.resolve("data"), volume);
        assertEquals(1, collect(Set.of(), Duration.ofDays(8)));
        assertFalse(Files.exists(sandbox, LinkOption.NOFOLLOW_LINKS));
        assertEquals("precious", Files.readString(volume.resolve("data")));
    }

    @Test
    void anEmptyWorkDirectoryIsNoProblem() {
        assertEquals(0, collect(Set.of(), Duration.ofDays(8)));
    }
}
