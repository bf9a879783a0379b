package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tepui prepare}: the archive of classes is used where it fits and left alone where it does not, without a word of the JVM. */
class PrepareTest {

    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        }
    }

    /** @return whether the process has the archive in its memory */
    private boolean startsWith(Path archive) throws Exception {
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = TepuiProcess.start(TepuiProcess.DIST, folder, port, Map.of("TEPUI_CACHE", folder.resolve("cache").toString()),
                "master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost", "--registry=in_memory", "--quiet")) {
            master.awaitHealth("/health");
            boolean used = Files.readString(Path.of("/proc/" + master.pid() + "/maps")).contains(archive.toString());
            assertEquals("", master.out());
            assertFalse(master.err().contains("[cds"), master.err());
            return used;
        }
    }

    @Test
    void anArchiveIsMadeAndUsedAndOneThatDoesNotFitIsLeftAlone() throws Exception {
        try (TepuiProcess prepare = TepuiProcess.start(TepuiProcess.DIST, folder, 0,
                Map.of("TEPUI_CACHE", folder.resolve("cache").toString()), "prepare")) {
            assertEquals(0, prepare.exitStatus(), prepare::err);
            assertTrue(prepare.out().startsWith("prepared: " + folder.resolve("cache")), prepare::out);
        }
        assertEquals(1, files().stream().filter(file -> file.toString().endsWith(".jsa")).count(), files()::toString);
        Path archive = files().stream().filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
        assertTrue(startsWith(archive));
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        assertFalse(startsWith(archive));
    }
}
