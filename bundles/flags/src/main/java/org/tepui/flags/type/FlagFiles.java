package org.tepui.flags.type;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that flags point at. */
public final class FlagFiles {
    /** No configuration is longer; a device or a pipe that never ends must not fill the memory. */
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private FlagFiles() {}

    /** The whole content as UTF-8. @throws BadValueException with the path and the reason when it cannot be read */
    public static String read(String path) {
        try {
            Path file = Path.of(path);
            if (Files.isDirectory(file)) {
                throw new BadValueException("file " + Quoted.of(path) + " is a directory");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(BYTES_MAX + 1);
                if (bytes.length > BYTES_MAX) {
                    throw new BadValueException("file " + Quoted.of(path) + " is longer than " + ByteSizes.print(BYTES_MAX));
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException e) {
            throw new BadValueException("file " + Quoted.of(path) + " cannot be read: " + reason(e));
        }
    }

    /** Why a file operation failed, in a few words. */
    public static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : Quoted.of(e.getMessage());
    }
}
