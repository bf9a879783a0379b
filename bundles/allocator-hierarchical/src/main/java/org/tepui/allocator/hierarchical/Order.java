package org.tepui.allocator.hierarchical;

/** Things in the order of share, then number of allocations, then rank; a permutation that is mended when keys change. */
final class Order {

    int[] items = new int[0];
    int size;
    private final double[] shares;
    private final long[] counts;
    private final int[] ranks;

    /** The keys by item; owned by the caller, who tells of changes. */
    Order(double[] shares, long[] counts, int[] ranks) {
        this.shares = shares;
        this.counts = counts;
        this.ranks = ranks;
    }

    boolean isBefore(int left, int right) {
        if (shares[left] != shares[right]) {
            return shares[left] < shares[right];
        }
        if (counts[left] != counts[right]) {
            return counts[left] < counts[right];
        }
        return ranks[left] < ranks[right];
    }

    /** Sorts all; linear when the order still holds, and never worse than n log n. */
    void sort() {
        int moves = 0;
        for (int i = 1; i < size; i++) {
            int item = items[i];
            int at = i - 1;
            while (at >= 0 && isBefore(item, items[at])) {
                items[at + 1] = items[at];
                at--;
            }
            items[at + 1] = item;
            moves += i - 1 - at;
            if (moves > size * 4) {
                merge(0, size, new int[size]);
                return;
            }
        }
    }

    private void merge(int from, int to, int[] spare) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        merge(from, middle, spare);
        merge(middle, to, spare);
        if (!isBefore(items[middle], items[middle - 1])) {
            return;
        }
        System.arraycopy(items, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean fromLeft = right == to || left < middle && !isBefore(spare[right], spare[left]);
            items[i] = fromLeft ? spare[left++] : spare[right++];
        }
    }

    /** Mends the order after the keys of this one item changed. */
    void mendItem(int item) {
        int position = 0;
        while (items[position] != item) {
            position++;
        }
        if (position + 1 < size && isBefore(items[position + 1], item)) {
            int low = position + 1;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isBefore(items[middle], item)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            System.arraycopy(items, position + 1, items, position, low - 1 - position);
            items[low - 1] = item;
            return;
        }
        int at = position - 1;
        while (at >= 0 && isBefore(item, items[at])) {
            items[at + 1] = items[at];
            at--;
        }
        items[at + 1] = item;
    }
}
