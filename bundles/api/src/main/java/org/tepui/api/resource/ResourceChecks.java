package org.tepui.api.resource;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules for lists of resources in tasks, executors and operations, beyond what makes a single resource valid. Each throws
 * {@link ResourceException} at the first thing wrong, with the text peers know.
 */
public final class ResourceChecks {
    /** Longest id, in bytes of its text form on disk. */
    public static final int ID_LENGTH_MAX = 255;

    private ResourceChecks() {
    }

    /** GPUs, disks and reservations, in this order, each with its prefix ("Invalid DiskInfo: "...). */
    public static void usable(Iterable<Resource> resources) {
        prefixed("Invalid 'gpus' resource: ", () -> wholeGpus(resources));
        prefixed("Invalid DiskInfo: ", () -> disks(resources));
        prefixed("Invalid ReservationInfo: ", () -> dynamicNotRevocable(resources));
    }

    /** Runs a check and puts the prefix before what it says. */
    public static void prefixed(String prefix, Runnable check) {
        try {
            check.run();
        } catch (ResourceException e) {
            throw e.prefixed(prefix);
        }
    }

    public static void wholeGpus(Iterable<Resource> resources) {
        for (Resource resource : resources) {
            if (resource.name().equals("gpus") && (!resource.isScalar() || resource.thousandths() % 1000 != 0)) {
                throw ResourceException.of(ResourceError.GPUS_FRACTION,
                        "The 'gpus' resource must be an unsigned integer");
            }
        }
    }

    public static void disks(Iterable<Resource> resources) {
        for (Resource resource : resources) {
            if (resource.disk != null) {
                disk(resource, resource.disk);
            }
        }
    }

    private static void disk(Resource resource, DiskInfo disk) {
        if (disk.persistence().isEmpty()) {
            if (disk.volume().isPresent()) {
                throw ResourceException.of(ResourceError.VOLUME_NOT_PERSISTENT, "Non-persistent volume not supported");
            }
            if (disk.source().isEmpty()) {
                throw ResourceException.of(ResourceError.DISK_EMPTY, "DiskInfo is set but empty");
            }
            return;
        }
        if (resource.isRevocable()) {
            throw ResourceException.of(ResourceError.VOLUME_REVOCABLE,
                    "Persistent volumes cannot be created from revocable resources");
        }
        if (resource.isUnreserved()) {
            throw ResourceException.of(ResourceError.VOLUME_UNRESERVED,
                    "Persistent volumes cannot be created from unreserved resources");
        }
        DiskVolume volume = disk.volume().orElseThrow(() -> ResourceException.of(ResourceError.VOLUME_MISSING,
                "Expecting 'volume' to be set for persistent volume"));
        if (volume.hostPath().isPresent()) {
            throw ResourceException.of(ResourceError.VOLUME_HOST_PATH,
                    "Expecting 'host_path' to be unset for persistent volume");
        }
        prefixed("Invalid persistence ID for persistent volume: ", () -> id(disk.persistence().get().id()));
    }

    /** Rules for ids that become directory names. */
    public static void id(String id) {
        String error = id.isEmpty() ? "ID must not be empty"
                : id.getBytes(StandardCharsets.UTF_8).length > ID_LENGTH_MAX
                        ? "ID must not be greater than " + ID_LENGTH_MAX + " characters"
                : id.equals(".") || id.equals("..") ? "'" + id + "' is disallowed"
                : id.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\')
                        ? "'" + id + "' contains invalid characters" : null;
        if (error != null) {
            throw ResourceException.of(ResourceError.VOLUME_ID, error);
        }
    }

    public static void dynamicNotRevocable(Iterable<Resource> resources) {
        for (Resource resource : resources) {
            if (resource.isDynamicallyReserved() && resource.isRevocable()) {
                throw ResourceException.of(ResourceError.RESERVATION_REVOCABLE, "Dynamically reserved resource "
                        + resource + " cannot be created from revocable resources");
            }
        }
    }

