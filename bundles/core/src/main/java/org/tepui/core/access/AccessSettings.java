package org.tepui.core.access;

import java.util.List;
import org.tepui.api.authentication.Credentials;

/**
 * The flags about authentication.
 *
 * @param readOnly flag {@code authenticate_http_readonly}
 * @param readWrite flag {@code authenticate_http_readwrite}
 * @param scheduler flag {@code authenticate_http_frameworks}
 * @param agents flag {@code authenticate_agents}
 * @param authenticator flag {@code authenticators}
 * @param httpAuthenticators flag {@code http_authenticators}, in order
 * @param httpFrameworkAuthenticators flag {@code http_framework_authenticators}, in order
 * @param timeoutNanos flag {@code authentication_v0_timeout}
 * @param credentials flag {@code credentials}
 */
public record AccessSettings(boolean readOnly, boolean readWrite, boolean scheduler, boolean agents, String authenticator,
        List<String> httpAuthenticators, List<String> httpFrameworkAuthenticators, long timeoutNanos, Credentials credentials) {

    public AccessSettings {
        httpAuthenticators = List.copyOf(httpAuthenticators);
        httpFrameworkAuthenticators = List.copyOf(httpFrameworkAuthenticators);
    }

    /** Whether requests of that realm must be authenticated. */
    boolean isOn(Realm realm) {
        return switch (realm) {
            case READ_ONLY -> readOnly;
            case SCHEDULER -> scheduler;
            // A realm that only a plugin knows is guarded as what changes something is.
            case READ_WRITE, OTHER -> readWrite;
        };
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "readonly " + readOnly + ", readwrite " + readWrite + ", frameworks " + scheduler + ", agents " + agents;
    }
}
