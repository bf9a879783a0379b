package org.tepui.api.resource;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Arithmetic on flat arrays begin, end, begin, end, ... of unsigned numbers. */
final class RangesMath {
    private RangesMath() {
    }

    static void requirePairs(long[] pairs) {
        if ((pairs.length & 1) != 0) {
            throw ResourceException.of(ResourceError.RANGES_MALFORMED, "Invalid ranges resource");
        }
        if (pairs.length / 2 > RangesValue.RANGES_MAX) {
            throw ResourceException.of(ResourceError.LIMIT_EXCEEDED, "Invalid ranges resource: " + pairs.length / 2
                    + " ranges, at most " + RangesValue.RANGES_MAX + " are supported");
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (Long.compareUnsigned(pairs[i], pairs[i + 1]) > 0) {
                throw ResourceException.of(ResourceError.RANGES_BEGIN_AFTER_END, "Invalid ranges resource: begin > end");
            }
        }
    }

    /** Refuses a range whose begin lies inside an earlier one; a later range around an earlier one is let pass, as peers expect. */
    static void requireNoOverlap(long[] pairs) {
        if (isNormal(pairs)) {
            return;
        }
        TreeMap<Long, Long> seen = new TreeMap<>(Long::compareUnsigned);
        for (int i = 0; i < pairs.length; i += 2) {
            long begin = pairs[i];
            long end = pairs[i + 1];
            Map.Entry<Long, Long> before = seen.floorEntry(begin);
            if (before != null && Long.compareUnsigned(begin, before.getValue()) <= 0) {
                throw ResourceException.of(ResourceError.RANGES_OVERLAP, "Invalid ranges resource: overlapping ranges");
            }
            // The new range swallows what lies inside it, so that "seen" stays disjoint.
            for (Map.Entry<Long, Long> next = seen.ceilingEntry(begin);
                    next != null && Long.compareUnsigned(next.getKey(), end) <= 0; next = seen.ceilingEntry(begin)) {
                end = Long.compareUnsigned(next.getValue(), end) > 0 ? next.getValue() : end;
                seen.remove(next.getKey());
            }
            seen.put(begin, end);
        }
    }

    private static boolean isNormal(long[] pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            if (Long.compareUnsigned(pairs[i], pairs[i - 1]) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Sorts and merges; may change and return its argument. */
    static long[] coalesce(long[] pairs) {
        if (!isNormal(pairs)) {
            sort(pairs);
        }
        int length = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            long last = length == 0 ? 0 : pairs[length - 1];
            boolean touches = length > 0 && (last == -1L || Long.compareUnsigned(pairs[i], last + 1) <= 0);
            if (touches) {
                if (Long.compareUnsigned(pairs[i + 1], last) > 0) {
                    pairs[length - 1] = pairs[i + 1];
                }
            } else {
                pairs[length] = pairs[i];
                pairs[length + 1] = pairs[i + 1];
                length += 2;
            }
        }
        return length == pairs.length ? pairs : Arrays.copyOf(pairs, length);
    }

    private static void sort(long[] pairs) {
        long[][] rows = new long[pairs.length / 2][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
        }
        Arrays.sort(rows, (a, b) -> Long.compareUnsigned(a[0], b[0]));
        for (int i = 0; i < rows.length; i++) {
            pairs[2 * i] = rows[i][0];
            pairs[2 * i + 1] = rows[i][1];
        }
    }

    static boolean contains(long[] left, long[] right) {
        int at = 0;
        for (int i = 0; i < right.length; i += 2) {
            while (at < left.length && Long.compareUnsigned(left[at + 1], right[i]) < 0) {
                at += 2;
            }
            if (at == left.length || Long.compareUnsigned(left[at], right[i]) > 0
                    || Long.compareUnsigned(right[i + 1], left[at + 1]) > 0) {
                return false;
            }
        }
        return true;
    }

    static long[] subtract(long[] left, long[] right) {
        long[] rest = new long[left.length + right.length];
        int length = 0;
        int at = 0;
        for (int i = 0; i < left.length; i += 2) {
            long begin = left[i];
            long end = left[i + 1];
            boolean open = true;
            while (at < right.length && Long.compareUnsigned(right[at + 1], begin) < 0) {
                at += 2;
            }
            for (int j = at; j < right.length && Long.compareUnsigned(right[j], end) <= 0; j += 2) {
                if (Long.compareUnsigned(right[j], begin) > 0) {
                    rest[length++] = begin;
                    rest[length++] = right[j] - 1;
                }
                if (Long.compareUnsigned(right[j + 1], end) >= 0) {
                    open = false;
                    break;
                }
                begin = right[j + 1] + 1;
            }
            if (open) {
                rest[length++] = begin;
                rest[length++] = end;
            }
        }
        return Arrays.copyOf(rest, length);
    }
}
