package org.tepui.flags.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Files with principals and secrets. Messages tell the place of a fault, never what stands there. */
public final class CredentialFile {
    private static final String FORM = "; write {\"principal\": \"NAME\", \"secret\": \"SECRET\"}";
    private static final Set<PosixFilePermission> OTHERS =
        Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private CredentialFile() {}

    /** One principal with its secret; its text shows neither. */
    public record Pair(String principal, String secret) {
        @Override
        public String toString() {
            return "a credential";
        }
    }

    /** The one credential of an agent. @throws BadValueException with the form to write */
    public static Pair read(String path) {
        String text = FlagFiles.read(path);
        if (text.isBlank()) {
            throw new BadValueException("the file is empty" + FORM);
        }
        try {
            var tree = JsonReader.object(text).tree();
            if (tree.get("principal") instanceof String principal && !principal.isEmpty() && tree.get("secret") instanceof String secret
                && !secret.isEmpty()) {
                return new Pair(principal, secret);
            }
        } catch (BadValueException e) {
            throw new BadValueException("the file is not as expected, " + e.getMessage() + FORM);
        }
        throw new BadValueException("the file is not as expected, it lacks a principal or a secret" + FORM);
    }

    /** A line about a file with secrets that every user of the machine may use. */
    public static Optional<String> tooOpen(String flag, String path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(path));
            if (OTHERS.stream().noneMatch(permissions::contains)) {
                return Optional.empty();
            }
            return Optional.of(flag + ": every user of this machine may use " + Quoted.of(path) + ", which has secrets in it; chmod 600 it");
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            // Whether it can be read is told where it is read; other file systems have no such permissions.
            return Optional.empty();
        }
    }
}
