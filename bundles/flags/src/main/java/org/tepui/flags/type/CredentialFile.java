package org.tepui.flags.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tepui.flags.type.JsonShape.Kind;

/** Files with principals and secrets. Messages tell the place of a fault, never what stands there. */
public final class CredentialFile {
    private static final String FORM = "; write {\"principal\": \"NAME\", \"secret\": \"SECRET\"}";
    private static final String LIST_FORM = "; write {\"credentials\": [{\"principal\": \"NAME\", \"secret\": \"SECRET\"}]}";
    private static final JsonShape LIST = JsonShape.any()
        .list("credentials", JsonShape.any().required("principal", Kind.TEXT).optional("secret", Kind.TEXT));
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

    /** Those of a master, in the order of the file; one without a secret has an empty one. @throws BadValueException with the form to write */
    public static List<Pair> readAll(String path) {
        String text = FlagFiles.read(path);
        if (text.isBlank()) {
            throw new BadValueException("the file is empty" + LIST_FORM);
        }
        try {
            Map<String, Object> tree = JsonReader.object(text).tree();
            LIST.check(tree);
            List<Pair> pairs = new ArrayList<>();
            for (Object entry : (List<?>) tree.getOrDefault("credentials", List.of())) {
                Map<?, ?> one = (Map<?, ?>) entry;
                if (one.get("principal").equals("")) {
                    throw new BadValueException("a principal is empty");
                }
                pairs.add(new Pair((String) one.get("principal"), one.get("secret") instanceof String secret ? secret : ""));
            }
            return pairs;
        } catch (BadValueException e) {
            throw new BadValueException("the file is not as expected, " + e.getMessage() + LIST_FORM);
        }
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
