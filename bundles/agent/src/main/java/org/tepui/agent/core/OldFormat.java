package org.tepui.agent.core;

import java.util.ArrayList;
import java.util.List;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.Resource.ReservationInfo;

/**
 * Resources as agents send them: with {@code role} and one {@code reservation} in place of the reservation stack, as long as every
 * resource of the list can be said so; a list with a refined reservation goes out in the new format as it is.
 */
final class OldFormat {

    private OldFormat() {
    }

    static List<Resource> of(List<Resource> resources) {
        for (Resource resource : resources) {
            if (resource.getReservationsCount() > 1) {
                return resources;
            }
        }
        List<Resource> old = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            old.add(of(resource));
        }
        return old;
    }

    private static Resource of(Resource resource) {
        Resource.Builder builder = resource.toBuilder().clearReservations();
        if (resource.getReservationsCount() == 0) {
            return builder.setRole(resource.getRole()).build();
        }
        ReservationInfo only = resource.getReservations(0);
        builder.setRole(only.getRole());
        if (only.getType() == ReservationInfo.Type.DYNAMIC) {
            builder.setReservation(only.toBuilder().clearType().clearRole());
        }
        return builder.build();
    }
}
