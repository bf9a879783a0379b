package org.tepui.allocator.hierarchical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final SplittableRandom random = new SplittableRandom(7);

    private Order order(int size, double[] shares, long[] counts) {
        int[] ranks = new int[size];
        int[] items = new int[size];
        for (int i = 0; i < size; i++) {
            ranks[i] = size - i;
            items[i] = i;
            shares[i] = random.nextInt(5);
            counts[i] = random.nextInt(3);
        }
        Order order = new Order(shares, counts, ranks);
        order.items = items;
        order.size = size;
        return order;
    }

    private static void assertInOrder(Order order) {
        boolean[] seen = new boolean[order.size];
        for (int i = 0; i < order.size; i++) {
            seen[order.items[i]] = true;
            assertTrue(i == 0 || order.isBefore(order.items[i - 1], order.items[i]));
        }
        for (boolean there : seen) {
            assertTrue(there);
        }
    }

    @Test
    void sharesComeFirstThenCountsThenRanks() {
        double[] shares = new double[4];
        long[] counts = new long[4];
        Order order = order(4, shares, counts);
        System.arraycopy(new double[] {0.5, 0.25, 0.25, 0.25}, 0, shares, 0, 4);
        System.arraycopy(new long[] {0, 2, 1, 1}, 0, counts, 0, 4);
        order.sort();
        assertArrayEquals(new int[] {3, 2, 1, 0}, order.items);
    }

    @Test
    void anyOrderIsSorted() {
        for (int size = 0; size < 200; size++) {
            Order order = order(size, new double[size], new long[size]);
            order.sort();
            assertInOrder(order);
        }
    }

    @Test
    void oneChangeIsMended() {
        double[] shares = new double[100];
        long[] counts = new long[100];
        Order order = order(100, shares, counts);
        order.sort();
        for (int i = 0; i < 2000; i++) {
            int item = random.nextInt(100);
            shares[item] = random.nextInt(5);
            counts[item] += random.nextInt(2);
            order.mendItem(item);
            assertInOrder(order);
        }
    }
}
