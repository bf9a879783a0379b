package org.tepui.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tepui.wire.base.BadInput;

/**
 * Reads request line and headers. Accepts what the C++ server was seen to accept (LF alone, folded headers, a missing version or Host,
 * absolute URIs, bytes above 127) as long as it has one meaning; everything about the length of the body has to be unambiguous, so that no
 * request can be smuggled past a proxy. What is wrong is told without the bytes themselves: they may be a body with credentials in it.
 */
final class HeadParser {

    private final byte[] bytes;
    private final int end;
    private int next;
    private int lineFrom;
    private int lineTo;

    private String method = "";
    private String target = "";
    private boolean http11;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>(10);
    private final Framing framing = new Framing();

    private HeadParser(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
    }

    /** @param end behind the line end of the last header */
    static RequestHead parse(byte[] bytes, int from, int end) throws BadRequest {
        HeadParser parser = new HeadParser(bytes, from, end);
        parser.requestLine();
        parser.headerLines();
        return parser.framing.head(parser.method, parser.target, parser.headers, parser.http11);
    }

    private boolean line() {
        if (next >= end) {
            return false;
        }
        lineFrom = next;
        int i = next;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        next = i + 1;
        lineTo = i > lineFrom && bytes[i - 1] == '\r' ? i - 1 : i;
        return true;
    }

    private void requestLine() throws BadRequest {
        line();
        method = Methods.at(bytes, lineFrom, lineTo);
        if (method == null) {
            throw BadRequest.silent(BadInput.REQUEST_LINE, "unknown method");
        }
        int from = lineFrom + method.length() + 1;
        int blank = from;
        while (blank < lineTo && bytes[blank] != ' ') {
            if ((bytes[blank] & 0xff) < 0x21 || bytes[blank] == 0x7f) {
                throw BadRequest.silent(BadInput.REQUEST_LINE, "control character in the target");
            }
            blank++;
        }
        if (blank == from) {
            throw BadRequest.silent(BadInput.REQUEST_LINE, "empty target");
        }
        version(blank);
        target = origin(text(from, blank));
    }

    private void version(int blank) throws BadRequest {
        if (blank == lineTo) {
            return;
        }
        int from = blank + 1;
        boolean shaped = lineTo - from == 8 && bytes[from] == 'H' && bytes[from + 1] == 'T' && bytes[from + 2] == 'T'
                && bytes[from + 3] == 'P' && bytes[from + 4] == '/' && digit(bytes[from + 5]) && bytes[from + 6] == '.'
                && digit(bytes[from + 7]);
        if (!shaped || bytes[from + 5] == '0') {
            throw BadRequest.silent(BadInput.REQUEST_LINE, "no HTTP version behind the target");
        }
        http11 = bytes[from + 5] > '1' || bytes[from + 7] > '0';
    }

    private static String origin(String target) throws BadRequest {
        String local = target;
        if (target.charAt(0) != '/' && !target.equals("*")) {
            int scheme = target.indexOf("://");
            if (scheme <= 0) {
                throw BadRequest.silent(BadInput.REQUEST_LINE, "target does not start with '/'");
            }
            int slash = target.indexOf('/', scheme + 3);
            local = slash < 0 ? "/" : target.substring(slash);
        }
        int fragment = local.indexOf('#');
        return fragment < 0 ? local : local.substring(0, fragment);
    }

    private void headerLines() throws BadRequest {
        String name = null;
        String value = null;
        while (line() && lineTo > lineFrom) {
            if (bytes[lineFrom] == ' ' || bytes[lineFrom] == '\t') {
                if (name == null) {
                    throw BadRequest.silent(BadInput.HEADER, "first header line begins with a blank");
                }
                value = (value + ' ' + value(lineFrom)).trim();
                continue;
            }
            if (name != null) {
                header(name, value);
            }
            int colon = name();
            name = text(lineFrom, colon);
            value = value(colon + 1);
        }
        if (name != null) {
            header(name, value);
        }
    }

    private void header(String name, String value) throws BadRequest {
        headers.add(Map.entry(name, value));
        framing.header(name, value);
    }

    private int name() throws BadRequest {
        int i = lineFrom;
        while (i < lineTo && bytes[i] != ':') {
            if (!token(bytes[i])) {
                throw BadRequest.silent(BadInput.HEADER, "character that no header name has, in header " + (headers.size() + 1));
            }
            i++;
        }
        if (i == lineTo || i == lineFrom) {
            throw BadRequest.silent(BadInput.HEADER, "header without name or colon, header " + (headers.size() + 1));
        }
        return i;
    }

    private String value(int from) throws BadRequest {
        int start = from;
        int stop = lineTo;
        while (start < stop && blank(bytes[start])) {
            start++;
        }
        while (stop > start && blank(bytes[stop - 1])) {
            stop--;
        }
        for (int i = start; i < stop; i++) {
            if ((bytes[i] & 0xff) < 0x20 && bytes[i] != '\t' || bytes[i] == 0x7f) {
                throw BadRequest.silent(BadInput.HEADER, "control character in header " + (headers.size() + 1));
            }
        }
        return text(start, stop);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean token(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || digit(b) || b > 0 && "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }
}
