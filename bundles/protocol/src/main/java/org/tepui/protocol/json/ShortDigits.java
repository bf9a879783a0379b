package org.tepui.protocol.json;

import java.math.BigInteger;

/**
 * Decimal digits of a double by the Grisu2 method (Florian Loitsch, 2010): always read back to the same double, nearly always the fewest.
 * Where they are not the fewest, the real master's are not either: it uses the same method, and its answers are to be equal to the byte.
 *
 * <p>A scaled number is a 64-bit significand and a binary exponent. Not thread-safe: one object is one conversion.
 */
final class ShortDigits {

    private static final int SIGNIFICAND_BITS = 52;
    private static final long HIDDEN_BIT = 1L << SIGNIFICAND_BITS;
    private static final int EXPONENT_BIAS = 0x3ff + SIGNIFICAND_BITS;
    private static final int POWER_MIN = -348;
    private static final int POWER_STEP = 8;
    private static final int POWER_COUNT = 87;
    /** After so many digits the reference no longer moves the last one; kept, since it shows. */
    private static final int ROUNDED_DIGITS_MAX = 9;
    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    /** Powers of ten from 1e-348 in steps of 1e8, as 64-bit significands and binary exponents. */
    private static final long[] POWER_SIGNIFICANDS = new long[POWER_COUNT];
    private static final int[] POWER_EXPONENTS = new int[POWER_COUNT];

    static {
        for (int i = 0; i < POWER_COUNT; i++) {
            preparePower(i, POWER_MIN + POWER_STEP * i);
        }
    }

    private final byte[] digits = new byte[20];
    private int length;
    /** Power of ten of the last digit. */
    private int exponent;

    private static void preparePower(int index, int power) {
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        int binary = 0;
        BigInteger exact = ten;
        if (power < 0) {
            binary = -(ten.bitLength() + 128);
            exact = BigInteger.ONE.shiftLeft(-binary).divide(ten);
        } else if (ten.bitLength() < 66) {
            binary = -66;
            exact = ten.shiftLeft(66);
        }
        int surplus = exact.bitLength() - 64;
        BigInteger rounded = exact.shiftRight(surplus);
        if (exact.testBit(surplus - 1)) {
            rounded = rounded.add(BigInteger.ONE);
        }
        POWER_SIGNIFICANDS[index] = rounded.longValue();
        POWER_EXPONENTS[index] = binary + surplus;
    }

    /** @param value above zero and finite */
    ShortDigits(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> SIGNIFICAND_BITS);
        long significand = bits & (HIDDEN_BIT - 1);
        int binary = 1 - EXPONENT_BIAS;
        if (biased != 0) {
            significand |= HIDDEN_BIT;
            binary = biased - EXPONENT_BIAS;
        }
        convert(significand, binary);
    }

    int length() {
        return length;
    }

    /** The value is the digits as a whole number, times ten to this. */
    int exponent() {
        return exponent;
    }

    char digit(int index) {
        return (char) ('0' + digits[index]);
    }

    private void convert(long significand, int binary) {
        // Half way to the neighbours: whatever lies between the bounds reads back as this double.
        long above = (significand << 1) + 1;
        int shift = Long.numberOfLeadingZeros(above);
        above <<= shift;
        int scale = binary - 1 - shift;
        boolean closerBelow = significand == HIDDEN_BIT;
        long below = closerBelow ? (significand << 2) - 1 : (significand << 1) - 1;
        below <<= (closerBelow ? binary - 2 : binary - 1) - scale;

        int index = powerIndex(scale);
        exponent = -(POWER_MIN + POWER_STEP * index);
        long power = POWER_SIGNIFICANDS[index];
        int one = -(scale + POWER_EXPONENTS[index] + 64);
        long exact = multiply(significand << Long.numberOfLeadingZeros(significand), power);
        long upper = multiply(above, power) - 1;
        long lower = multiply(below, power) + 1;
        generate(upper, upper - lower, upper - exact, one);
    }

    /** Which power brings a number of this binary exponent near to one. */
    private static int powerIndex(int scale) {
        int k = (int) Math.ceil((-61 - scale) * 0.30102999566398114 + 347);
        return (k >> 3) + 1;
    }

    private static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
        return a * b < 0 ? high + 1 : high;
    }

    /**
     * Digits of the upper bound, as few as keep it inside the interval, the last one then moved towards the value.
     *
     * @param interval from the lower to the upper bound
     * @param distance from the value to the upper bound
     * @param one number of bits behind the binary point
     */
    private void generate(long upper, long interval, long distance, int one) {
        long fractionMask = (1L << one) - 1;
        long whole = upper >>> one;
        long fraction = upper & fractionMask;
        int kappa = countDigits(whole);
        while (kappa > 0) {
            append((int) (whole / TENS[kappa - 1]));
            whole %= TENS[kappa - 1];
            kappa--;
            long rest = (whole << one) + fraction;
            if (Long.compareUnsigned(rest, interval) <= 0) {
                exponent += kappa;
                round(interval, rest, TENS[kappa] << one, distance);
                return;
            }
        }
        while (true) {
            fraction *= 10;
            interval *= 10;
            append((int) (fraction >>> one));
            fraction &= fractionMask;
            kappa--;
            if (Long.compareUnsigned(fraction, interval) < 0) {
                exponent += kappa;
                round(interval, fraction, 1L << one, -kappa < ROUNDED_DIGITS_MAX ? distance * TENS[-kappa] : 0);
                return;
            }
        }
    }

    private void append(int digit) {
        if (digit != 0 || length > 0) {
            digits[length++] = (byte) digit;
        }
    }

    private void round(long interval, long first, long unit, long distance) {
        long rest = first;
        while (Long.compareUnsigned(rest, distance) < 0
                && Long.compareUnsigned(interval - rest, unit) >= 0
                && (Long.compareUnsigned(rest + unit, distance) < 0 || Long.compareUnsigned(distance - rest, rest + unit - distance) > 0)) {
            digits[length - 1]--;
            rest += unit;
        }
    }

    private static int countDigits(long whole) {
        int count = 1;
        while (count < TENS.length && whole >= TENS[count]) {
            count++;
        }
        return count;
    }
}
