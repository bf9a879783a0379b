package org.tepui.wire.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Request line and headers.
 *
 * @param target path and query as sent, without scheme and host of an absolute URI and without the fragment; {@code *} possible
 * @param contentLength bytes of the body, 0 when none is announced; meaningless when {@code chunked}
 * @param keepAlive the connection goes on after the answer
 * @param expectContinue the client waits for an interim answer before it sends the body
 */
public record RequestHead(String method, String target, List<Map.Entry<String, String>> headers, long contentLength, boolean chunked,
        boolean keepAlive, boolean expectContinue) {

    /** First header of that name, letter case ignored. */
    public Optional<String> header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return Optional.of(header.getValue());
            }
        }
        return Optional.empty();
    }

    public boolean hasBody() {
        return chunked || contentLength > 0;
    }
}
