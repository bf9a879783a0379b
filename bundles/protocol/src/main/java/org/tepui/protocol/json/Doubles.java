package org.tepui.protocol.json;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Floating numbers as text: the shortest digits that read back, at least one decimal, an exponent only from 1e21 up and below 1e-6. */
final class Doubles {

    private static final double WHOLE_MAX = 1e15;

    private Doubles() {
    }

    /** Not finite numbers come out as {@code NaN}, {@code Infinity} and {@code -Infinity}, which no JSON reader need accept. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX && (value != 0 || 1 / value > 0)) {
            return (long) value + ".0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        // The JDK's own text is not the shortest before Java 19.
        return arrange(NumberOutput.toString(value, true));
    }

    /** From Java's form ({@code 1.25E-7}) to ours ({@code 1.25e-7}). */
    private static String arrange(String java) {
        boolean negative = java.charAt(0) == '-';
        int e = java.indexOf('E');
        String mantissa = java.substring(negative ? 1 : 0, e < 0 ? java.length() : e);
        int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
        int dot = mantissa.indexOf('.');
        String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int first = 0;
        while (first < all.length() - 1 && all.charAt(first) == '0') {
            first++;
        }
        int end = all.length();
        while (end > first + 1 && all.charAt(end - 1) == '0') {
            end--;
        }
        return place(negative, all.substring(first, end), dot - first + exponent);
    }

    /** @param point where the decimal point stands, counted from the first of the digits */
    private static String place(boolean negative, String digits, int point) {
        StringBuilder text = new StringBuilder(32);
        if (negative) {
            text.append('-');
        }
        int length = digits.length();
        if (point >= length && point <= 21) {
            return text.append(digits).append("0".repeat(point - length)).append(".0").toString();
        }
        if (point > 0 && point <= 21) {
            return text.append(digits, 0, point).append('.').append(digits, point, length).toString();
        }
        if (point > -6 && point <= 0) {
            return digits.equals("0") ? text.append("0.0").toString() : text.append("0.").append("0".repeat(-point)).append(digits).toString();
        }
        text.append(digits.charAt(0));
        if (length > 1) {
            text.append('.').append(digits, 1, length);
        }
        return text.append('e').append(point - 1).toString();
    }
}
