package org.tepui.api.authentication;

import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.http.HttpRequest;

/** Authenticates requests of one realm. */
@ConsumerType
public interface HttpAuthenticator {

    /**
     * Told before its first request what the master was started with, and again when that changes. Values may be secrets: never to be
     * logged.
     *
     * @param parameters {@code credentials}: the text of the file of flag {@code credentials}, JSON, when given; and what a manifest of
     *     flag {@code modules} says
     * @throws IllegalArgumentException one line without secrets: the master does not use this module then
     */
    default void configure(SortedMap<String, String> parameters) {
    }

    /** Scheme of the challenge, such as {@code Basic}. */
    String scheme();

    /** Says who sent the request. A stage that fails is a refusal with 500. */
    CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request);
}
