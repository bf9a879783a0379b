package org.tepui.flags.type;

import java.math.BigInteger;
import java.util.Locale;

/** Amounts of bytes as flags write them: digits and a unit of B, KB, MB, GB, TB in any case; each unit is 1024 of the one before. */
public final class ByteSizes {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
    private static final int CHARS_MAX = 40;

    private ByteSizes() {}

    /**
     * Reads an amount in bytes.
     *
     * @throws BadValueException no digits, a fraction, no or an unknown unit, or more than 63 bits
     */
    public static long parse(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int unit = unit(text.substring(end).toUpperCase(Locale.ROOT));
        if (end == 0 || unit < 0 || text.length() > CHARS_MAX) {
            throw new BadValueException(Quoted.of(text)
                + " is no amount of bytes; write a whole number and one of B, KB, MB, GB, TB (for example 64MB)");
        }
        BigInteger bytes = new BigInteger(text.substring(0, end)).shiftLeft(10 * unit);
        if (bytes.bitLength() > 63) {
            throw new BadValueException(Quoted.of(text) + " is more than 8388607TB");
        }
        return bytes.longValue();
    }

    /** The amount in the biggest unit that divides it exactly; zero is {@code 0B}. */
    public static String print(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative amount of bytes: " + bytes);
        }
        int unit = 0;
        long value = bytes;
        while (value != 0 && unit < UNITS.length - 1 && value % 1024 == 0) {
            value /= 1024;
            unit++;
        }
        return value + UNITS[unit];
    }

    private static int unit(String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(text)) {
                return i;
            }
        }
        return -1;
    }
}
