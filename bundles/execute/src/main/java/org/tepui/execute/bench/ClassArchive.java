package org.tepui.execute.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An archive of loaded classes that makes later starts on the same Java cheaper. A master is started and ended for it; the archive is put in its
 * place whole and only after a JVM has checked it, because a JVM that is given half an archive crashes.
 */
public final class ClassArchive {

    /** The JVM writes when it ends. */
    private static final Duration END_MAX = Duration.ofMinutes(2);

    private ClassArchive() {
    }

    /** @param tepui the program bin/tepui @param target where bin/tepui looks for it @throws IOException one line */
    public static void write(String tepui, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path made = Files.createTempDirectory(folder, "prepare").resolve(target.getFileName());
        try {
            try (LocalMaster master = LocalMaster.start(tepui, List.of(), List.of("--quiet"),
                    Map.of("TEPUI_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + made))) {
                if (!master.end(END_MAX) || !Files.exists(made)) {
                    throw new IOException("the JVM wrote no archive of its classes");
                }
            }
            check(made);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
            Files.delete(made.getParent());
        }
    }

    private static void check(Path archive) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + archive, "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+VerifySharedSpaces", "-version").redirectInput(new File("/dev/null")).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("a JVM that was given the archive ended with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
