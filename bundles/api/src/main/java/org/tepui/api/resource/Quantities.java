package org.tepui.api.resource;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of what: resource names with positive thousandths, sorted by name. A name that is not there counts as zero.
 * Immutable.
 */
public final class Quantities {
    public static final Quantities EMPTY = new Quantities(new String[0], new long[0]);

    private final String[] names;
    private final long[] amounts;

    private Quantities(String[] names, long[] amounts) {
        this.names = names;
        this.amounts = amounts;
    }

    /** Zeros are left out. @throws ResourceException SCALAR_NOT_POSITIVE for a negative amount */
    public static Quantities ofThousandths(Map<String, Long> amounts) {
        Sums sums = new Sums(amounts.size());
        for (Map.Entry<String, Long> entry : amounts.entrySet()) {
            if (entry.getValue() < 0) {
                throw ResourceException.of(ResourceError.SCALAR_NOT_POSITIVE, "Quantity of '" + entry.getKey()
                        + "' is " + ScalarValue.text(entry.getValue()) + ": negative values are not allowed");
            }
            sums.add(entry.getKey(), entry.getValue());
        }
        return sums.build();
    }

    public static Quantities ofThousandths(String name, long thousandths) {
        return ofThousandths(Map.of(name, thousandths));
    }

    /** Scalars by name; other resources are left out, a shared volume counts once. */
    public static Quantities ofScalars(Resources resources) {
        return sum(resources, false);
    }

    /** Scalars by name, ranges and sets by their size (a thousand thousandths each). */
    public static Quantities ofAll(Resources resources) {
        return sum(resources, true);
    }

    private static Quantities sum(Resources resources, boolean all) {
        Sums sums = new Sums(resources.size());
        for (int i = 0; i < resources.size(); i++) {
            Resource resource = resources.get(i);
            if (resource.isScalar()) {
                sums.add(resource.name(), resource.thousandths());
            } else if (all) {
                long count = resource.value() instanceof RangesValue ranges ? ranges.count()
                        : ((SetValue) resource.value()).size();
                sums.add(resource.name(), count > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : count * 1000);
            }
        }
        return sums.build();
    }

    /** Reads {@code cpus:2;mem:1024}. @throws ResourceException TEXT_SYNTAX */
    public static Quantities parse(String text) {
        Sums sums = new Sums(4);
        for (String token : ValueText.tokens(text, ";")) {
            String[] pair = ValueText.tokens(token, ":").toArray(new String[0]);
            if (pair.length != 2) {
                throw ValueText.syntax("Failed to parse '" + token + "': missing or extra ':'");
            }
            sums.add(pair[0].strip(), amount(pair[1]));
        }
        return sums.build();
    }

    private static long amount(String text) {
        Value value;
        try {
            value = Value.parse(text);
        } catch (ResourceException e) {
            throw ValueText.syntax("Failed to parse '" + text + "' to quantity: " + e.getMessage());
        }
        if (value instanceof ScalarValue scalar) {
            return scalar.thousandths();
        }
        throw ValueText.syntax("Failed to parse '" + text + "' to quantity: only scalar values are allowed");
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

    /** 0 when the name is not there. */
    public long thousandths(String name) {
        int index = indexOf(name);
        return index < 0 ? 0 : amounts[index];
    }

    public Quantities plus(Quantities that) {
        return that.isEmpty() ? this : isEmpty() ? that : merge(that, (left, right) -> ScalarValue.saturatedAdd(left, right));
    }

    /** Below zero is zero. */
    public Quantities minus(Quantities that) {
        return that.isEmpty() || isEmpty() ? this : merge(that, (left, right) -> Math.max(0, left - right));
    }

    /** The smaller amount of each name. */
    public Quantities min(Quantities that) {
        return merge(that, Math::min);
    }

    /** The larger amount of each name. */
    public Quantities max(Quantities that) {
        return merge(that, Math::max);
    }

    /** Whether there is at least as much of every name. */
    public boolean contains(Quantities that) {
        for (int i = 0; i < that.names.length; i++) {
            if (thousandths(that.names[i]) < that.amounts[i]) {
                return false;
            }
        }
        return true;
    }

    private interface Pairwise {
        long apply(long left, long right);
    }

    private Quantities merge(Quantities that, Pairwise operation) {
        String[] keys = new String[names.length + that.names.length];
        long[] values = new long[keys.length];
        int length = 0;
        int left = 0;
        int right = 0;
        while (left < names.length || right < that.names.length) {
            int order = left == names.length ? 1 : right == that.names.length ? -1 : names[left].compareTo(that.names[right]);
            String key = order <= 0 ? names[left] : that.names[right];
            long value = operation.apply(order <= 0 ? amounts[left++] : 0, order >= 0 ? that.amounts[right++] : 0);
            if (value != 0) {
                keys[length] = key;
                values[length++] = value;
            }
        }
        return length == 0 ? EMPTY : new Quantities(Arrays.copyOf(keys, length), Arrays.copyOf(values, length));
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
        return other instanceof Quantities that && Arrays.equals(names, that.names) && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(amounts);
    }

    /** {@code cpus:2; mem:1024}, {@code {}} when empty. */
    @Override
    public String toString() {
        if (names.length == 0) {
            return "{}";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : "; ").append(names[i]).append(':').append(ScalarValue.text(amounts[i]));
        }
        return text.toString();
    }

    /** Sorted sums by insertion: there are a handful of names. */
    private static final class Sums {
        private String[] names;
        private long[] amounts;
        private int size;

        Sums(int capacity) {
            names = new String[Math.max(4, capacity)];
            amounts = new long[names.length];
        }

        void add(String name, long amount) {
            if (amount == 0) {
                return;
            }
            int at = Arrays.binarySearch(names, 0, size, name);
            if (at >= 0) {
                amounts[at] = ScalarValue.saturatedAdd(amounts[at], amount);
                return;
            }
            at = -at - 1;
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2);
                amounts = Arrays.copyOf(amounts, size * 2);
            }
            System.arraycopy(names, at, names, at + 1, size - at);
            System.arraycopy(amounts, at, amounts, at + 1, size - at);
            names[at] = name;
            amounts[at] = amount;
            size++;
        }

        Quantities build() {
            return size == 0 ? EMPTY : new Quantities(Arrays.copyOf(names, size), Arrays.copyOf(amounts, size));
        }
    }
}
