package org.tepui.agent.core;

import java.util.Objects;

/** Principal and secret of flag {@code credential}. Its text shows the principal alone. */
public record Credential(String principal, String secret) {

    public Credential {
        Objects.requireNonNull(principal);
        Objects.requireNonNull(secret);
    }

    @Override
    public String toString() {
        return "credential of " + principal;
    }
}
