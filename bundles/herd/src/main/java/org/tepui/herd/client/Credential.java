package org.tepui.herd.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who asks. The secret never shows in text. */
public record Credential(String principal, String secret) {

    /** The value of the Authorization header. */
    public String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((principal + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return principal;
    }
}
