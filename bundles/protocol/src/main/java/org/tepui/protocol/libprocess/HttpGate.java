package org.tepui.protocol.libprocess;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.identity.Principal;

/**
 * What stands between a request and its endpoint on one port: firewall rules first, before any route is looked for, then the authenticators
 * of the endpoint's realm, then who decides what that endpoint needs. Called on the wire's I/O threads; must not block. Messages of libprocess do not pass here.
 */
public interface HttpGate {

    /** Lets everything through without a principal: no rule, no authenticator for any realm. */
    HttpGate OPEN = new HttpGate() {

        private final CompletionStage<Admission> admitted = CompletableFuture.completedStage(Admission.as(Optional.empty()));

        @Override
        public Optional<HttpResponse> blocked(HttpRequest request) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Admission> admit(String realm, HttpRequest request) {
            return admitted;
        }
    };

    /** The answer to a request that a firewall rule stops; its path is that after the delegate rule. Throwing is answered 500. */
    Optional<HttpResponse> blocked(HttpRequest request);

    /** As {@link #blocked}, where a rule may take its time: requests of one connection come out in their order. A failed stage is answered 500. */
    default CompletionStage<Optional<HttpResponse>> screen(HttpRequest request) {
        return CompletableFuture.completedStage(blocked(request));
    }

    /**
     * Asks an endpoint that a bundle has brought. A failed stage is answered 500.
     *
     * @param name under which its faults are counted
     */
    default CompletionStage<HttpResponse> ask(String name, HttpEndpoint endpoint, HttpRequest request) {
        return endpoint.handle(request);
    }

    /** Asks the authenticators of the endpoint's realm. A failed stage is answered 500. */
    CompletionStage<Admission> admit(String realm, HttpRequest request);

    /**
     * Whether a request that was let in may have an endpoint that needs this; a refusal, or empty. Here nobody decides: programs of this
     * machine may. A failed stage is answered 500.
     */
    default CompletionStage<Optional<HttpResponse>> permit(Permission permission, HttpRequest request) {
        return CompletableFuture.completedStage(LocalClients.refusal(request));
    }

    /** @param refusal the answer (401 or 403) to a client that is not let in */
    record Admission(Optional<Principal> principal, Optional<HttpResponse> refusal) {

        public static Admission as(Optional<Principal> principal) {
            return new Admission(principal, Optional.empty());
        }

        public static Admission refused(HttpResponse answer) {
            return new Admission(Optional.empty(), Optional.of(answer));
        }
    }
}
