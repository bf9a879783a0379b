package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    private static Quantities random(RandomResources random) {
        Map<String, Long> amounts = new TreeMap<>();
        for (String name : new String[] {"a", "b", "c", "d"}) {
            if (random.chance(2)) {
                amounts.put(name, (long) random.below(10));
            }
        }
        return Quantities.ofThousandths(amounts);
    }

    @Test
    void arithmeticAgreesWithAMap() {
        for (long seed = 1; seed <= 10_000; seed++) {
            RandomResources random = new RandomResources(seed);
            Quantities a = random(random);
            Quantities b = random(random);
            boolean contains = true;
            for (String name : new String[] {"a", "b", "c", "d"}) {
                long left = a.thousandths(name);
                long right = b.thousandths(name);
                assertEquals(left + right, a.plus(b).thousandths(name), "seed " + seed);
                assertEquals(Math.max(0, left - right), a.minus(b).thousandths(name), "seed " + seed);
                assertEquals(Math.min(left, right), a.min(b).thousandths(name), "seed " + seed);
                assertEquals(Math.max(left, right), a.max(b).thousandths(name), "seed " + seed);
                contains &= left >= right;
            }
            assertEquals(contains, a.contains(b), "seed " + seed);
            assertEquals(a, a.plus(b).minus(b), "seed " + seed);
            assertEquals(a, Quantities.ofThousandths(a.toMap()), "seed " + seed);
        }
    }

    @Test
    void textIsReadAndPrinted() {
        assertEquals("cpus:2.5; mem:1024", Quantities.parse("mem:1024;cpus:2;cpus:0.5").toString());
        assertEquals("{}", Quantities.parse("cpus:0").toString());
        assertEquals("Failed to parse 'cpus': missing or extra ':'",
                assertThrows(ResourceException.class, () -> Quantities.parse("cpus")).getMessage());
        assertEquals("Failed to parse '[1-2]' to quantity: only scalar values are allowed",
                assertThrows(ResourceException.class, () -> Quantities.parse("cpus:[1-2]")).getMessage());
    }

    @Test
    void negativeAmountsAreRefused() {
        assertEquals(ResourceError.SCALAR_NOT_POSITIVE,
                assertThrows(ResourceException.class, () -> Quantities.ofThousandths("a", -1)).code());
    }

    @Test
    void aMissingLimitIsNoLimitAndZeroIsOne() {
        Limits limits = Limits.ofThousandths(Map.of("cpus", 0L));
        assertTrue(limits.contain(Quantities.parse("mem:5")));
        assertFalse(limits.contain(Quantities.parse("cpus:0.001")));
        assertEquals("cpus:0", limits.toString());
        assertEquals("cpus:0", limits.minus(Quantities.parse("cpus:1")).toString());
    }

    @Test
    void shrinkingCutsTheDivisibleAndTakesTheRestWholeOrNot() {
        Resource small = Resource.scalar("disk", 60).withDisk(DiskInfo.ofSource(DiskSource.mount("/1")));
        Resource large = Resource.scalar("disk", 90).withDisk(DiskInfo.ofSource(DiskSource.mount("/2")));
        Resources agent = Resources.parse("cpus:4;mem:64").plus(Resources.of(small, large));
        Quantities target = Quantities.parse("cpus:1;disk:100");
        assertEquals("cpus:1; disk[MOUNT:/1]:60", agent.shrink(target, null).toString());
        assertEquals("disk[MOUNT:/2]:90; cpus:1", agent.shrink(target, new int[] {3, 2, 1, 0}).toString());
        assertEquals("cpus:1; mem:64; disk[MOUNT:/1]:60",
                agent.shrink(Limits.ofThousandths(target.toMap()), null).toString());
        assertEquals(Resources.EMPTY, agent.shrink(Quantities.EMPTY, null));
        assertEquals(agent, agent.shrink(Limits.NONE, null));
    }
}
