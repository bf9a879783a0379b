package org.tepui.authenticator.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.authentication.HttpIdentity.Fault;
import org.tepui.api.http.HttpRequest;

class BasicAuthenticatorTest {

    /** The credentials of recording 10-auth, and some that are odd. */
    private static final Map<String, String> CREDENTIALS = Map.of("op", "op-secret", "colon", "with:colon", "tail", "newline\n", "empty", "",
            "twice", "new", "\u00e9", "\u20ac");

    private final BasicAuthenticator basic = configured(CREDENTIALS);

    private static BasicAuthenticator configured(Map<String, String> secrets) {
        BasicAuthenticator authenticator = new BasicAuthenticator();
        authenticator.configure(Credentials.of(secrets));
        return authenticator;
    }

    @Test
    void theRightSecretGivesThePrincipal() {
        assertEquals("op", ask("Basic b3A6b3Atc2VjcmV0").principal().get().value().get());
        assertEquals("\u00e9", ask(basic("\u00e9:\u20ac")).principal().get().value().get());
        assertTrue(ask(basic("tail:newline\n")).principal().isPresent());
        assertTrue(ask(basic("twice:new")).principal().isPresent());
    }

    @Test
    void noHeaderIsChallengedWithTheRealm() {
        HttpIdentity identity = ask();
        assertEquals("Basic realm=\"mesos-master-readonly\"", identity.challenge().get());
        assertEquals(Fault.MISSING, identity.fault());
    }

    /** Those of 10-auth that have not the form, and more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Basic bm9jb2xvbg==", "Basic b3A6b3Atc2VjcmV0Ong=", "basic b3A6b3Atc2VjcmV0",
        "Basic  b3A6b3Atc2VjcmV0", "Bearer abc", "Basic\tb3A6b3Atc2VjcmV0", "Basic b3A6b3Atc2VjcmV0 ", "Basic b3A6b3Atc2VjcmV0, x",
        "BasicBasic", "Basic \u0000", "Basic ===="})
    void aMalformedHeaderIsChallengedAndCountedAsSuch(String header) {
        HttpIdentity identity = ask(header);
        assertFalse(identity.principal().isPresent());
        assertEquals("Basic realm=\"mesos-master-readonly\"", identity.challenge().get());
        assertEquals(Fault.MALFORMED, identity.fault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"op:wrong", "op:", "op:op-secre", "op:op-secret ", "OP:op-secret", "nobody:x", "nobody:", ":", ":x", "none:",
        "empty:", "twice:old"})
    void aWrongPairIsChallenged(String pair) {
        assertEquals(Fault.WRONG, ask(basic(pair)).fault());
        assertFalse(ask(basic(pair)).principal().isPresent());
    }

    @Test
    void aSecretWithAColonNeverMatches() {
        assertEquals(Fault.MALFORMED, ask(basic("colon:with:colon")).fault());
    }

    @Test
    void twoHeadersAreRefusedEvenIfOneIsRight() {
        assertEquals(Fault.MALFORMED, ask("Basic b3A6b3Atc2VjcmV0", "Basic b3A6b3Atc2VjcmV0").fault());
    }

    @Test
    void withoutCredentialsNobodyGetsIn() {
        BasicAuthenticator none = new BasicAuthenticator();
        assertFalse(ask(none, "Basic b3A6b3Atc2VjcmV0").principal().isPresent());
        assertFalse(ask(configured(Map.of()), "Basic b3A6b3Atc2VjcmV0").principal().isPresent());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpIdentity ask(String... headers) {
        return ask(basic, headers);
    }

    private static HttpIdentity ask(BasicAuthenticator authenticator, String... authorizations) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        Arrays.stream(authorizations).forEach(value -> headers.add(Map.entry("authorization", value)));
        HttpRequest request = HttpRequest.of("GET", "/master/flags", Map.of(), headers, new byte[0], "127.0.0.1:1", true, Optional.empty());
        return authenticator.authenticate("mesos-master-readonly", request).toCompletableFuture().join();
    }
}
