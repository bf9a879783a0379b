package org.tepui.authenticator.basic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.authentication.HttpIdentity.Fault;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.identity.Principal;

/** Compares principal and secret of a request with the credentials of the master. Any number of requests at once. */
public class BasicAuthenticator implements HttpAuthenticator {

    private static final String SCHEME = "Basic";

    private volatile Credentials credentials = Credentials.NONE;

    @Override
    public final void configure(Credentials given) {
        credentials = given;
    }

    @Override
    public final String scheme() {
        return SCHEME;
    }

    @Override
    public final CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request) {
        return CompletableFuture.completedFuture(identity(realm, request));
    }

    private HttpIdentity identity(String realm, HttpRequest request) {
        List<String> headers = request.headers().stream().filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                .map(Map.Entry::getValue).toList();
        if (headers.isEmpty()) {
            return challenge(realm, Fault.MISSING);
        }
        // Of two headers a proxy may have checked one and meant the other.
        if (headers.size() > 1 || !headers.get(0).startsWith(SCHEME + " ")) {
            return challenge(realm, Fault.MALFORMED);
        }
        String[] pair;
        try {
            byte[] decoded = Base64.getDecoder().decode(headers.get(0).substring(SCHEME.length() + 1));
            pair = new String(decoded, StandardCharsets.UTF_8).split(":", -1);
        } catch (IllegalArgumentException e) {
            // Not base64: the header of a client, which is answered and counted, not a fault to be logged with its content.
            return challenge(realm, Fault.MALFORMED);
        }
        if (pair.length != 2) {
            return challenge(realm, Fault.MALFORMED);
        }
        return isRight(pair[0], pair[1]) ? HttpIdentity.of(Principal.of(pair[0])) : challenge(realm, Fault.WRONG);
    }

    /** Takes as long for a principal that is not known. */
    private boolean isRight(String principal, String secret) {
        byte[] expected = credentials.secretOf(principal);
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), expected) && expected.length > 0;
    }

    private static HttpIdentity challenge(String realm, Fault fault) {
        return HttpIdentity.challenge("Basic realm=\"" + realm + "\"", fault);
    }
}
