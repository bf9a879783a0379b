package org.tepui.wire.route;

import java.util.List;
import org.tepui.api.http.HttpResponse;

/** Answers of the wire itself, with the texts of the C++ server. */
public final class Refusals {

    private static final HttpResponse NOT_FOUND = HttpResponse.text(404, "404 Not Found.");

    private static final HttpResponse STARTING = HttpResponse.text(503, "Still starting: this path may be there in a moment");

    private Refusals() {
    }

    public static HttpResponse notFound() {
        return NOT_FOUND;
    }

    static HttpResponse starting() {
        return STARTING;
    }

    static HttpResponse methodNotAllowed(List<String> allowed, String received) {
        String named = "'" + String.join("', '", allowed) + "'";
        return HttpResponse.text(405, "405 Method Not Allowed. Expecting one of { " + named + " }, but received '" + received + "'.")
                .with("Allow", String.join(", ", allowed));
    }
}
