package org.tepui.flags.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Numbers as a C++ input stream reads them (leading blanks skipped, a sign, decimal digits, nothing behind) and as an output stream
 * prints them, because configurations written for Mesos rely on both.
 */
final class Numbers {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?[0-9]{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("\\s*[+-]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,4})?");
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60}");
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** A signed whole number of the given width in bits; otherwise null. */
    static BigInteger signed(String text, int bits) {
        BigInteger value = integer(text);
        return value == null || value.bitLength() > bits - 1 ? null : value;
    }

    /**
     * An unsigned whole number of the given width; otherwise null. A minus sign counts down from the top (-1 is the largest value), since
     * that is how such a text has always been taken.
     */
    static BigInteger unsigned(String text, int bits) {
        BigInteger value = integer(text);
        if (value == null || value.abs().bitLength() > bits) {
            return null;
        }
        return value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(bits)) : value;
    }

    /** A whole number of 32 bits, no blanks. */
    static int strictInt(String text) {
        BigInteger value = text.isEmpty() || Character.isWhitespace(text.charAt(0)) ? null : signed(text, 32);
        if (value == null) {
            throw new BadValueException(Quoted.of(text) + " is no whole number");
        }
        return value.intValue();
    }

    static Double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text.strip());
        return Double.isInfinite(value) ? null : value;
    }

    /** Digits with at most one point, no sign and no exponent; otherwise null. */
    static BigDecimal plainDecimal(String text) {
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            return null;
        }
        return new BigDecimal(text.endsWith(".") ? text + "0" : text);
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Six significant digits, scientific only outside 1e-4 .. 1e6, as an output stream does. */
    static String print(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent);
        String sign = exponent < 0 ? "-" : "+";
        return plain(mantissa) + "e" + sign + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static BigInteger integer(String text) {
        return INTEGER.matcher(text).matches() ? new BigInteger(text.strip().replaceFirst("^\\+", "")) : null;
    }
}
