package org.tepui.planner;

import java.util.Arrays;

/** Thousandths by row and resource id in one array. Rows and ids that were never written read as 0. */
final class QuantityTable {

    private long[] data = new long[0];
    private int stride = 8;

    long get(int row, int resource) {
        int at = row * stride + resource;
        return resource < stride && at < data.length ? data[at] : 0;
    }

    /** Adds {@code sign} times the amounts to the row. */
    void add(int row, long[] amounts, int sign) {
        if (amounts.length == 0) {
            return;
        }
        reserve(row, amounts.length);
        int at = row * stride;
        for (long amount : amounts) {
            data[at++] += sign * amount;
        }
    }

    void clear(int row) {
        int from = row * stride;
        if (from < data.length) {
            Arrays.fill(data, from, from + stride, 0);
        }
    }

    private void reserve(int row, int width) {
        if (width > stride) {
            restride(Math.max(width, stride * 2));
        }
        int needed = Math.multiplyExact(Math.addExact(row, 1), stride);
        if (needed > data.length) {
            int rows = Math.max(row + 1, data.length / stride * 2);
            data = Arrays.copyOf(data, Math.multiplyExact(rows, stride));
        }
    }

    private void restride(int width) {
        int rows = data.length / stride;
        long[] wider = new long[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(data, row * stride, wider, row * width, stride);
        }
        data = wider;
        stride = width;
    }
}
