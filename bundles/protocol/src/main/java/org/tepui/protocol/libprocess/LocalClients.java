package org.tepui.protocol.libprocess;

import java.util.List;
import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** Who may have what needs a permission where nobody is authenticated: programs of this machine, and no web page that one of them shows. */
public final class LocalClients {

    private static final List<String> LOOPBACK = List.of("127.", "[::1]:", "[0:0:0:0:0:0:0:1]:", "::1:", "0:0:0:0:0:0:0:1:");

    private LocalClients() {
    }

    /** The refusal, if there is one: never for a request with an identity. */
    public static Optional<HttpResponse> refusal(HttpRequest request) {
        boolean local = LOOPBACK.stream().anyMatch(request.peer()::startsWith) && request.header("Origin").isEmpty();
        return request.identity().isPresent() || local ? Optional.empty()
                : Optional.of(HttpResponse.text(403, "Without authentication this is answered to clients of the same machine only"));
    }
}
