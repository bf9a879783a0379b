package org.tepui.api.authentication;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.http.HttpRequest;

/** Authenticates requests of one realm. */
@ConsumerType
public interface HttpAuthenticator {

    /**
     * Told before its first request what the file of flag {@code credentials} says, and again when that changes. Secrets are never to be logged.
     *
     * @throws IllegalArgumentException one line without secrets: the master does not use this module then
     */
    default void configure(Credentials credentials) {
    }

    /** Scheme of the challenge, such as {@code Basic}. */
    String scheme();

    /** Says who sent the request. A stage that fails is a refusal with 500. */
    CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request);
}
