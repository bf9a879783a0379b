package org.tepui.api.authentication;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.tepui.api.http.HttpRequest;

/** Authenticates requests of one realm. */
@ConsumerType
public interface HttpAuthenticator {

    /** Scheme of the challenge, such as {@code Basic}. */
    String scheme();

    /** Says who sent the request. A stage that fails is a refusal with 500. */
    CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request);
}
