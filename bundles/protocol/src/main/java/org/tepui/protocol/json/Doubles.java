package org.tepui.protocol.json;

/** Floating numbers as text: short digits that read back, at least one decimal, an exponent only from 1e21 up and below 1e-6. */
final class Doubles {

    private static final double WHOLE_MAX = 1e15;
    private static final int POINT_MAX = 21;
    private static final int POINT_MIN = -6;

    private Doubles() {
    }

    /** Not finite numbers come out as {@code NaN}, {@code Infinity} and {@code -Infinity}, which no JSON reader need accept. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX) {
            boolean negativeZero = value == 0 && 1 / value < 0;
            return negativeZero ? "-0.0" : (long) value + ".0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        StringBuilder text = new StringBuilder(32);
        if (value < 0) {
            text.append('-');
        }
        place(new ShortDigits(Math.abs(value)), text);
        return text.toString();
    }

    private static void place(ShortDigits digits, StringBuilder text) {
        int length = digits.length();
        // Where the decimal point stands, counted from the first digit.
        int point = length + digits.exponent();
        if (point >= length && point <= POINT_MAX) {
            append(digits, 0, length, text);
            text.append("0".repeat(point - length)).append(".0");
        } else if (point > 0 && point <= POINT_MAX) {
            append(digits, 0, point, text);
            append(digits, point, length, text.append('.'));
        } else if (point > POINT_MIN && point <= 0) {
            append(digits, 0, length, text.append("0.").append("0".repeat(-point)));
        } else {
            append(digits, 0, 1, text);
            if (length > 1) {
                append(digits, 1, length, text.append('.'));
            }
            text.append('e').append(point - 1);
        }
    }

    private static void append(ShortDigits digits, int from, int to, StringBuilder text) {
        for (int i = from; i < to; i++) {
            text.append(digits.digit(i));
        }
    }
}
