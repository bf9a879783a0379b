package org.tepui.api.authentication;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Principals and their secrets, from the file of flag {@code credentials}. A principal without a secret, or with an empty one, never gets in.
 * Immutable; never printed.
 */
@ProviderType
public final class Credentials {

    /** Of a master that was given none. */
    public static final Credentials NONE = new Credentials(Map.of());

    private static final byte[] NOBODYS = new byte[0];

    private final Map<String, byte[]> secrets;

    private Credentials(Map<String, byte[]> secrets) {
        this.secrets = secrets;
    }

    /** @param secrets by principal */
    public static Credentials of(Map<String, String> secrets) {
        Map<String, byte[]> bytes = new HashMap<>();
        secrets.forEach((principal, secret) -> bytes.put(principal, secret.getBytes(StandardCharsets.UTF_8)));
        return new Credentials(bytes);
    }

    /** In UTF-8; empty for a principal that is not known or has no secret. Compare in constant time. */
    public byte[] secretOf(String principal) {
        return secrets.getOrDefault(principal, NOBODYS).clone();
    }

    /** Tells how many there are, and nothing of them. */
    @Override
    public String toString() {
        return secrets.size() + " credentials";
    }
}
