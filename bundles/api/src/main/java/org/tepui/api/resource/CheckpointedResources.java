package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;

/** What an agent keeps on disk of its resources: dynamic reservations and persistent volumes. */
public final class CheckpointedResources {
    private CheckpointedResources() {
    }

    /** Whether the agent keeps this one; resource providers keep theirs themselves. */
    public static boolean isNeededFor(Resource resource) {
        return !resource.hasResourceProvider() && (resource.isDynamicallyReserved() || resource.isPersistentVolume());
    }

    /**
     * The agent's resources as its flags give them, with the kept reservations and volumes put in their place.
     *
     * @throws ResourceException CHECKPOINT_UNEXPECTED for a resource that is not kept, NOT_CONTAINED when the space
     *     under one is not there any more
     */
    public static Resources apply(Resources total, Resources kept) {
        Resources result = total;
        for (int i = 0; i < kept.size(); i++) {
            Resource resource = kept.get(i);
            if (!isNeededFor(resource)) {
                throw ResourceException.of(ResourceError.CHECKPOINT_UNEXPECTED,
                        "Unexpected checkpointed resources " + resource);
            }
            Resource base = base(resource);
            if (!result.contains(base)) {
                throw ResourceException.of(ResourceError.NOT_CONTAINED,
                        "Incompatible agent resources: " + result + " does not contain " + base);
            }
            result = result.minus(base).plus(resource);
        }
        return result;
    }

    /** What the agent had before the operations: at most the static reservation, no volume. */
    private static Resource base(Resource resource) {
        Resource base = resource;
        if (resource.isDynamicallyReserved()) {
            List<Reservation> statics = new ArrayList<>();
            if (!resource.reservations().get(0).isDynamic()) {
                statics.add(resource.reservations().get(0));
            }
            base = base.withReservations(statics);
        }
        return resource.isPersistentVolume() ? base.withoutVolume() : base;
    }
}
