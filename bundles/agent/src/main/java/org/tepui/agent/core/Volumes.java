package org.tepui.agent.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tepui.protocol.mesos.Resource;

/** Persistent volumes among resources. */
final class Volumes {

    private Volumes() {
    }

    /** Where a volume's data lives: by the role it is reserved for and its persistence id. */
    static Path directory(Path workDir, Resource volume) {
        String role = volume.getReservationsCount() > 0
            ? volume.getReservations(volume.getReservationsCount() - 1).getRole() : volume.getRole();
        return workDir.resolve("volumes").resolve("roles").resolve(role.replace('/', ' ')).resolve(volume.getDisk().getPersistence().getId());
    }

    /** Folders of volumes that the first list has and the second has not: they were destroyed. */
    static List<Path> destroyed(Path workDir, List<Resource> before, List<Resource> after) {
        List<Path> kept = directories(workDir, after);
        List<Path> gone = new ArrayList<>(directories(workDir, before));
        gone.removeAll(kept);
        return gone;
    }

    private static List<Path> directories(Path workDir, List<Resource> resources) {
        return resources.stream()
            .filter(r -> r.getDisk().hasPersistence() && !r.getDisk().hasSource())
            .filter(r -> TaskCheck.safeName(r.getDisk().getPersistence().getId()))
            .map(r -> directory(workDir, r))
            .toList();
    }
}