    /** Ids of persistent volumes are unique in a role. */
    public static void uniquePersistenceIds(Resources resources) {
        Set<String> seen = new HashSet<>();
        for (Resource resource : resources) {
            if (resource.isPersistentVolume()) {
                String id = resource.disk.persistence().orElseThrow().id();
                // The role cannot contain a newline, so the pair is unambiguous.
                if (!seen.add(resource.reservationRole() + "\n" + id)) {
                    throw ResourceException.of(ResourceError.VOLUME_ID_DUPLICATE,
                            "Persistence ID '" + id + "' is not unique");
                }
            }
        }
    }

    public static void notMixedRevocable(Resources resources) {
        for (String name : resources.names()) {
            Resources named = resources.named(name);
            Resources revocable = named.revocable();
            if (!revocable.isEmpty() && revocable.size() != named.size()) {
                throw ResourceException.of(ResourceError.REVOCABLE_MIXED,
                        "Cannot use both revocable and non-revocable '" + name + "' at the same time");
            }
        }
    }

    /** Each is a persistent volume that can be written to. */
    public static void persistentVolumes(Iterable<Resource> volumes) {
        for (Resource volume : volumes) {
            DiskInfo disk = volume.disk().orElseThrow(() -> ResourceException.of(ResourceError.VOLUME_NOT_PERSISTENT,
                    "Resource " + volume + " does not have DiskInfo"));
            if (disk.persistence().isEmpty()) {
                throw ResourceException.of(ResourceError.VOLUME_NOT_PERSISTENT, "'persistence' is not set in DiskInfo");
            }
            DiskVolume mounted = disk.volume().orElseThrow(() -> ResourceException.of(ResourceError.VOLUME_MISSING,
                    "Expecting 'volume' to be set for persistent volume"));
            if (mounted.mode() == DiskVolume.Mode.RO) {
                throw ResourceException.of(ResourceError.VOLUME_READ_ONLY, "Read-only persistent volume not supported");
            }
        }
    }

    public static void allocatedToSingleRole(Iterable<Resource> resources) {
        String role = null;
        for (Resource resource : resources) {
            String next = resource.allocationRole().orElseThrow(() -> ResourceException.of(
                    ResourceError.ALLOCATION_MISSING, "The resources are not allocated to a role"));
            if (role != null && !role.equals(next)) {
                throw ResourceException.of(ResourceError.ALLOCATION_MIXED, "The resources have multiple allocation roles ('"
                        + next + "' and '" + role + "') but only one allocation role is allowed");
            }
            role = next;
        }
    }

    /** All of one resource provider, or all of the agent itself. */
    public static void singleProvider(Iterable<Resource> resources) {
        Set<String> providers = new TreeSet<>();
        boolean ofAgent = false;
        for (Resource resource : resources) {
            ofAgent |= resource.providerId == null;
            if (resource.providerId != null) {
                providers.add(resource.providerId);
            }
        }
        if (ofAgent && !providers.isEmpty()) {
            throw ResourceException.of(ResourceError.PROVIDER_MIXED,
                    "Some resources have a resource provider and some do not");
        }
        if (providers.size() > 1) {
            throw ResourceException.of(ResourceError.PROVIDER_MIXED,
                    "The resources have multiple resource providers: " + String.join(", ", providers));
        }
    }

    /** Whether ranges or sets of these lists have numbers or items in common. */
    public static boolean overlap(Iterable<Resources> lists) {
        Quantities apart = Quantities.EMPTY;
        Resources together = Resources.EMPTY;
        for (Resources list : lists) {
            Resources discrete = list.filter(resource -> !resource.isScalar());
            apart = apart.plus(Quantities.ofAll(discrete));
            together = together.plus(discrete);
        }
        return !apart.equals(Quantities.ofAll(together));
    }
}
