package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ResourceChecksTest {
    private static final Resource DISK = Resource.scalar("disk", 1);
    private static final Resource RESERVED = DISK.withReservations(Reservation.ofDynamic("a", "p"));
    private static final DiskVolume DATA = DiskVolume.of(DiskVolume.Mode.RW, "data");

    private static DiskInfo disk(String id, DiskVolume volume) {
        return DiskInfo.of(id == null ? null : DiskPersistence.of(id), volume, null);
    }

    private static void refused(String message, Executable check) {
        assertEquals(message, assertThrows(ResourceException.class, check).getMessage());
    }

    private static void unusable(String message, Resource resource) {
        refused(message, () -> ResourceChecks.usable(List.of(resource)));
    }

    @Test
    void gpusAreWhole() {
        unusable("Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer", Resource.scalar("gpus", 0.5));
        ResourceChecks.usable(List.of(Resource.scalar("gpus", 2)));
    }

    @Test
    void volumesHaveTheirRules() {
        unusable("Invalid DiskInfo: Persistent volumes cannot be created from revocable resources",
                RESERVED.withDisk(disk("v", DATA)).withRevocable(true));
        unusable("Invalid DiskInfo: Persistent volumes cannot be created from unreserved resources",
                DISK.withDisk(disk("v", DATA)));
        unusable("Invalid DiskInfo: Expecting 'volume' to be set for persistent volume", RESERVED.withDisk(disk("v", null)));
        unusable("Invalid DiskInfo: Expecting 'host_path' to be unset for persistent volume",
                RESERVED.withDisk(disk("v", DiskVolume.of(DiskVolume.Mode.RW, "data", "/h"))));
        unusable("Invalid DiskInfo: Invalid persistence ID for persistent volume: 'a/b' contains invalid characters",
                RESERVED.withDisk(disk("a/b", DATA)));
        unusable("Invalid DiskInfo: Non-persistent volume not supported", DISK.withDisk(disk(null, DATA)));
        unusable("Invalid DiskInfo: DiskInfo is set but empty", DISK.withDisk(DiskInfo.EMPTY));
        ResourceChecks.usable(List.of(RESERVED.withDisk(disk("v", DATA))));
    }

    @Test
    void idsThatCannotBeDirectoriesAreRefused() {
        refused("ID must not be empty", () -> ResourceChecks.id(""));
        refused("ID must not be greater than 255 characters", () -> ResourceChecks.id("x".repeat(256)));
        refused("'..' is disallowed", () -> ResourceChecks.id(".."));
        refused("'a\\' contains invalid characters", () -> ResourceChecks.id("a\\"));
    }

    @Test
    void dynamicReservationsAreNotRevocable() {
        unusable("Invalid ReservationInfo: Dynamically reserved resource disk(reservations: [(DYNAMIC,a,p)]){REV}:1"
                + " cannot be created from revocable resources", RESERVED.withRevocable(true));
    }

    @Test
    void persistenceIdsAreUniqueInARole() {
        Resource one = RESERVED.withDisk(disk("v", DATA));
        Resource other = one.withReservations(Reservation.ofDynamic("b"));
        ResourceChecks.uniquePersistenceIds(Resources.of(one, other));
        refused("Persistence ID 'v' is not unique", () -> ResourceChecks.uniquePersistenceIds(Resources.of(one, one)));
    }

    @Test
    void oneNameIsRevocableOrNot() {
        Resource cpus = Resource.scalar("cpus", 1);
        ResourceChecks.notMixedRevocable(Resources.of(cpus, Resource.scalar("mem", 1).withRevocable(true)));
        refused("Cannot use both revocable and non-revocable 'cpus' at the same time",
                () -> ResourceChecks.notMixedRevocable(Resources.of(cpus, cpus.withRevocable(true))));
    }

    @Test
    void volumesToCreateAreVolumes() {
        refused("Resource disk:1 does not have DiskInfo", () -> ResourceChecks.persistentVolumes(List.of(DISK)));
        refused("'persistence' is not set in DiskInfo",
                () -> ResourceChecks.persistentVolumes(List.of(DISK.withDisk(disk(null, DATA)))));
        refused("Read-only persistent volume not supported", () -> ResourceChecks.persistentVolumes(
                List.of(DISK.withDisk(disk("v", DiskVolume.of(DiskVolume.Mode.RO, "d"))))));
    }

    @Test
    void allAreAllocatedToOneRole() {
        Resource a = DISK.withAllocationRole("a");
        refused("The resources are not allocated to a role", () -> ResourceChecks.allocatedToSingleRole(List.of(DISK)));
        refused("The resources have multiple allocation roles ('b' and 'a') but only one allocation role is allowed",
                () -> ResourceChecks.allocatedToSingleRole(List.of(a, DISK.withAllocationRole("b"))));
        ResourceChecks.allocatedToSingleRole(List.of(a, a));
    }

    @Test
    void allAreOfOneProvider() {
        refused("Some resources have a resource provider and some do not",
                () -> ResourceChecks.singleProvider(List.of(DISK, DISK.withProviderId("p"))));
        refused("The resources have multiple resource providers: p, q",
                () -> ResourceChecks.singleProvider(List.of(DISK.withProviderId("q"), DISK.withProviderId("p"))));
    }

    @Test
    void commonPortsAreFound() {
        assertTrue(ResourceChecks.overlap(List.of(Resources.parse("ports:[1-5]"), Resources.parse("cpus:1;ports:[5-9]"))));
        assertFalse(ResourceChecks.overlap(List.of(Resources.parse("cpus:1;ports:[1-5]"), Resources.parse("cpus:1;ports:[6-9]"))));
        assertTrue(ResourceChecks.overlap(List.of(Resources.parse("nics:{a}"), Resources.parse("nics:{a,b}"))));
    }

    @Test
    void attributesAreReadAndComparedInAnyOrder() {
        Attributes read = Attributes.parse("rack:r1;level:-2;big:10;ports:[1-2,3-4]\nurl:http://x:1");
        assertEquals("rack:r1;level:-2;big:10;ports:[1-4];url:http://x:1", read.toString());
        assertEquals(Value.Type.TEXT, read.first("level").orElseThrow().value().type());
        assertEquals(Value.Type.SCALAR, read.first("big").orElseThrow().value().type());
        assertEquals(Attributes.parse("a:1;b:2"), Attributes.parse("b:2;a:1.0"));
        refused("Invalid attribute key:value pair 'x'", () -> Attributes.parse("x"));
        assertEquals(ResourceError.ATTRIBUTE_INVALID,
                assertThrows(ResourceException.class, () -> Attributes.parse("x:{a,b}")).code());
    }
}
