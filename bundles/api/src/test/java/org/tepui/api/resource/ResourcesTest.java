package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final RandomResources MAKER = new RandomResources(1);

    private static Resource mount(String root, double size) {
        return Resource.scalar("disk", size).withDisk(DiskInfo.ofSource(DiskSource.mount(root)));
    }

    @Test
    void tenTasksOfATenthFitOnOneCpu() {
        Resources left = Resources.parse("cpus:1");
        Resource tenth = Resource.scalar("cpus", 0.1);
        for (int i = 0; i < 10; i++) {
            assertTrue(left.contains(tenth), "task " + i);
            left = left.minus(tenth);
        }
        assertTrue(left.isEmpty());
    }

    @Test
    void portsOfAReservedRoleAreNotThoseOfEverybody() {
        Resources agent = Resources.parse("ports:[31000-31004];ports(web):[32000-32004]");
        Resource asked = Resource.range("ports", 32000, 32000);
        assertFalse(agent.contains(asked));
        assertTrue(agent.contains(asked.withReservations(Reservation.ofStatic("web"))));
        assertFalse(agent.contains(Resource.range("ports", 31000, 31000).withReservations(Reservation.ofStatic("web"))));
    }

    @Test
    void copiesOfASharedVolumeAreCounted() {
        Resource volume = MAKER.volume("v", true);
        Resources three = Resources.of(volume, volume, volume);
        assertEquals(1, three.size());
        assertEquals(3, three.count(volume));
        assertEquals(64_000, three.thousandths("disk"));
        Resources one = three.minus(Resources.of(volume, volume));
        assertEquals(1, one.count(volume));
        assertTrue(three.contains(one));
        assertFalse(one.contains(Resources.of(volume, volume)));
        assertNotEquals(three, one);
        assertTrue(one.minus(volume).isEmpty());
        assertTrue(one.minus(three).isEmpty());
        assertEquals(3, three.allocate("x").count(volume.withAllocationRole("x")));
    }

    @Test
    void sharedAndNotSharedAreTwoThings() {
        assertFalse(Resources.of(MAKER.volume("v", true)).contains(MAKER.volume("v", false)));
        assertEquals(2, Resources.of(MAKER.volume("v", true), MAKER.volume("v", false)).size());
    }

    @Test
    void persistentVolumesStayApartAndAreTakenWhole() {
        Resource volume = MAKER.volume("v", false);
        Resources two = Resources.of(volume, volume);
        assertEquals(2, two.size());
        assertFalse(Resources.of(volume).contains(two));
        assertTrue(two.contains(two));
        Resource half = volume.withValue(ScalarValue.of(32));
        assertFalse(two.contains(half));
        assertEquals(two, two.minus(half));
        assertEquals(Resources.of(volume), two.minus(volume));
    }

    @Test
    void mountDisksAreTakenWhole() {
        Resources disks = Resources.of(mount("/a", 10), mount("/b", 10));
        assertEquals(2, disks.size());
        assertFalse(disks.contains(mount("/a", 5)));
        assertEquals(Resources.of(mount("/b", 10)), disks.minus(mount("/a", 10)));
    }

    @Test
    void pathDisksAndRawPoolsAreDivisible() {
        Resource path = Resource.scalar("disk", 10).withDisk(DiskInfo.ofSource(DiskSource.path("/p")));
        Resource pool = Resource.scalar("disk", 10)
                .withDisk(DiskInfo.ofSource(DiskSource.of(DiskSource.Type.RAW).withProfile("fast")));
        Resource device = pool.withDisk(DiskInfo.ofSource(DiskSource.of(DiskSource.Type.RAW).withId("d")));
        assertEquals(20_000, Resources.of(path, path).get(0).thousandths());
        assertTrue(Resources.of(pool).contains(pool.withValue(ScalarValue.of(5))));
        assertFalse(Resources.of(device).contains(device.withValue(ScalarValue.of(5))));
        assertEquals(2, Resources.of(device, device).size());
    }

    @Test
    void revocableIsKeptApart() {
        Resource cpus = Resource.scalar("cpus", 2);
        Resources both = Resources.of(cpus, cpus.withRevocable(true));
        assertEquals(2, both.size());
        assertEquals(Resources.of(cpus), both.nonRevocable());
        assertEquals("cpus{REV}:2", both.revocable().toString());
        assertFalse(Resources.of(cpus).contains(cpus.withRevocable(true)));
    }

    @Test
    void labelsAndPrincipalsTellReservationsApart() {
        Resource cpus = Resource.scalar("cpus", 1);
        Resource ops = cpus.withReservations(Reservation.ofDynamic("a", "ops"));
        Resource labelled = cpus.withReservations(Reservation.of(Reservation.Type.DYNAMIC, "a", "ops",
                Labels.of(Label.of("k", "1"))));
        assertEquals(4, Resources.of(cpus, ops, labelled, cpus.withReservations(Reservation.ofDynamic("a"))).size());
    }

    @Test
    void orderOfArrivalIsKeptAndTheLastFillsAGap() {
        Resources resources = Resources.parse("ports:[1-2];cpus:1;mem:2;disk:3");
        assertEquals("ports:[1-2]; cpus:2; mem:2; disk:3", resources.plus(Resource.scalar("cpus", 1)).toString());
        assertEquals("ports:[1-2]; disk:3; mem:2", resources.minus(Resource.scalar("cpus", 1)).toString());
        assertEquals(resources, Resources.parse("disk:3;mem:2;cpus:1;ports:[1-2]"));
    }

    @Test
    void whatWouldGoBelowZeroVanishes() {
        assertTrue(Resources.parse("cpus:1").minus(Resources.parse("cpus:2")).isEmpty());
        assertEquals(Resources.parse("cpus:1"), Resources.parse("cpus:1").minus(Resources.parse("mem:2")));
    }

    @Test
    void emptyOnesAreLeftOut() {
        assertTrue(Resources.parse("cpus:0;ports:[];disks:{}").isEmpty());
        assertEquals("{}", Resources.EMPTY.toString());
    }

    @Test
    void aRoleGetsItsOwnItsAncestorsAndTheUnreserved() {
        Resources agent = Resources.parse("cpus:1;cpus(a):2;cpus(a/b):4;cpus(c):8");
        assertEquals(Resources.parse("cpus:1;cpus(a):2;cpus(a/b):4"), agent.allocatableTo("a/b"));
        assertEquals(Resources.parse("cpus:1;cpus(a):2"), agent.allocatableTo("a"));
        assertEquals(Resources.parse("cpus(a):2;cpus(a/b):4"), agent.reservedToRoleSubtree("a"));
        assertEquals(Resources.parse("cpus(a):2"), agent.reserved("a"));
        assertEquals(List.of("a", "a/b", "c"), List.copyOf(agent.reservations().keySet()));
    }

    @Test
    void quantitiesContainedCountPortsToo() {
        Resources agent = Resources.parse("cpus:1;ports:[1-10];ports(a):[20-20]");
        assertTrue(agent.contains(Quantities.parse("cpus:1;ports:11")));
        assertFalse(agent.contains(Quantities.parse("ports:12")));
    }

    @Test
    void findTakesFromTheOwnRoleFirst() {
        Resources agent = Resources.parse("cpus:4;cpus(a):2");
        Resources wanted = Resources.parse("cpus(a):3");
        assertEquals(Optional.of(Resources.parse("cpus(a):2;cpus:1")), agent.find(wanted));
        assertEquals(Optional.of(Resources.parse("cpus:4")), agent.find(Resources.parse("cpus:4")));
        assertEquals(Optional.empty(), agent.find(Resources.parse("cpus:7")));
    }

    @Test
    void totalsOfANameAddUp() {
        Resources agent = Resources.parse("ports:[1-2];ports(a):[2-5];cpus:1;cpus(a):2");
        assertEquals(Optional.of(RangesValue.of(1, 5)), agent.total("ports", Value.Type.RANGES));
        assertEquals(3000, agent.thousandths("cpus"));
        assertEquals(Optional.empty(), agent.total("gpus", Value.Type.SCALAR));
    }

    @Test
    void displaySumsKeepRevocableApartAndListTheUsualNames() {
        Resources agent = Resources.parse("cpus:1;cpus(a):2.5;ports:[1-2];nics:{x, y};foo:1")
                .plus(Resource.scalar("cpus", 2).withRevocable(true));
        assertEquals("{disk=0, mem=0, gpus=0, cpus=3.5, foo=1, cpus_revocable=2, ports=[1-2], nics={x, y}}",
                ResourceSums.of(agent).values().toString());
    }

    @Test
    void aReservationCannotBePoppedFromTheUnreserved() {
        ResourceException error = assertThrows(ResourceException.class, () -> Resources.parse("cpus:1").popReservation());
        assertEquals(ResourceError.RESERVATION_MISSING, error.code());
    }
}
