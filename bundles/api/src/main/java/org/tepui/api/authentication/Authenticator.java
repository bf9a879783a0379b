package org.tepui.api.authentication;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Authenticates agents and drivers in an exchange of messages (SASL). */
@ConsumerType
public interface Authenticator {

    /**
     * Told before its first session what the file of flag {@code credentials} says, and again when that changes. Secrets are never to be logged.
     *
     * @throws IllegalArgumentException one line without secrets: the master does not use this module then
     */
    default void configure(Credentials credentials) {
    }

    /** Mechanisms offered, such as {@code CRAM-MD5}. */
    List<String> mechanisms();

    /**
     * A session with one peer. Sessions are independent; the caller ends one that takes too long.
     *
     * @param mechanism one of {@link #mechanisms()}, as the peer chose it
     * @param peer pid of the agent or driver
     */
    Session open(String mechanism, String peer);

    /** One exchange. Calls come one after the other. */
    @ConsumerType
    interface Session {

        /** Answers what the peer sent; the first call has the data of its start message, often empty. */
        Step step(byte[] data);
    }
}
