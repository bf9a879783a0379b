package org.tepui.example.filelock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.api.election.Leader;
import org.tepui.testkit.configuration.Configuration;
import org.tepui.testkit.election.ElectionContract;

class FileLockElectionTest extends ElectionContract {

    @TempDir
    Path folder;

    private final List<FileLockContender> contenders = new ArrayList<>();
    private final List<FileLockDetector> detectors = new ArrayList<>();

    @Override
    protected Election election() throws IOException {
        return new Election(contender(folder.resolve("leader").toString()), detector(folder.resolve("leader")));
    }

    private FileLockContender contender(String file) {
        FileLockContender contender = new FileLockContender();
        contender.conf = Configuration.of(Conf.class, Map.of("file", file));
        contenders.add(contender);
        return contender;
    }

    private FileLockDetector detector(Path file) {
        FileLockDetector detector = new FileLockDetector(Configuration.of(Conf.class, Map.of("file", file.toString())));
        detectors.add(detector);
        return detector;
    }

    @AfterEach
    void stop() {
        contenders.forEach(FileLockContender::stop);
        detectors.forEach(FileLockDetector::stop);
    }

    /** Another master, in a process of its own: locks belong to processes. */
    public static final class OtherMaster {

        private OtherMaster() {
        }

        /** Leads until it is killed, or for a minute. @param arguments the file */
        public static void main(String[] arguments) throws Exception {
            FileLockContender contender = new FileLockContender();
            contender.conf = Configuration.of(Conf.class, Map.of("file", arguments[0]));
            contender.contend(candidate("other")).toCompletableFuture().get();
            Thread.sleep(60_000);
            contender.stop();
        }
    }

    @Test
    void whoStandsByLeadsOnceTheLeadersProcessIsGone() throws Exception {
        Path file = folder.resolve("leader");
        Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                OtherMaster.class.getName(), file.toString()).redirectInput(Path.of("/dev/null").toFile())
                .redirectError(folder.resolve("err").toFile()).redirectOutput(folder.resolve("out").toFile()).start();
        try {
            FileLockDetector detector = detector(file);
            assertEquals(Optional.of(candidate("other")), get(detector.detect(Optional.empty())), () -> read("err"));
            assertFalse(get(contender(file.toString()).contend(candidate("mine"))).toCompletableFuture().isDone());
            CompletableFuture<Optional<Leader>> next = detector.detect(Optional.of(candidate("other"))).toCompletableFuture();
            other.destroyForcibly().waitFor();
            assertEquals(Optional.of(candidate("mine")), get(next));
        } finally {
            other.destroyForcibly();
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The candidacy fails, instead of being lost at once: a master would contend again and again. */
    @Test
    void aFileThatCannotBeWrittenFailsTheCandidacyAndIsTold() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        for (String file : List.of(folder.resolve("none").resolve("leader").toString(), directory.toString())) {
            ExecutionException e = assertThrows(ExecutionException.class, () -> get(contender(file).contend(candidate("a"))));
            assertTrue(e.getCause().getMessage().startsWith("conf/file-lock.json must name a file, not '" + file + "': "),
                    e.getCause().getMessage());
        }
    }

    @Test
    void whoWaitsWhenItIsStoppedIsTold() {
        FileLockDetector detector = detector(folder.resolve("leader"));
        CompletableFuture<Optional<Leader>> waiting = detector.detect(Optional.empty()).toCompletableFuture();
        detector.stop();
        detectors.remove(detector);
        ExecutionException e = assertThrows(ExecutionException.class, () -> get(waiting));
        assertEquals("the detector was stopped", e.getCause().getMessage());
    }
}
