package org.tepui.api.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** A route: requests whose path is {@link #path()} or lies below it by whole parts (the longest route wins). */
@ConsumerType
public interface HttpEndpoint {

    /**
     * Absolute path whose first part is the process, such as {@code /master/state} or {@code /version}; no trailing slash. The
     * request {@code /state} reaches {@code /master/state} by the delegate rule.
     */
    String path();

    /** Methods that are answered; others get 405 with {@code Allow}. Empty: every method reaches the endpoint. */
    default List<String> methods() {
        return List.of();
    }

    /** Authentication realm, such as {@code mesos-master-readonly}; empty: open to everybody. */
    default Optional<String> realm() {
        return Optional.empty();
    }

    /**
     * What the authorizer must allow to whoever asks, before {@link #handle} is called; without it, 403. Where nobody is authenticated such
     * an endpoint is answered to programs of the same machine alone, never to a web page (a request with the header {@code Origin}).
     * Empty: the endpoint decides for itself.
     */
    default Optional<Permission> permission() {
        return Optional.empty();
    }

    /** Answers one request. Must not block. */
    CompletionStage<HttpResponse> handle(HttpRequest request);
}
