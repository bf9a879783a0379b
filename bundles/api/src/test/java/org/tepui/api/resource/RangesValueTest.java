package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class RangesValueTest {
    private static BitSet bits(RangesValue value) {
        BitSet bits = new BitSet();
        for (int i = 0; i < value.size(); i++) {
            bits.set((int) value.begin(i), (int) value.end(i) + 1);
        }
        return bits;
    }

    @Test
    void arithmeticAgreesWithASetOfNumbers() {
        for (long seed = 1; seed <= 20_000; seed++) {
            RandomResources random = new RandomResources(seed);
            RangesValue a = random.ranges(30);
            RangesValue b = random.ranges(30);
            BitSet sum = bits(a);
            sum.or(bits(b));
            BitSet difference = bits(a);
            difference.andNot(bits(b));
            BitSet missing = bits(b);
            missing.andNot(bits(a));
            assertEquals(sum, bits(a.plus(b)), "seed " + seed);
            assertEquals(difference, bits(a.minus(b)), "seed " + seed);
            assertEquals(missing.isEmpty(), a.containsAll(b), "seed " + seed);
            assertEquals(sum.cardinality(), a.plus(b).count(), "seed " + seed);
            assertSortedAndApart(a.plus(b), seed);
            assertSortedAndApart(a.minus(b), seed);
        }
    }

    private static void assertSortedAndApart(RangesValue value, long seed) {
        for (int i = 0; i < value.size(); i++) {
            assertTrue(value.begin(i) <= value.end(i), "seed " + seed);
            assertTrue(i == 0 || value.end(i - 1) + 1 < value.begin(i), "seed " + seed);
        }
    }

    @Test
    void neighboursBecomeOneRange() {
        assertEquals("[1-10, 12-12]", RangesValue.of(6, 10, 1, 5, 12, 12).toString());
    }

    @Test
    void numbersAreUnsigned() {
        RangesValue all = RangesValue.of(0, -1);
        assertEquals("[0-18446744073709551615]", all.toString());
        assertEquals(Long.MAX_VALUE, all.count());
        assertEquals("[0-9, 11-18446744073709551615]", all.minus(RangesValue.of(10, 10)).toString());
        assertTrue(all.contains(-5));
        assertEquals(all, all.plus(RangesValue.of(-1, -1)));
        assertEquals(RangesValue.EMPTY, all.minus(all));
    }

    @Test
    void aRangeThatBeginsInAnEarlierOneIsRefused() {
        ResourceException error = assertThrows(ResourceException.class, () -> RangesValue.of(1, 10, 5, 20));
        assertEquals(ResourceError.RANGES_OVERLAP, error.code());
        assertEquals("Invalid ranges resource: overlapping ranges", error.getMessage());
        assertThrows(ResourceException.class, () -> RangesValue.of(20, 30, 1, 2, 2, 3));
    }

    @Test
    void aRangeAroundAnEarlierOneIsTaken() {
        assertEquals("[1-20]", RangesValue.of(5, 10, 1, 20).toString());
    }

    @Test
    void anEarlierOverlapIsFoundWhateverCameBetween() {
        for (long seed = 1; seed <= 5_000; seed++) {
            RandomResources random = new RandomResources(seed);
            long[] pairs = new long[2 * random.below(6)];
            boolean overlap = false;
            for (int i = 0; i < pairs.length; i += 2) {
                pairs[i] = random.below(40);
                pairs[i + 1] = pairs[i] + random.below(8);
                for (int j = 0; j < i; j += 2) {
                    overlap |= pairs[j] <= pairs[i] && pairs[i] <= pairs[j + 1];
                }
            }
            boolean refused = false;
            try {
                RangesValue.of(pairs);
            } catch (ResourceException e) {
                refused = true;
            }
            assertEquals(overlap, refused, "seed " + seed);
        }
    }

    @Test
    void beginAfterEndIsRefused() {
        ResourceException error = assertThrows(ResourceException.class, () -> RangesValue.of(5, 4));
        assertEquals(ResourceError.RANGES_BEGIN_AFTER_END, error.code());
    }

    @Test
    void tooManyRangesAreRefused() {
        long[] pairs = new long[2 * RangesValue.RANGES_MAX + 2];
        assertEquals(ResourceError.LIMIT_EXCEEDED,
                assertThrows(ResourceException.class, () -> RangesValue.merged(pairs)).code());
    }

    @Test
    void containmentNeedsOneRangeAroundEach() {
        assertTrue(RangesValue.of(1, 10).containsAll(RangesValue.of(1, 2, 9, 10)));
        assertFalse(RangesValue.of(1, 4, 6, 10).containsAll(RangesValue.of(3, 7)));
        assertTrue(RangesValue.of(1, 4).containsAll(RangesValue.EMPTY));
    }
}
