package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes resources of every kind from a seed; few names and small numbers, so that they meet. */
final class RandomResources {
    private static final String[] ROLES = {"a", "a/b", "a/b/c", "d"};

    private final Random random;

    RandomResources(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    Resource resource() {
        Resource resource = switch (below(6)) {
            case 0 -> Resource.of("ports", ranges(40));
            case 1 -> Resource.of("nics", set());
            case 2 -> disk();
            case 3 -> Resource.thousandths("mem", below(5000));
            default -> Resource.thousandths("cpus", below(5000));
        };
        if (!resource.isShared() && chance(6)) {
            resource = resource.withRevocable(true);
        }
        if (resource.isUnreserved() && chance(3)) {
            resource = resource.withReservations(stack());
        }
        return chance(3) ? resource.withAllocationRole(ROLES[below(2)]) : resource;
    }

    private Resource disk() {
        Resource disk = Resource.thousandths("disk", 1000 * (1 + below(3)));
        return switch (below(6)) {
            case 0 -> disk.withDisk(DiskInfo.ofSource(DiskSource.mount("/mnt/" + below(2))));
            case 1 -> disk.withDisk(DiskInfo.ofSource(DiskSource.path("/path/" + below(2))));
            case 2 -> disk.withDisk(DiskInfo.ofSource(DiskSource.of(DiskSource.Type.RAW).withProfile("fast")));
            case 3 -> volume("v" + below(2), chance(2));
            default -> disk;
        };
    }

    Resource volume(String id, boolean shared) {
        return Resource.scalar("disk", 64).withReservations(Reservation.ofDynamic("a", "ops"))
                .withDisk(DiskInfo.of(DiskPersistence.of(id, "ops"), DiskVolume.of(DiskVolume.Mode.RW, "data"), null))
                .withShared(shared);
    }

    List<Reservation> stack() {
        List<Reservation> stack = new ArrayList<>();
        int depth = 1 + below(3);
        for (int i = 0; i < depth; i++) {
            String principal = chance(2) ? "p" + below(2) : null;
            Labels labels = chance(4) ? Labels.of(Label.of("k", "v" + below(2)), Label.of("flag")) : null;
            boolean dynamic = i > 0 || chance(2);
            stack.add(dynamic ? Reservation.of(Reservation.Type.DYNAMIC, ROLES[i], principal, labels)
                    : Reservation.ofStatic(ROLES[i]));
        }
        return stack;
    }

    RangesValue ranges(int top) {
        long[] pairs = new long[2 * below(5)];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = below(top);
            pairs[i + 1] = pairs[i] + below(6);
        }
        return RangesValue.merged(pairs);
    }

    SetValue set() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            if (chance(2)) {
                items.add("eth" + i);
            }
        }
        return SetValue.of(items);
    }

    Resources resources() {
        List<Resource> list = new ArrayList<>();
        for (int i = below(8); i > 0; i--) {
            list.add(resource());
        }
        return Resources.of(list);
    }

    List<Resource> shuffled(Iterable<Resource> resources) {
        List<Resource> list = new ArrayList<>();
        resources.forEach(list::add);
        Collections.shuffle(list, random);
        return list;
    }
}
