package org.tepui.testkit.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.http.HttpRequest;
import org.tepui.testkit.http.FakeRequest;

/** What every HTTP authenticator must do. Extend it, hand in one that knows somebody, and run it with JUnit 5. */
public abstract class HttpAuthenticatorContract {

    private static final String REALM = "mesos-master-readonly";
    private static final List<String> NONSENSE = List.of("", " ", "Basic", "Basic ", "Basic !", "Basic Og==", "Basic OnNlY3JldA==", "Bearer",
            "Bearer ", "Bearer \u0000", "Bearer a b c", "bearer ,", "Negotiate", "Digest username=\"x\"", "=", ":", "x".repeat(100_000),
            "Basic " + "A".repeat(100_000), "Bearer " + "a".repeat(100_000), "\u00e4\u20ac");

    /** An authenticator as it is in use: configured, and {@link #good} lets somebody in. */
    protected abstract HttpAuthenticator authenticator() throws Exception;

    /** A request with right credentials. */
    protected abstract HttpRequest good() throws Exception;

    @Test
    public void whoHasTheRightCredentialsIsLetInWithAPrincipalThatHasAValue() throws Exception {
        HttpIdentity identity = ask(authenticator(), good());
        assertFalse(identity.principal().orElseThrow().value().orElse("").isEmpty());
    }

    @Test
    public void whoHasNoneIsAskedForThoseOfTheScheme() throws Exception {
        HttpAuthenticator authenticator = authenticator();
        HttpIdentity identity = ask(authenticator, FakeRequest.get("/master/state").request());
        assertTrue(identity.principal().isEmpty());
        String challenge = identity.challenge().orElseThrow();
        assertTrue(challenge.equals(authenticator.scheme()) || challenge.startsWith(authenticator.scheme() + " "), challenge);
        assertEquals(HttpIdentity.Fault.MISSING, identity.fault());
    }

    @Test
    public void nonsenseLetsNobodyInAndFailsNothing() throws Exception {
        HttpAuthenticator authenticator = authenticator();
        for (String nonsense : NONSENSE) {
            String shown = nonsense.substring(0, Math.min(40, nonsense.length()));
            HttpIdentity identity = ask(authenticator, FakeRequest.get("/master/state").header("Authorization", nonsense).request());
            assertNotNull(identity, shown);
            assertTrue(identity.principal().isEmpty(), shown);
            assertTrue(identity.challenge().isPresent() || !identity.refusal().isEmpty(), shown);
        }
    }

    @Test
    public void theNameOfTheHeaderMayBeInAnyLetterCase() throws Exception {
        FakeRequest request = FakeRequest.get(good().path());
        good().headers().forEach(header -> request.header(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
        assertTrue(ask(authenticator(), request.request()).principal().isPresent());
    }

    private static HttpIdentity ask(HttpAuthenticator authenticator, HttpRequest request) throws Exception {
        return authenticator.authenticate(REALM, request).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
