package org.tepui.itest.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/** The Node library mesos-framework, of the exact version of {@code src/test/node/package.json}. Without Node there is nothing to test. */
class NodeClientTest {

    private static final Path SOURCE = Path.of("src/test/node").toAbsolutePath();
    private static final Path TARGET = Path.of("target/node").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeAll
    static void theLibraryIsInstalled() throws Exception {
        Assumptions.assumeTrue(hasNode(), "there is no node on the path");
        Files.createDirectories(TARGET);
        for (String file : List.of("package.json", ".npmrc", "scheduler.js")) {
            Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(TARGET.resolve("node_modules/mesos-framework/package.json"))) {
            // Never with this process's streams: the test runner speaks over them, and npm would read its words.
            Path out = TARGET.resolve("npm.out");
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--silent", "--no-package-lock")
                    .directory(TARGET.toFile()).redirectInput(new File("/dev/null")).redirectErrorStream(true)
                    .redirectOutput(out.toFile()).start();
            assertTrue(npm.waitFor(120, TimeUnit.SECONDS), () -> "npm install didn't end in 120 s:\n" + read(out));
            assertEquals(0, npm.exitValue(), () -> "npm install failed; it needs a registry that has mesos-framework:\n" + read(out));
        }
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Also field case F68: one record is one chunk, else the library complains of line ends. */
    @Test
    void threeCommandTasksFinishAndTheStreamIsReadWithoutAComplaint() throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder, "--allocation_interval=100ms");
                TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:2;mem:1024;disk:1024;ports:[31000-32000]")) {
            assertTrue(agent.isAlive());
            Path out = folder.resolve("node.out");
            Process node = new ProcessBuilder("node", "--no-deprecation", "scheduler.js", "" + master.port(), folder.toString())
                    .directory(TARGET.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
            try {
                assertTrue(node.waitFor(80, TimeUnit.SECONDS), () -> "node didn't end:\n" + read(out));
            } finally {
                node.destroyForcibly();
            }
            String said = read(out);
            assertEquals(0, node.exitValue(), said);
            assertEquals(3, said.lines().filter(line -> line.startsWith("TASK_FINISHED ")).distinct().count(), said);
            assertFalse(said.toLowerCase().contains("linebreak") || said.contains("parse"), said);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
