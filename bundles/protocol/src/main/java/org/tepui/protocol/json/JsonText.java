package org.tepui.protocol.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;

/**
 * Reads JSON text into maps, lists and boxed values. Written by hand because clients see its error texts ({@code syntax error at line 1
 * near: ...}) and its leniencies: leading zeros, {@code 1.}, bytes that are not UTF-8, the last of equal keys wins.
 *
 * <p>Objects become sorted maps: which of several errors a client is told must not depend on the order of its keys. Values are
 * {@code TreeMap<String, Object>}, {@code List<Object>}, {@code String}, {@code Long}, {@code Double}, {@code Boolean} or {@link #NULL}.
 */
final class JsonText {

    /** The JSON null. */
    static final Object NULL = new Object();

    /** Containers inside one another, the outermost counted; deeper text is a syntax error. */
    static final int DEPTH_MAX = 200;

    private static final int NEAR_BYTES_MAX = 512;

    private final byte[] text;
    private int at;
    private int depth;

    private JsonText(byte[] text) {
        this.text = text;
    }

    /** @throws ProtocolException JSON_SYNTAX */
    static Object parse(byte[] text) throws ProtocolException {
        JsonText reader = new JsonText(text);
        Object value = reader.value();
        reader.expectEnd();
        return value;
    }

    private Object value() throws ProtocolException {
        skipBlanks();
        int c = at < text.length ? text[at] : -1;
        switch (c) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                at++;
                return string();
            case 'n':
                literal("null");
                return NULL;
            case 't':
                literal("true");
                return Boolean.TRUE;
            case 'f':
                literal("false");
                return Boolean.FALSE;
            default:
                if (c == '-' || isDigit(c)) {
                    return number();
                }
                throw syntaxError();
        }
    }

    private TreeMap<String, Object> object() throws ProtocolException {
        enter();
        TreeMap<String, Object> members = new TreeMap<>();
        if (!accept('}')) {
            do {
                expect('"');
                String key = string();
                expect(':');
                members.put(key, value());
            } while (accept(','));
            expect('}');
        }
        depth--;
        return members;
    }

    private List<Object> array() throws ProtocolException {
        enter();
        List<Object> elements = new ArrayList<>();
        if (!accept(']')) {
            do {
                elements.add(value());
            } while (accept(','));
            expect(']');
        }
        depth--;
        return elements;
    }

    private void enter() throws ProtocolException {
        at++;
        if (++depth > DEPTH_MAX) {
            throw syntaxError();
        }
    }

    private void literal(String word) throws ProtocolException {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == text.length || text[at] != word.charAt(i)) {
                throw syntaxError();
            }
        }
    }

    private Object number() throws ProtocolException {
        int from = at;
        while (at < text.length && isNumberByte(text[at])) {
            at++;
        }
        Long whole = wholeNumber(from);
        if (whole != null) {
            return whole;
        }
        double number;
        try {
            number = Double.parseDouble(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException notANumber) {
            throw syntaxError();
        }
        if (Double.isInfinite(number)) {
            throw new ProtocolException(Code.JSON_SYNTAX, "Value out of range");
        }
        return number;
    }

    /** The number from {@code from} to here if it is digits that fit 64 signed bits; null: read it as a floating number. */
    private Long wholeNumber(int from) {
        int i = text[from] == '-' ? from + 1 : from;
        if (i == at) {
            return null;
        }
        // Counting down: the most negative long has no positive twin.
        long value = 0;
        for (; i < at; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return null;
            }
            value = value * 10 - digit;
        }
        if (text[from] == '-') {
            return value;
        }
        return value == Long.MIN_VALUE ? null : -value;
    }

    /** A string whose opening quote is behind us. */
    private String string() throws ProtocolException {
        int from = at;
        while (at < text.length) {
            int c = text[at] & 0xff;
            if (c == '"') {
                return new String(text, from, at++ - from, StandardCharsets.UTF_8);
            }
            if (c == '\\') {
                return escapedString(from);
            }
            if (c < ' ') {
                break;
            }
            at++;
        }
        throw syntaxError();
    }

    private String escapedString(int from) throws ProtocolException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(at - from + 64);
        bytes.write(text, from, at - from);
        while (at < text.length) {
            int c = text[at] & 0xff;
            if (c == '"') {
                at++;
                return bytes.toString(StandardCharsets.UTF_8);
            }
            if (c < ' ') {
                break;
            }
            at++;
            if (c == '\\') {
                escape(bytes);
            } else {
                bytes.write(c);
            }
        }
        throw syntaxError();
    }

    private void escape(ByteArrayOutputStream bytes) throws ProtocolException {
        int c = at < text.length ? text[at++] : -1;
        switch (c) {
            case '"', '\\', '/' -> bytes.write(c);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'u' -> bytes.writeBytes(Character.toString(codePoint()).getBytes(StandardCharsets.UTF_8));
            default -> throw syntaxError();
        }
    }

    private int codePoint() throws ProtocolException {
        int first = fourHexDigits();
        if (!Character.isSurrogate((char) first)) {
            return first;
        }
        if (Character.isLowSurrogate((char) first)) {
            throw syntaxError();
        }
        literal("\\u");
        int second = fourHexDigits();
        if (!Character.isLowSurrogate((char) second)) {
            throw syntaxError();
        }
        return Character.toCodePoint((char) first, (char) second);
    }

    private int fourHexDigits() throws ProtocolException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length ? Character.digit(text[at], 16) : -1;
            if (digit < 0) {
                throw syntaxError();
            }
            at++;
            value = value << 4 | digit;
        }
        return value;
    }

    private void expect(char c) throws ProtocolException {
        if (!accept(c)) {
            throw syntaxError();
        }
    }

    private boolean accept(char c) {
        skipBlanks();
        if (at < text.length && text[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length && isBlank(text[at])) {
            at++;
        }
    }

    private void expectEnd() throws ProtocolException {
        int end = text.length;
        while (end > at && isBlank(text[end - 1])) {
            end--;
        }
        if (end > at) {
            throw new ProtocolException(Code.JSON_SYNTAX, "Parsed JSON included non-whitespace trailing characters: " + excerpt(at, end));
        }
    }

    private ProtocolException syntaxError() {
        int line = 1;
        for (int i = 0; i < at && i < text.length - 1; i++) {
            if (text[i] == '\n') {
                line++;
            }
        }
        int end = at;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return new ProtocolException(Code.JSON_SYNTAX, "syntax error at line " + line + " near: " + excerpt(at, end));
    }

    /** One line of bounded length: control characters are left out, as the text goes back to whoever sent it. */
    private String excerpt(int from, int to) {
        int limit = Math.min(to, from + NEAR_BYTES_MAX);
        ByteArrayOutputStream line = new ByteArrayOutputStream(limit - from);
        for (int i = from; i < limit; i++) {
            if ((text[i] & 0xff) >= ' ') {
                line.write(text[i]);
            }
        }
        return line.toString(StandardCharsets.UTF_8) + (limit < to ? "..." : "");
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumberByte(int c) {
        return isDigit(c) || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
    }
}
