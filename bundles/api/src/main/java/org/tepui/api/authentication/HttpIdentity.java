package org.tepui.api.authentication;

import java.util.Objects;
import java.util.Optional;
import org.tepui.api.identity.Principal;

/** Outcome for one request: a principal, a challenge (401), or a refusal (403). Immutable. */
public final class HttpIdentity {

    private final Optional<Principal> principal;
    private final Optional<String> challenge;
    private final String refusal;

    private HttpIdentity(Optional<Principal> principal, Optional<String> challenge, String refusal) {
        this.principal = principal;
        this.challenge = challenge;
        this.refusal = refusal;
    }

    public static HttpIdentity of(Principal principal) {
        return new HttpIdentity(Optional.of(principal), Optional.empty(), "");
    }

    /** 401 with this value of {@code WWW-Authenticate}. */
    public static HttpIdentity challenge(String wwwAuthenticate) {
        return new HttpIdentity(Optional.empty(), Optional.of(Objects.requireNonNull(wwwAuthenticate)), "");
    }

    /** 403 with this body. */
    public static HttpIdentity refuse(String text) {
        return new HttpIdentity(Optional.empty(), Optional.empty(), Objects.requireNonNull(text));
    }

    public Optional<Principal> principal() {
        return principal;
    }

    public Optional<String> challenge() {
        return challenge;
    }

    public String refusal() {
        return refusal;
    }
}
