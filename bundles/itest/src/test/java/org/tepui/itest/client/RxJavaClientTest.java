package org.tepui.itest.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/**
 * The Java library mesos-rxjava, which speaks protobuf over HTTP. It needs a protobuf-java and a netty of ten years ago, so it runs in a
 * process of its own; its jars are laid into {@code target/rxjava} by the build.
 */
class RxJavaClientTest {

    private static final Path SOURCE = Path.of("src/test/rxjava/RxScheduler.java").toAbsolutePath();
    private static final Path JARS = Path.of("target/rxjava").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void threeCommandTasksAreLaunchedThroughToTheirEnd() throws Exception {
        assertTrue(Files.isDirectory(JARS), JARS + " is missing; the build copies it in the phase process-test-resources");
        try (TepuiProcess master = TepuiProcess.master(folder, "--allocation_interval=100ms");
                TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:256;disk:0")) {
            assertTrue(agent.isAlive());
            Path out = folder.resolve("rxjava.out");
            Process scheduler = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", JARS + "/*",
                    SOURCE.toString(), "" + master.port(), "3").redirectInput(new File("/dev/null")).redirectErrorStream(true)
                    .redirectOutput(out.toFile()).start();
            try {
                assertTrue(scheduler.waitFor(80, TimeUnit.SECONDS), () -> "it didn't end:\n" + read(out));
            } finally {
                scheduler.destroyForcibly();
            }
            String said = read(out);
            assertEquals(0, scheduler.exitValue(), said);
            assertEquals(3, said.lines().filter(line -> line.startsWith("TASK_FINISHED ")).distinct().count(), said);
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
