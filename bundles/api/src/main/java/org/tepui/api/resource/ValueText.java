package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** Reads the text form of values, as flags have it. */
final class ValueText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,20}");

    private ValueText() {
    }

    static Value parse(String text) {
        String value = text.replace(" ", "");
        if (value.isEmpty()) {
            throw syntax("Expecting non-empty string");
        }
        if (!balanced(value, '{', '}') || !balanced(value, '[', ']') || !balanced(value, '(', ')')) {
            throw syntax("Mismatched brackets");
        }
        int square = value.indexOf('[');
        if (square == 0) {
            return ranges(value);
        }
        if (square > 0) {
            throw syntax("Unexpected '[' found");
        }
        int curly = value.indexOf('{');
        if (curly == 0) {
            return SetValue.of(tokens(value, "{},\n"));
        }
        if (curly > 0) {
            throw syntax("Unexpected '{' found");
        }
        return scalarOrText(value);
    }

    private static Value scalarOrText(String value) {
        double number;
        if (DECIMAL.matcher(value).matches()) {
            number = Double.parseDouble(value);
        } else if (HEX.matcher(value).matches()) {
            number = Long.parseUnsignedLong(value.substring(2), 16);
        } else {
            return TextValue.of(value);
        }
        if (number != 0 && Math.abs(number) < Double.MIN_NORMAL) {
            throw syntax("Subnormal values not supported");
        }
        if (number < 0 || Double.isInfinite(number)) {
            return TextValue.of(value);
        }
        return ScalarValue.unchecked(number);
    }

    private static Value ranges(String value) {
        List<String> tokens = tokens(value, "[]-,\n");
        if (tokens.size() % 2 != 0) {
            throw syntax("Expecting one or more \"ranges\"");
        }
        long[] pairs = new long[tokens.size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = whole(tokens.get(i), tokens.get(i - i % 2));
        }
        return RangesValue.merged(pairs);
    }

    private static long whole(String token, String shown) {
        try {
            if (HEX.matcher(token).matches()) {
                return Long.parseUnsignedLong(token.substring(2), 16);
            }
            if (WHOLE.matcher(token).matches()) {
                return Long.parseUnsignedLong(token);
            }
        } catch (NumberFormatException e) {
            throw syntax("Expecting non-negative integers in '" + shown + "'");
        }
        throw syntax("Expecting non-negative integers in '" + shown + "'");
    }

    /** Parts between any of the delimiters; empty parts do not count. */
    static List<String> tokens(String text, String delimiters) {
        List<String> tokens = new ArrayList<>();
        StringTokenizer tokenizer = new StringTokenizer(text, delimiters);
        while (tokenizer.hasMoreTokens()) {
            tokens.add(tokenizer.nextToken());
        }
        return tokens;
    }

    private static boolean balanced(String text, char open, char close) {
        int depth = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            char c = text.charAt(i);
            depth += c == open ? 1 : c == close ? -1 : 0;
        }
        return depth == 0;
    }

    static ResourceException syntax(String message) {
        return ResourceException.of(ResourceError.TEXT_SYNTAX, message);
    }
}
