package org.tepui.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The folder with the bundle caches of all processes that run from a distribution: {@code <java version>-<command>-<content>/<slot>}.
 * A process takes a slot that no other one holds, a warm one first. Folders that nobody has used for a week are deleted.
 */
final class Cache {
    private static final int SLOTS_MAX = 64;
    private static final Duration KEPT = Duration.ofDays(7);
    private final Path root;
    private final Console console;

    Cache(Path root, Console console) {
        this.root = root;
        this.console = console;
    }

    /**
     * Where caches go: the flag {@code --cache_dir}, else {@code TEPUI_CACHE}, else {@code var/cache} in the distribution, else, when
     * that cannot be written to, a folder of the user's own among the temporary files.
     */
    static Cache of(Optional<String> flag, Map<String, String> env, Path home, Console console)
            throws LaunchException {
        Optional<String> given = flag.filter(text -> !text.isEmpty()).or(() -> Optional.ofNullable(env.get("TEPUI_CACHE")));
        Path own = home.resolve("var").resolve("cache");
        if (given.isPresent()) {
            return made(Path.of(given.get()).toAbsolutePath().normalize(), "give another --cache_dir", console);
        }
        if (isWritable(own)) {
            return made(own, "give a --cache_dir", console);
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "tepui-" + System.getProperty("user.name"));
        makePrivate(temporary);
        return made(temporary.resolve("cache"), "give a --cache_dir", console);
    }

    private static boolean isWritable(Path folder) {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    private static Cache made(Path root, String hint, Console console) throws LaunchException {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new LaunchException("the bundle cache " + root + " cannot be made (" + e.getMessage() + "); " + hint, e);
        }
        return new Cache(root, console);
    }

    /** Code is loaded from there, so it must belong to this user alone, also when somebody else made it first. */
    private static void makePrivate(Path folder) throws LaunchException {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            boolean own = Files.isDirectory(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)).equals("rwx------");
            if (!own) {
                throw new LaunchException(folder + " is not a folder of this user alone (mode 700); give a --cache_dir");
            }
        } catch (IOException e) {
            throw new LaunchException("the folder " + folder + " cannot be made (" + e.getMessage() + "); give a --cache_dir", e);
        }
    }

    /** Takes a slot for this process. @throws LaunchException when the folder is not writable or all slots are held */
    CacheSlot take(String command, String contentKey) throws LaunchException {
        String key = System.getProperty("java.version") + "-" + command + "-" + contentKey;
        Path folder = root.resolve(key.replaceAll("[^A-Za-z0-9._+-]", "_"));
        try {
            boolean isNew = !Files.exists(folder);
            Optional<CacheSlot> slot = free(folder);
            if (isNew) {
                deleteOld(folder);
            }
            return slot.orElseThrow(() -> new LaunchException(
                SLOTS_MAX + " processes use " + folder + " already; give another --cache_dir"));
        } catch (IOException e) {
            throw new LaunchException("the bundle cache " + folder + " cannot be used (" + e + "); give another --cache_dir", e);
        }
    }

    private static Optional<CacheSlot> free(Path folder) throws IOException {
        Optional<CacheSlot> cold = Optional.empty();
        for (int n = 0; n < SLOTS_MAX; n++) {
            Path place = folder.resolve(String.valueOf(n));
            boolean last = !Files.exists(place);
            Optional<CacheSlot> slot = last && cold.isPresent() ? Optional.empty() : CacheSlot.take(place);
            if (slot.isPresent() && slot.get().isWarm()) {
                if (cold.isPresent()) {
                    cold.get().close();
                }
                return slot;
            }
            if (slot.isPresent() && cold.isEmpty()) {
                cold = slot;
            } else if (slot.isPresent()) {
                slot.get().close();
            }
            if (last && cold.isPresent()) {
                break;
            }
        }
        return cold;
    }

    /** Caches of versions long gone. Never fails a start: what cannot be deleted stays for the next time. */
    private void deleteOld(Path current) {
        Instant limit = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                if (!folder.equals(current) && Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                    deleteUnused(folder, limit);
                }
            }
        } catch (IOException e) {
            console.warn("an old bundle cache in " + root + " could not be deleted: " + e);
        }
    }

    private static void deleteUnused(Path folder, Instant limit) throws IOException {
        boolean empty = true;
        try (DirectoryStream<Path> slots = Files.newDirectoryStream(folder)) {
            for (Path place : slots) {
                boolean old = Files.getLastModifiedTime(place).toInstant().isBefore(limit);
                Optional<CacheSlot> slot = old ? CacheSlot.take(place) : Optional.empty();
                if (slot.isPresent()) {
                    Folders.delete(place);
                    slot.get().close();
                } else {
                    empty = false;
                }
            }
        }
        if (empty) {
            Files.deleteIfExists(folder);
        }
    }
}
