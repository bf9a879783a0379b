package org.tepui.api.resource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number with three decimals. Everything is computed in thousandths; the double a peer sent is only kept to be echoed
 * until the first sum, which is what peers see from the original too.
 */
public final class ScalarValue implements Value {
    public static final ScalarValue ZERO = new ScalarValue(0, 0.0);

    private static final int DIGITS = 15;
    private static final long PLAIN_LIMIT = 1_000_000_000_000_000L;

    private final long thousandths;
    private final double wire;

    private ScalarValue(long thousandths, double wire) {
        this.thousandths = thousandths;
        this.wire = wire;
    }

    public static ScalarValue ofThousandths(long thousandths) {
        return thousandths == 0 ? ZERO : new ScalarValue(thousandths, toDouble(thousandths));
    }

    /**
     * Rounds to three decimals, halves away from zero.
     *
     * @throws ResourceException SCALAR_NOT_POSITIVE when the value is not finite, out of range, negative, or so small
     *     that it rounds to zero (zero itself is fine)
     */
    public static ScalarValue of(double value) {
        if (value == 0) {
            return ZERO;
        }
        long fixed = toThousandths(value);
        if (fixed <= 0) {
            throw ResourceException.of(ResourceError.SCALAR_NOT_POSITIVE, "Invalid scalar resource: value <= 0");
        }
        return new ScalarValue(fixed, value);
    }

    /**
     * Any number, for attributes and for what is checked later; beyond the range of fixed point it is cut off there.
     *
     * @throws ResourceException SCALAR_MALFORMED for NaN
     */
    public static ScalarValue unchecked(double value) {
        if (Double.isNaN(value)) {
            throw ResourceException.of(ResourceError.SCALAR_MALFORMED, "NaN not supported");
        }
        long fixed = toThousandths(value);
        return new ScalarValue(fixed != Long.MIN_VALUE ? fixed : value < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE, value);
    }

    /** Thousandths of a double, halves away from zero; Long.MIN_VALUE for what does not fit (NaN, infinity, huge). */
    public static long toThousandths(double value) {
        double scaled = Math.abs(value * 1000);
        if (!(scaled < 9.2233720368547748e18)) {
            return Long.MIN_VALUE;
        }
        double whole = Math.floor(scaled);
        long fixed = (long) whole + (scaled - whole >= 0.5 ? 1 : 0);
        return value < 0 ? -fixed : fixed;
    }

    /** The double peers get for a fixed-point number. */
    public static double toDouble(long thousandths) {
        return (double) (thousandths / 1000) + (thousandths % 1000) / 1000.0;
    }

    /** Text of a fixed-point number: up to 15 digits, no trailing zeros. */
    public static String text(long thousandths) {
        if (thousandths < PLAIN_LIMIT && thousandths > -PLAIN_LIMIT) {
            return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
        }
        BigDecimal rounded = new BigDecimal(toDouble(thousandths))
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < DIGITS) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e+" + (exponent < 10 ? "0" : "") + exponent;
    }

    static long saturatedAdd(long left, long right) {
        long sum = left + right;
        return ((left ^ sum) & (right ^ sum)) < 0 ? (left < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    public long thousandths() {
        return thousandths;
    }

    /** Zero, or above zero in fixed point and within its range: what a resource may have. */
    boolean isAmount() {
        return wire == 0 || (thousandths > 0 && thousandths < Long.MAX_VALUE);
    }

    /** The number for the wire. */
    public double doubleValue() {
        return wire;
    }

    public ScalarValue plus(ScalarValue that) {
        return ofThousandths(saturatedAdd(thousandths, that.thousandths));
    }

    /** May be negative; who must not go below zero looks first. */
    public ScalarValue minus(ScalarValue that) {
        return ofThousandths(saturatedAdd(thousandths, -that.thousandths));
    }

    @Override
    public Type type() {
        return Type.SCALAR;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScalarValue that && thousandths == that.thousandths;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(thousandths);
    }

    @Override
    public String toString() {
        return text(thousandths);
    }
}
