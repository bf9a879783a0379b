package org.tepui.example.bearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.identity.Principal;
import org.tepui.testkit.authentication.HttpAuthenticatorContract;
import org.tepui.testkit.configuration.Configuration;
import org.tepui.testkit.http.FakeRequest;

class BearerAuthenticatorTest extends HttpAuthenticatorContract {

    /** What {@code printf %s let-me-in | sha256sum} prints. */
    private static final String HASH = "a3ee786b5707c27d42570785081ec17f5c7db9262a01366af362a1aa61a420b9";

    @Override
    protected BearerAuthenticator authenticator() {
        return configured("alice " + HASH);
    }

    private static BearerAuthenticator configured(String... tokens) {
        BearerAuthenticator authenticator = new BearerAuthenticator();
        authenticator.set(Configuration.of(BearerAuthenticator.Conf.class, Map.of("tokens", tokens)));
        return authenticator;
    }

    @Override
    protected HttpRequest good() {
        return with("Bearer let-me-in");
    }

    private static HttpRequest with(String authorization) {
        return FakeRequest.get("/master/state").header("Authorization", authorization).request();
    }

    private HttpIdentity ask(HttpRequest request) throws Exception {
        return authenticator().authenticate("realm", request).toCompletableFuture().get();
    }

    @Test
    void aTokenIsItsPrincipal() throws Exception {
        assertEquals(Optional.of(Principal.of("alice")), ask(good()).principal());
        assertEquals(Optional.of(Principal.of("alice")), ask(with("bearer let-me-in")).principal());
    }

    @Test
    void whyNotIsCounted() throws Exception {
        assertEquals(HttpIdentity.Fault.WRONG, ask(with("Bearer let-me-out")).fault());
        assertEquals(HttpIdentity.Fault.MALFORMED, ask(with("Bearer let me in")).fault());
        assertEquals(HttpIdentity.Fault.MISSING, ask(with("Basic YTpi")).fault());
        assertEquals(Optional.of("Bearer realm=\"realm\""), ask(with("Basic YTpi")).challenge());
    }

    @Test
    void theHashIsNoToken() throws Exception {
        assertEquals(Optional.empty(), ask(with("Bearer " + HASH)).principal());
    }

    @Test
    void aSlipInTheFileIsToldByItsPlaceAndWithoutTheHash() {
        for (String slip : new String[] {"alice", "alice " + HASH.substring(1), HASH, "bob " + HASH}) {
            assertEquals("tokens[1] must be a principal, a blank, and the SHA-256 of a token of its own",
                    assertThrows(IllegalArgumentException.class, () -> configured("alice " + HASH, slip)).getMessage());
        }
    }
}
