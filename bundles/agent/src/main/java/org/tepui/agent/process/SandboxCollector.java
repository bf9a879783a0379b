package org.tepui.agent.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes sandboxes that nothing was written to for a time ({@code --gc_delay}), of this agent and of those that ran in the same work
 * directory before. Links in a sandbox are deleted, what they point at is not.
 */
public final class SandboxCollector {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxCollector.class);
    /** slaves/ID/frameworks/ID/executors/ID/runs */
    private static final int RUNS_DEPTH = 7;

    private final Path workDir;
    private final Duration delay;

    public SandboxCollector(Path workDir, Duration delay) {
        this.workDir = workDir;
        this.delay = delay;
    }

    /**
     * Goes through all sandboxes once. Blocks for as long as the disk takes.
     *
     * @param live container ids of tasks that are not completed
     * @return how many sandboxes were deleted
     */
    public int collect(Set<String> live, Instant now) {
        int deleted = 0;
        for (Path runs : runs()) {
            for (Path sandbox : list(runs)) {
                if (Files.isDirectory(sandbox, LinkOption.NOFOLLOW_LINKS) && !live.contains(sandbox.getFileName().toString())
                        && lastWritten(sandbox).plus(delay).isBefore(now) && delete(sandbox)) {
                    deleted++;
                }
            }
            deleteEmpty(runs);
        }
        if (deleted > 0) {
            LOG.info("Deleted {} sandboxes that are older than {} s", deleted, delay.toSeconds());
        }
        return deleted;
    }

    private List<Path> runs() {
        Path slaves = workDir.resolve("slaves");
        try (Stream<Path> all = Files.find(slaves, RUNS_DEPTH - 1,
                (path, attributes) -> attributes.isDirectory() && slaves.relativize(path).getNameCount() == RUNS_DEPTH - 1)) {
            return all.filter(path -> path.endsWith("runs")).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.warn("Cannot look for old sandboxes in {}: {}", slaves, e.toString());
            return List.of();
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return new ArrayList<>(all.sorted().toList());
        } catch (IOException e) {
            LOG.warn("Cannot look into {}: {}", directory, e.toString());
            return List.of();
        }
    }

    /** Of the folder and the output files; the future when it cannot be told, so that nothing is deleted by mistake. */
    private static Instant lastWritten(Path sandbox) {
        Instant last = Instant.EPOCH;
        for (Path path : List.of(sandbox, sandbox.resolve("stdout"), sandbox.resolve("stderr"))) {
            try {
                Instant written = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
                last = written.isAfter(last) ? written : last;
            } catch (NoSuchFileException e) {
                // A task may have moved its output away; the folder's own time still counts.
            } catch (IOException e) {
                LOG.warn("Cannot read the time of {}: {}", path, e.toString());
                return Instant.MAX.minus(Duration.ofDays(365_000));
            }
        }
        return last;
    }

    private static boolean delete(Path sandbox) {
        try {
            Files.walkFileTree(sandbox, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (IOException e) {
            LOG.warn("Cannot delete the old sandbox {}: {}", sandbox, e.toString());
            return false;
        }
    }

    /** Takes away {@code latest} when it points nowhere, then the folders above as long as they are empty. */
    private void deleteEmpty(Path runs) {
        try {
            Path latest = runs.resolve("latest");
            if (Files.isSymbolicLink(latest) && !Files.exists(latest)) {
                Files.delete(latest);
            }
            Path slaves = workDir.resolve("slaves");
            for (Path folder = runs; !folder.equals(slaves); folder = folder.getParent()) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Something younger is in there, or a task has just begun to use it.
        } catch (IOException e) {
            LOG.warn("Cannot delete empty folders above {}: {}", runs, e.toString());
        }
    }
}
