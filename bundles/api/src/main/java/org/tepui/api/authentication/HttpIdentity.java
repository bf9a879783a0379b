package org.tepui.api.authentication;

import java.util.Objects;
import java.util.Optional;
import org.tepui.api.identity.Principal;

/** Outcome for one request: a principal, a challenge (401), or a refusal (403). Immutable. */
public final class HttpIdentity {

    /** Why a request is challenged; counted, never told to the client. */
    public enum Fault {
        /** No credentials of this scheme. */
        MISSING,
        /** Credentials that do not have the form of the scheme. */
        MALFORMED,
        /** Credentials in good form that are not right. */
        WRONG
    }

    private final Optional<Principal> principal;
    private final Optional<String> challenge;
    private final Fault fault;
    private final String refusal;

    private HttpIdentity(Optional<Principal> principal, Optional<String> challenge, Fault fault, String refusal) {
        this.principal = principal;
        this.challenge = challenge;
        this.fault = fault;
        this.refusal = refusal;
    }

    public static HttpIdentity of(Principal principal) {
        return new HttpIdentity(Optional.of(principal), Optional.empty(), Fault.WRONG, "");
    }

    /** 401 with this value of {@code WWW-Authenticate}. */
    public static HttpIdentity challenge(String wwwAuthenticate, Fault fault) {
        return new HttpIdentity(Optional.empty(), Optional.of(Objects.requireNonNull(wwwAuthenticate)), Objects.requireNonNull(fault), "");
    }

    /** 403 with this body. */
    public static HttpIdentity refuse(String text) {
        return new HttpIdentity(Optional.empty(), Optional.empty(), Fault.WRONG, Objects.requireNonNull(text));
    }

    public Optional<Principal> principal() {
        return principal;
    }

    public Optional<String> challenge() {
        return challenge;
    }

    /** Of a challenge. */
    public Fault fault() {
        return fault;
    }

    public String refusal() {
        return refusal;
    }
}
