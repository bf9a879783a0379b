package org.tepui.api.resource;

import java.util.List;

/** What makes a single resource valid; called by the factories of {@link Resource}. */
final class ResourceRules {
    private ResourceRules() {
    }

    static void nameAndValue(String name, Value value) {
        if (name.isEmpty()) {
            throw ResourceException.of(ResourceError.NAME_EMPTY, "Empty resource name");
        }
        if (value instanceof ScalarValue scalar && !scalar.isAmount()) {
            throw ResourceException.of(ResourceError.SCALAR_NOT_POSITIVE, "Invalid scalar resource: value <= 0");
        }
        if (value.type() == Value.Type.TEXT) {
            throw ResourceException.of(ResourceError.TYPE_UNSUPPORTED, "Unsupported resource type");
        }
    }

    static void diskAndShared(String name, DiskInfo disk, boolean shared) {
        boolean named = name.equals("disk");
        if (disk != null && !named) {
            throw ResourceException.of(ResourceError.DISK_ON_OTHER_NAME,
                    "DiskInfo should not be set for " + name + " resource");
        }
        if (shared && !named) {
            throw ResourceException.of(ResourceError.SHARED_NOT_VOLUME, "Resource " + name + " cannot be shared");
        }
        if (shared && (disk == null || !disk.hasPersistence())) {
            throw ResourceException.of(ResourceError.SHARED_NOT_VOLUME, "Only persistent volumes can be shared");
        }
    }

    static void reservations(List<Reservation> stack) {
        for (Reservation reservation : stack) {
            Roles.validate(reservation.role());
            if (reservation.role().equals(Roles.STAR)) {
                throw ResourceException.of(ResourceError.RESERVATION_STAR,
                        "Invalid reservation: role \"*\" cannot be reserved");
            }
        }
        for (int i = 1; i < stack.size(); i++) {
            Reservation refined = stack.get(i);
            if (!refined.isDynamic()) {
                throw ResourceException.of(ResourceError.RESERVATION_REFINEMENT,
                        "Invalid refined reservation: A refined reservation cannot be STATIC");
            }
            String above = stack.get(i - 1).role();
            if (!Roles.isStrictSubroleOf(refined.role(), above)) {
                throw ResourceException.of(ResourceError.RESERVATION_REFINEMENT, "Invalid refined reservation: role '"
                        + refined.role() + "' is not a refinement of '" + above + "'");
            }
        }
    }
}
