package org.tepui.wire.http;

import java.util.List;
import java.util.Map;
import org.tepui.wire.base.BadInput;

/** Where the body of a request ends, and whether the connection goes on behind it. Contradictions end the connection. */
final class Framing {

    private static final int LENGTH_DIGITS_MAX = 18;

    private long length = -1;
    private boolean coded;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean expectContinue;

    void header(String name, String value) throws BadRequest {
        switch (name.length()) {
            case 6 -> {
                if (name.equalsIgnoreCase("Expect")) {
                    expectContinue = value.equalsIgnoreCase("100-continue");
                }
            }
            case 10 -> {
                if (name.equalsIgnoreCase("Connection")) {
                    connection(value);
                }
            }
            case 14 -> {
                if (name.equalsIgnoreCase("Content-Length")) {
                    contentLength(value);
                }
            }
            case 17 -> {
                if (name.equalsIgnoreCase("Transfer-Encoding")) {
                    transferEncoding(value);
                }
            }
            default -> {
            }
        }
    }

    private void connection(String value) {
        for (String option : value.split(",")) {
            String trimmed = option.trim();
            close |= trimmed.equalsIgnoreCase("close");
            keepAlive |= trimmed.equalsIgnoreCase("keep-alive");
        }
    }

    private void contentLength(String value) throws BadRequest {
        if (length >= 0) {
            throw BadRequest.silent(BadInput.FRAMING, "more than one Content-Length");
        }
        if (value.isEmpty() || value.length() > LENGTH_DIGITS_MAX) {
            throw BadRequest.silent(BadInput.FRAMING, "Content-Length '" + value + "' is no length");
        }
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                throw BadRequest.silent(BadInput.FRAMING, "Content-Length '" + value + "' is no number");
            }
            number = number * 10 + (c - '0');
        }
        length = number;
    }

    private void transferEncoding(String value) throws BadRequest {
        if (coded) {
            throw BadRequest.silent(BadInput.FRAMING, "more than one Transfer-Encoding");
        }
        coded = true;
        chunked = value.equalsIgnoreCase("chunked");
        if (!chunked && !value.equalsIgnoreCase("identity")) {
            throw new BadRequest(BadInput.FRAMING, 501, "Transfer-Encoding '" + value + "' is not supported, use 'chunked'",
                    "Transfer-Encoding '" + value + "'");
        }
    }

    RequestHead head(String method, String target, List<Map.Entry<String, String>> headers, boolean http11) throws BadRequest {
        if (chunked && length >= 0) {
            throw BadRequest.silent(BadInput.FRAMING, "both Content-Length and Transfer-Encoding: chunked");
        }
        boolean goesOn = !close && (http11 || keepAlive);
        return new RequestHead(method, target, headers, Math.max(0, length), chunked, goesOn, expectContinue && http11);
    }
}
