package org.tepui.testkit.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The side of an agent in CRAM-MD5 (RFC 2195). */
public final class CramMd5 {

    private CramMd5() {
    }

    /** What a principal with that secret answers to a challenge. */
    public static byte[] answer(String principal, String secret, byte[] challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return (principal + " " + HexFormat.of().formatHex(mac.doFinal(challenge))).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this Java has no HmacMD5", e);
        }
    }
}
