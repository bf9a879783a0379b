package org.tepui.wire.route;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** What stands between a request and its endpoint: firewall rules first, then the authenticators of the endpoint's realm. */
public interface HttpGate {

    /** Lets everything through without a principal: no rule, no authenticator for any realm. */
    HttpGate OPEN = new HttpGate() {

        private final CompletionStage<Admission> admitted = CompletableFuture.completedStage(Admission.as(Optional.empty()));

        @Override
        public Optional<HttpResponse> blocked(String path) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Admission> admit(HttpEndpoint endpoint, HttpRequest request) {
            return admitted;
        }
    };

    /** The answer to a request that a firewall rule stops, by its path after the delegate rule; looked at before any route. */
    Optional<HttpResponse> blocked(String path);

    /** Asks the authenticators of the endpoint's realm. A failed stage is answered 500. */
    CompletionStage<Admission> admit(HttpEndpoint endpoint, HttpRequest request);

    /** @param refusal the answer (401 or 403) to a client that is not let in */
    record Admission(Optional<String> principal, Optional<HttpResponse> refusal) {

        public static Admission as(Optional<String> principal) {
            return new Admission(principal, Optional.empty());
        }

        public static Admission refused(HttpResponse answer) {
            return new Admission(Optional.empty(), Optional.of(answer));
        }
    }
}
