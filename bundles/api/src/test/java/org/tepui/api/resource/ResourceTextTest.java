package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ResourceTextTest {
    private static final DiskVolume DATA = DiskVolume.of(DiskVolume.Mode.RW, "data");

    private static void prints(String expected, Resource resource) {
        assertEquals(expected, resource.toString());
    }

    private static Resource disk(DiskPersistence persistence, DiskVolume volume, DiskSource source) {
        return Resource.scalar("disk", 100).withDisk(DiskInfo.of(persistence, volume, source));
    }

    @Test
    void everyPartIsPrintedAsPeersKnowIt() {
        Resource cpus = Resource.scalar("cpus", 3.5);
        prints("cpus:3.5", cpus);
        prints("cpus(allocated: r2){REV}:3.5", cpus.withAllocationRole("r2").withRevocable(true));
        prints("cpus(reservations: [(STATIC,a)]):3.5", cpus.withReservations(Reservation.ofStatic("a")));
        prints("cpus(allocated: r1)(reservations: [(DYNAMIC,r1,ops,{k: 1, f})]):3.5", cpus.withAllocationRole("r1")
                .withReservations(Reservation.of(Reservation.Type.DYNAMIC, "r1", "ops",
                        Labels.of(Label.of("k", "1"), Label.of("f")))));
        prints("cpus(reservations: [(STATIC,a),(DYNAMIC,a/b)]):3.5",
                cpus.withReservations(Reservation.ofStatic("a"), Reservation.ofDynamic("a/b")));
        prints("ports:[1-2, 5-6]", Resource.of("ports", RangesValue.of(1, 2, 5, 6)));
        prints("nics:{eth0, eth1}", Resource.set("nics", "eth0", "eth1"));
    }

    @Test
    void disksArePrintedAsPeersKnowThem() {
        prints("disk[MOUNT:/mnt/1]:100", disk(null, null, DiskSource.mount("/mnt/1")));
        prints("disk[PATH]:100", disk(null, null, DiskSource.of(DiskSource.Type.PATH)));
        prints("disk[RAW(org,id,fast)]:100", disk(null, null,
                DiskSource.of(DiskSource.Type.RAW).withVendor("org").withId("id").withProfile("fast")));
        prints("disk[BLOCK]:100", disk(null, null, DiskSource.of(DiskSource.Type.BLOCK)));
        prints("disk[v1:data]:100", disk(DiskPersistence.of("v1"), DATA, null));
        prints("disk[v1:data]<SHARED>:100", disk(DiskPersistence.of("v1"), DATA, null).withShared(true));
        prints("disk[MOUNT:/m,v1:/host:data:ro]:100", disk(DiskPersistence.of("v1"),
                DiskVolume.of(DiskVolume.Mode.RO, "data", "/host"), DiskSource.mount("/m")));
        assertEquals("disk[v1:data]<SHARED>:100<2>", Resources.of(
                disk(DiskPersistence.of("v1"), DATA, null).withShared(true),
                disk(DiskPersistence.of("v1"), DATA, null).withShared(true)).toString());
    }

    @Test
    void theFlagIsReadWithRolesAndBlanks() {
        Resources read = Resources.parse("cpus:2; mem : 1024;ports( role ):[31000 - 32000];disks:{a,b}");
        assertEquals("cpus:2; mem:1024; ports(reservations: [(STATIC,role)]):[31000-32000]; disks:{a, b}", read.toString());
        assertEquals("cpus(reservations: [(STATIC,dev)]):2; mem:4", Resources.parse("cpus:2;mem(*):4", "dev").toString());
        assertEquals("cpus:3", Resources.parse("cpus:1;cpus:2").toString());
        assertEquals(Resources.EMPTY, Resources.parse(""));
    }

    @Test
    void eachFaultOfTheFlagHasItsText() {
        String[][] table = {
            {"cpus", "Bad value for resources, missing or extra ':' in cpus"},
            {"cpus:1:2", "Bad value for resources, missing or extra ':' in cpus:1:2"},
            {"cpus(a:1", "Bad value for resources, mismatched parentheses in cpus(a:1"},
            {"cpus)a(:1", "Bad value for resources, mismatched parentheses in cpus)a(:1"},
            {"cpus:x", "Bad type for resource cpus value x type TEXT"},
            {"cpus:-1", "Bad type for resource cpus value -1 type TEXT"},
            {"ports:[1-2", "Failed to parse resource ports value [1-2 error Mismatched brackets"},
            {"ports:[2-1]", "Invalid ranges resource: begin > end"},
            {"disks:{a,a}", "Invalid set resource: duplicated elements"},
            {"cpus:0.0001", "Invalid scalar resource: value <= 0"},
            {"cpus(/a):1", "Role '/a' cannot start with a slash"},
            {"(a):1", "Empty resource name"},
            {"a:1;a:{x}", "Resources with the same name ('a') but different types are not allowed"},
        };
        for (String[] row : table) {
            ResourceException error = assertThrows(ResourceException.class, () -> Resources.parse(row[0]), row[0]);
            assertEquals(row[1], error.getMessage(), row[0]);
        }
    }

    @Test
    void onlyOperationsMakeVolumesDynamicReservationsAndRevocable() {
        Resource cpus = Resource.scalar("cpus", 1);
        Resource[] refused = {cpus.withRevocable(true), cpus.withReservations(Reservation.ofDynamic("a")),
            disk(DiskPersistence.of("v"), DATA, null)};
        for (Resource resource : refused) {
            assertEquals(ResourceError.OPERATION_UNSUPPORTED, assertThrows(ResourceException.class,
                    () -> Resources.requireCommandLine(Resources.of(resource))).code());
        }
    }
}
