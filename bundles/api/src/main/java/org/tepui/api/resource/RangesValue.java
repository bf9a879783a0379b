package org.tepui.api.resource;

import java.util.Arrays;

/**
 * A set of whole numbers as closed ranges: sorted, not touching each other. Numbers are unsigned 64 bit, so compare what
 * {@link #begin} and {@link #end} give with {@link Long#compareUnsigned}.
 */
public final class RangesValue implements Value {
    public static final RangesValue EMPTY = new RangesValue(new long[0]);
    /** Ranges in one value; keeps hostile input small. */
    public static final int RANGES_MAX = 100_000;

    /** begin, end, begin, end, ... */
    private final long[] bounds;

    private RangesValue(long[] bounds) {
        this.bounds = bounds;
    }

    /**
     * From pairs begin, end as a peer sent them.
     *
     * @throws ResourceException RANGES_BEGIN_AFTER_END; RANGES_OVERLAP when a range begins inside an earlier one
     */
    public static RangesValue of(long... pairs) {
        RangesMath.requirePairs(pairs);
        RangesMath.requireNoOverlap(pairs);
        return wrap(RangesMath.coalesce(pairs.clone()));
    }

    /** From pairs that may overlap, as in the text form of flags; they are merged. */
    public static RangesValue merged(long... pairs) {
        RangesMath.requirePairs(pairs);
        return wrap(RangesMath.coalesce(pairs.clone()));
    }

    private static RangesValue wrap(long[] bounds) {
        return bounds.length == 0 ? EMPTY : new RangesValue(bounds);
    }

    /** Number of ranges. */
    public int size() {
        return bounds.length / 2;
    }

    public long begin(int index) {
        return bounds[2 * index];
    }

    public long end(int index) {
        return bounds[2 * index + 1];
    }

    /** How many numbers there are; Long.MAX_VALUE when more than that. */
    public long count() {
        long count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long length = bounds[i + 1] - bounds[i];
            if (length < 0 || length == Long.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            count = ScalarValue.saturatedAdd(count, length + 1);
        }
        return count;
    }

    public boolean contains(long number) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (Long.compareUnsigned(bounds[i], number) <= 0 && Long.compareUnsigned(number, bounds[i + 1]) <= 0) {
                return true;
            }
        }
        return false;
    }

    public boolean containsAll(RangesValue that) {
        return RangesMath.contains(bounds, that.bounds);
    }

    public RangesValue plus(RangesValue that) {
        if (that.bounds.length == 0) {
            return this;
        }
        long[] all = Arrays.copyOf(bounds, bounds.length + that.bounds.length);
        System.arraycopy(that.bounds, 0, all, bounds.length, that.bounds.length);
        return wrap(RangesMath.coalesce(all));
    }

    public RangesValue minus(RangesValue that) {
        return that.bounds.length == 0 ? this : wrap(RangesMath.subtract(bounds, that.bounds));
    }

    @Override
    public Type type() {
        return Type.RANGES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangesValue that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(Long.toUnsignedString(bounds[i]))
                    .append('-').append(Long.toUnsignedString(bounds[i + 1]));
        }
        return text.append(']').toString();
    }
}
