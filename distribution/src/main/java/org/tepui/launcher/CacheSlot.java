package org.tepui.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder for the bundle cache of one process, held by a file lock that the operating system lets go when the process ends, however it
 * ends. The marker {@code complete} says that a framework started from this cache to the end and that nobody has used it since: it is
 * taken away before the cache is opened and put back when the start is over, so a process killed in between leaves a cache that the next
 * start does not trust.
 */
final class CacheSlot implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final boolean warm;

    private CacheSlot(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
        this.warm = Files.exists(marker());
    }

    /** Takes the slot, or nothing when another process has it. */
    static Optional<CacheSlot> take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new CacheSlot(folder, channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether the cache can be used as it is. */
    boolean isWarm() {
        return warm;
    }

    /** Whether a process was killed before its start was over. */
    boolean isUnfinished() {
        return !warm && Files.exists(storage());
    }

    /** Where the framework keeps its bundles. */
    Path storage() {
        return folder.resolve("bundles");
    }

    /** From now on the cache is in use: it is not to be trusted until {@link #complete}. */
    void open() throws IOException {
        Files.deleteIfExists(marker());
    }

    /** The start is over, the cache may be used again. */
    void complete() throws IOException {
        Files.writeString(marker(), "");
    }

    /** Removes what is there, for a new beginning. */
    void clear() throws IOException {
        Files.deleteIfExists(marker());
        Folders.delete(storage());
    }

    private Path marker() {
        return folder.resolve("complete");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
