package org.tepui.deployer.http;

import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** Without authentication these endpoints are this machine's alone. */
final class Access {

    private Access() {
    }

    /** The refusal, if there is one. */
    static Optional<HttpResponse> refusal(HttpRequest request) {
        return request.identity().isPresent() || isLoopback(request.peer()) ? Optional.empty()
                : Optional.of(HttpResponse.text(403, "Without authentication this is answered to clients of the same machine only"));
    }

    private static boolean isLoopback(String peer) {
        return peer.startsWith("127.") || peer.startsWith("[::1]:") || peer.startsWith("[0:0:0:0:0:0:0:1]:") || peer.startsWith("::1:")
                || peer.startsWith("0:0:0:0:0:0:0:1:");
    }
}
