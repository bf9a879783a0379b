package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ResourceTest {
    private static final Resource CPUS = Resource.scalar("cpus", 1);

    private static void refused(ResourceError code, String message, Executable action) {
        ResourceException error = assertThrows(ResourceException.class, action);
        assertEquals(code, error.code());
        assertEquals(message, error.getMessage());
    }

    @Test
    void aNameIsNeeded() {
        refused(ResourceError.NAME_EMPTY, "Empty resource name", () -> Resource.scalar("", 1));
    }

    @Test
    void textIsNoResource() {
        refused(ResourceError.TYPE_UNSUPPORTED, "Unsupported resource type", () -> Resource.of("a", TextValue.of("x")));
        refused(ResourceError.SCALAR_NOT_POSITIVE, "Invalid scalar resource: value <= 0",
                () -> Resource.thousandths("cpus", -1));
    }

    @Test
    void starCannotBeReserved() {
        refused(ResourceError.RESERVATION_STAR, "Invalid reservation: role \"*\" cannot be reserved",
                () -> CPUS.withReservations(Reservation.ofDynamic("*")));
        refused(ResourceError.ROLE_INVALID, "Role 'a/' cannot end with a slash",
                () -> CPUS.withReservations(Reservation.ofDynamic("a/")));
    }

    @Test
    void aRefinementIsDynamicAndForARoleBelow() {
        Resource reserved = CPUS.withReservations(Reservation.ofDynamic("a"));
        refused(ResourceError.RESERVATION_REFINEMENT,
                "Invalid refined reservation: A refined reservation cannot be STATIC",
                () -> reserved.pushReservation(Reservation.ofStatic("a/b")));
        refused(ResourceError.RESERVATION_REFINEMENT,
                "Invalid refined reservation: role 'c' is not a refinement of 'a'",
                () -> reserved.pushReservation(Reservation.ofDynamic("c")));
        assertEquals("a/b", reserved.pushReservation(Reservation.ofDynamic("a/b")).reservationRole());
    }

    @Test
    void onlyDisksHaveDiskInfoAndOnlyVolumesAreShared() {
        refused(ResourceError.DISK_ON_OTHER_NAME, "DiskInfo should not be set for cpus resource",
                () -> CPUS.withDisk(DiskInfo.EMPTY));
        refused(ResourceError.SHARED_NOT_VOLUME, "Resource cpus cannot be shared", () -> CPUS.withShared(true));
        refused(ResourceError.SHARED_NOT_VOLUME, "Only persistent volumes can be shared",
                () -> Resource.scalar("disk", 1).withShared(true));
        refused(ResourceError.DISK_SOURCE_FIELDS, "Mount should not be set for RAW disk source",
                () -> DiskSource.of(DiskSource.Type.RAW).withMount("/m"));
        refused(ResourceError.DISK_SOURCE_FIELDS, "Path should not be set for BLOCK disk source",
                () -> DiskSource.of(DiskSource.Type.BLOCK).withPath("/p"));
    }

    @Test
    void volumesAreEqualByIdAndSourceAlone() {
        Resource disk = Resource.scalar("disk", 1);
        Resource one = disk.withDisk(DiskInfo.of(DiskPersistence.of("v", "x"), DiskVolume.of(DiskVolume.Mode.RW, "a"), null));
        Resource two = disk.withDisk(DiskInfo.of(DiskPersistence.of("v", "y"), DiskVolume.of(DiskVolume.Mode.RO, "b"), null));
        assertEquals(one, two);
        assertEquals(one.hashCode(), two.hashCode());
        assertNotEquals(one, disk.withDisk(DiskInfo.of(DiskPersistence.of("w"), DiskVolume.of(DiskVolume.Mode.RW, "a"), null)));
    }

    @Test
    void labelsAreEqualInAnyOrder() {
        Label a = Label.of("a", "1");
        Label b = Label.of("b");
        assertEquals(Labels.of(a, b), Labels.of(b, a));
        assertEquals(Labels.of(a, b).hashCode(), Labels.of(b, a).hashCode());
        assertNotEquals(Labels.of(a, a), Labels.of(a, b));
        assertNotEquals(Reservation.of(Reservation.Type.DYNAMIC, "r", null, Labels.EMPTY), Reservation.ofDynamic("r"));
    }

    @Test
    void furtherFieldsOfAVolumeAreKept() {
        byte[] rest = {34, 0};
        assertEquals(2, DiskVolume.of(DiskVolume.Mode.RW, "a").withRest(rest).rest().length);
    }

    @Test
    void commonReservationsAreThePrefixOfBoth() {
        Resource left = CPUS.withReservations(Reservation.ofStatic("a"), Reservation.ofDynamic("a/b"));
        Resource right = CPUS.withReservations(Reservation.ofStatic("a"), Reservation.ofDynamic("a/c"));
        assertEquals(left.reservations().subList(0, 1), left.commonReservations(right));
        assertEquals(left.reservations(), left.commonReservations(left));
        assertEquals(CPUS.reservations(), CPUS.commonReservations(left));
    }
}
