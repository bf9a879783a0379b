package org.tepui.planner;

import java.util.Arrays;

/** Sets of small numbers as words; null is the empty set. */
final class Bits {

    private Bits() {
    }

    static boolean has(long[] set, int bit) {
        int word = bit >> 6;
        return set != null && word < set.length && (set[word] & 1L << bit) != 0;
    }

    /** The set with the bit, which is the same array unless it had to grow. */
    static long[] with(long[] set, int bit) {
        int word = bit >> 6;
        long[] grown = set == null ? new long[word + 1] : word < set.length ? set : Arrays.copyOf(set, Math.max(word + 1, set.length * 2));
        grown[word] |= 1L << bit;
        return grown;
    }

    static void clear(long[] set, int bit) {
        int word = bit >> 6;
        if (set != null && word < set.length) {
            set[word] &= ~(1L << bit);
        }
    }

    static long word(long[] set, int word) {
        return set != null && word < set.length ? set[word] : 0;
    }
}
