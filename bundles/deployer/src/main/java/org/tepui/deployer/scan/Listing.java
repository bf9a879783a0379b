package org.tepui.deployer.scan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a folder. */
public interface Listing {

    /** Entries that one folder may have; the rest is not looked at. */
    int ENTRIES_MAX = 10_000;

    /** @throws IOException when the folder cannot be read */
    SortedMap<String, Stamp> read() throws IOException;

    /** What stands in that folder, not below it. */
    static Listing of(Path folder) {
        return () -> {
            SortedMap<String, Stamp> found = new TreeMap<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (found.size() < ENTRIES_MAX) {
                        found.put(entry.getFileName().toString(), stamp(entry));
                    }
                }
            } catch (java.nio.file.DirectoryIteratorException e) {
                throw e.getCause();
            }
            return found;
        };
    }

    /** The same and these files, which go by their absolute path; those that are not there are left out. */
    default Listing with(java.util.List<Path> files) {
        return files.isEmpty() ? this : () -> {
            SortedMap<String, Stamp> found = read();
            for (Path file : files) {
                if (Files.exists(file)) {
                    found.put(file.toString(), stamp(file));
                }
            }
            return found;
        };
    }

    private static Stamp stamp(Path entry) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return new Stamp(Stamp.Kind.FOLDER, 0, 0);
            }
            if (!attributes.isRegularFile()) {
                return new Stamp(Stamp.Kind.SPECIAL, 0, 0);
            }
            return new Stamp(Files.isReadable(entry) ? Stamp.Kind.FILE : Stamp.Kind.UNREADABLE, attributes.size(),
                    attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            // Between the listing and this look it may have gone: the next poll will not see it any more.
            return new Stamp(Files.isSymbolicLink(entry) || !Files.exists(entry, LinkOption.NOFOLLOW_LINKS) ? Stamp.Kind.DANGLING
                    : Stamp.Kind.UNREADABLE, 0, 0);
        }
    }
}
