package org.tepui.api.resource;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Upper bounds by resource name, in thousandths, sorted. A name that is not there is unlimited; zero is a limit. Immutable. */
public final class Limits {
    public static final Limits NONE = new Limits(new String[0], new long[0]);

    private final String[] names;
    private final long[] amounts;

    private Limits(String[] names, long[] amounts) {
        this.names = names;
        this.amounts = amounts;
    }

    /** @throws ResourceException SCALAR_NOT_POSITIVE for a negative limit */
    public static Limits ofThousandths(Map<String, Long> limits) {
        String[] names = new TreeMap<>(limits).keySet().toArray(new String[0]);
        long[] amounts = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            amounts[i] = limits.get(names[i]);
            if (amounts[i] < 0) {
                throw ResourceException.of(ResourceError.SCALAR_NOT_POSITIVE, "Limit of '" + names[i]
                        + "' is " + ScalarValue.text(amounts[i]) + ": negative values are not allowed");
            }
        }
        return names.length == 0 ? NONE : new Limits(names, amounts);
    }

    public boolean isEmpty() {
        return names.length == 0;
    }

    public int size() {
        return names.length;
    }

    public String name(int index) {
        return names[index];
    }

    public long thousandths(int index) {
        return amounts[index];
    }

    /** Position of the name, or negative. */
    public int indexOf(String name) {
        return Arrays.binarySearch(names, name);
    }

    /** Empty when the name is unlimited. */
    public OptionalLong thousandths(String name) {
        int index = indexOf(name);
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(amounts[index]);
    }

    /** What is left of the limits after the use; below zero is zero. */
    public Limits minus(Quantities used) {
        long[] left = amounts.clone();
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.max(0, left[i] - used.thousandths(names[i]));
        }
        return names.length == 0 ? this : new Limits(names, left);
    }

    /** Whether the quantities stay within the limits. */
    public boolean contain(Quantities quantities) {
        for (int i = 0; i < names.length; i++) {
            if (quantities.thousandths(names[i]) > amounts[i]) {
                return false;
            }
        }
        return true;
    }

    long[] copyOfThousandths() {
        return amounts.clone();
    }

    /** A fresh copy. */
    public SortedMap<String, Long> toMap() {
        SortedMap<String, Long> map = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], amounts[i]);
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limits that && Arrays.equals(names, that.names) && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(names.length == 0 ? "{}" : "");
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : "; ").append(names[i]).append(':').append(ScalarValue.text(amounts[i]));
        }
        return text.toString();
    }
}
