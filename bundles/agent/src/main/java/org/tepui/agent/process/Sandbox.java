package org.tepui.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.tepui.agent.core.LaunchSpec;

/** Makes a task's working directory with what belongs into it. */
final class Sandbox {

    private Sandbox() {
    }

    /** @throws IOException with a text that names the path */
    static void make(LaunchSpec spec) throws IOException {
        Files.createDirectories(spec.sandbox());
        pointLatest(spec.latest(), spec.sandbox());
        for (LaunchSpec.FetchedFile file : spec.files()) {
            copy(file, spec.sandbox());
        }
        for (LaunchSpec.LinkedVolume volume : spec.volumes()) {
            Files.createDirectories(volume.directory());
            Files.createDirectories(volume.link().getParent());
            Files.createSymbolicLink(volume.link(), volume.directory());
        }
    }

    private static void pointLatest(Path latest, Path sandbox) throws IOException {
        Files.deleteIfExists(latest);
        Files.createSymbolicLink(latest, sandbox);
    }

    private static void copy(LaunchSpec.FetchedFile file, Path sandbox) throws IOException {
        Path target = sandbox.resolve(file.name());
        try {
            Files.copy(file.source(), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw new IOException("URI '" + file.source() + "' does not exist on the agent", e);
        }
        if (file.executable()) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(target, permissions);
        }
    }
}
