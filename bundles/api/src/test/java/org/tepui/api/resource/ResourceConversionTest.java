package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceConversionTest {
    private static final Reservation OPS = Reservation.ofDynamic("a", "ops");
    private static final Resources AGENT = Resources.parse("cpus:4;mem:1024;disk:500");

    private static Resource volume(double size) {
        return Resource.scalar("disk", size).withReservations(OPS)
                .withDisk(DiskInfo.of(DiskPersistence.of("v"), DiskVolume.of(DiskVolume.Mode.RW, "data"), null));
    }

    private static Resources reserve(Resources from, String what) {
        return from.apply(ResourceConversion.reserve(Resources.parse(what).pushReservation(OPS), Optional.empty()));
    }

    @Test
    void reserveAndUnreserveAreOpposites() {
        Resources reserved = reserve(AGENT, "cpus:1;mem:64");
        assertEquals("cpus:3; mem:960; disk:500; cpus(reservations: [(DYNAMIC,a,ops)]):1;"
                + " mem(reservations: [(DYNAMIC,a,ops)]):64", reserved.toString());
        assertEquals(AGENT, reserved.apply(ResourceConversion.unreserve(reserved.reserved())));
    }

    @Test
    void reservingTwiceFindsNothingUnreserved() {
        Resources reserved = reserve(Resources.parse("cpus:2;mem:512"), "cpus:2");
        ResourceException error = assertThrows(ResourceException.class, () -> reserve(reserved, "cpus:1"));
        assertEquals(ResourceError.NOT_CONTAINED, error.code());
        assertEquals("mem:512; cpus(reservations: [(DYNAMIC,a,ops)]):2 does not contain cpus:1", error.getMessage());
    }

    @Test
    void aSourceSaysWhatIsReservedAnew() {
        Resources before = reserve(AGENT, "cpus:1");
        Resources target = Resources.parse("cpus:1").pushReservation(Reservation.ofDynamic("b"));
        Resources after = before.apply(ResourceConversion.reserve(target, Optional.of(before.reserved())));
        assertEquals(target, after.reserved());
    }

    @Test
    void createAndDestroyAreOpposites() {
        Resources reserved = reserve(AGENT, "disk:100");
        Resources created = reserved.apply(ResourceConversion.create(List.of(volume(100))));
        assertEquals(Resources.of(volume(100)), created.persistentVolumes());
        assertEquals(reserved, created.apply(ResourceConversion.destroy(List.of(volume(100)))));
    }

    @Test
    void aVolumeOnAMountDiskGivesTheDiskBack() {
        Resource disk = Resource.scalar("disk", 10).withReservations(OPS).withDisk(DiskInfo.ofSource(DiskSource.mount("/m")));
        Resource made = disk.withDisk(DiskInfo.of(DiskPersistence.of("v"), DiskVolume.of(DiskVolume.Mode.RW, "d"),
                DiskSource.mount("/m")));
        Resources created = Resources.of(disk).apply(ResourceConversion.create(List.of(made)));
        assertEquals(Resources.of(made), created);
        assertEquals(Resources.of(disk), created.apply(ResourceConversion.destroy(List.of(made))));
    }

    @Test
    void aSharedVolumeInUseCannotBeDestroyed() {
        Resource shared = volume(100).withShared(true);
        Resources one = reserve(AGENT, "disk:100").apply(ResourceConversion.create(List.of(shared)));
        Resources two = one.apply(ResourceConversion.of(Resources.EMPTY, Resources.of(shared)));
        assertEquals(2, two.count(shared));
        ResourceException error = assertThrows(ResourceException.class,
                () -> two.apply(ResourceConversion.destroy(List.of(shared))));
        assertEquals(ResourceError.SHARED_COPIES, error.code());
        assertEquals("Persistent volume " + shared + " cannot be removed due to additional shared copies",
                error.getMessage());
        assertEquals(reserve(AGENT, "disk:100"), one.apply(ResourceConversion.destroy(List.of(shared))));
    }

    @Test
    void growAndShrinkAreOpposites() {
        Resources created = reserve(AGENT, "disk:150").apply(ResourceConversion.create(List.of(volume(100))));
        Resource addition = Resource.scalar("disk", 50).withReservations(OPS);
        Resources grown = created.apply(ResourceConversion.grow(volume(100), addition));
        assertEquals(Resources.of(volume(150)), grown.persistentVolumes());
        assertEquals(created, grown.apply(ResourceConversion.shrink(volume(150), ScalarValue.of(50))));
    }

    @Test
    void resizingIsNotForProvidersNorBelowZero() {
        Resource ofProvider = volume(10).withProviderId("rp");
        assertEquals(ResourceError.OPERATION_UNSUPPORTED, assertThrows(ResourceException.class,
                () -> ResourceConversion.shrink(ofProvider, ScalarValue.of(5))).code());
        assertEquals(ResourceError.SCALAR_NOT_POSITIVE, assertThrows(ResourceException.class,
                () -> ResourceConversion.shrink(volume(10), ScalarValue.of(20))).code());
    }

    @Test
    void severalConversionsAreAllOrNothing() {
        assertThrows(ResourceException.class, () -> AGENT.apply(List.of(
                ResourceConversion.of(Resources.parse("cpus:4"), Resources.parse("gpus:1")),
                ResourceConversion.of(Resources.parse("cpus:1"), Resources.EMPTY))));
    }

    @Test
    void checkpointedResourcesAreReplayedOnTheFlags() {
        Resources kept = Resources.of(volume(100), Resource.scalar("cpus", 1).withReservations(OPS));
        Resources total = CheckpointedResources.apply(AGENT, kept);
        assertEquals(AGENT.quantities(), total.quantities());
        assertEquals(kept, total.reserved());
        assertEquals("Unexpected checkpointed resources cpus:1", assertThrows(ResourceException.class,
                () -> CheckpointedResources.apply(AGENT, Resources.parse("cpus:1"))).getMessage());
        assertEquals("Incompatible agent resources: cpus:1 does not contain disk:100", assertThrows(
                ResourceException.class, () -> CheckpointedResources.apply(Resources.parse("cpus:1"),
                        Resources.of(volume(100)))).getMessage());
    }
}
