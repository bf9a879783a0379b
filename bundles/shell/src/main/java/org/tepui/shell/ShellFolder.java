package org.tepui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder in which the sockets of this user's processes lie. Its place is the launcher's to say. */
final class ShellFolder {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private ShellFolder() {
    }

    /** Makes it if need be. @throws IOException when it is another's, a link, or open to others, in one line */
    static Path prepare(Path folder, String user) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is not a folder; name another in TEPUI_SHELL_DIR");
        }
        if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
            throw new IOException(folder + " belongs to " + Files.getOwner(folder) + ", not to " + user + "; name another in TEPUI_SHELL_DIR");
        }
        if (!Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
            throw new IOException(folder + " is open to others; chmod 700 it, or name another in TEPUI_SHELL_DIR");
        }
        return folder;
    }
}
