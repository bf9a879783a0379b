package org.tepui.authenticator.crammd5;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.Step;

/** Sessions that challenge once and judge one answer. Sessions are independent; any number at once. */
public class CramMd5Authenticator implements Authenticator {

    /** Name of the mechanism on the wire. */
    public static final String MECHANISM = "CRAM-MD5";

    /** An answer is a principal, a blank and 32 digits. */
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final int DIGEST_CHARS = 32;
    /** Key for principals that are not known, so that they take as long. */
    private static final byte[] NOBODYS_KEY = {0};

    private final Supplier<String> challenges;
    private volatile Credentials credentials = Credentials.NONE;

    /** @param challenges each value once only; asked by any thread */
    public CramMd5Authenticator(Supplier<String> challenges) {
        this.challenges = challenges;
    }

    @Override
    public final void configure(Credentials given) {
        credentials = given;
    }

    @Override
    public final List<String> mechanisms() {
        return List.of(MECHANISM);
    }

    @Override
    public final Session open(String mechanism, String peer) {
        if (!mechanism.equals(MECHANISM)) {
            throw new IllegalArgumentException("mechanism is not " + MECHANISM);
        }
        return new Exchange(credentials, challenges.get());
    }

    /** First the challenge, then the judgement; whatever comes after that fails. */
    private static final class Exchange implements Session {

        private enum State { START, CHALLENGED, OVER }

        private final Credentials credentials;
        private final String challenge;
        private State state = State.START;

        Exchange(Credentials credentials, String challenge) {
            this.credentials = credentials;
            this.challenge = challenge;
        }

        @Override
        public synchronized Step step(byte[] data) {
            State was = state;
            state = was == State.START ? State.CHALLENGED : State.OVER;
            return switch (was) {
                // Some clients send data with their start; it means nothing here.
                case START -> Step.next(challenge.getBytes(StandardCharsets.UTF_8));
                case CHALLENGED -> judge(data);
                case OVER -> Step.failed();
            };
        }

        private Step judge(byte[] data) {
            String answer = data.length > ANSWER_BYTES_MAX ? "" : new String(data, StandardCharsets.UTF_8);
            int blank = answer.lastIndexOf(' ');
            String principal = answer.substring(0, Math.max(0, blank));
            String digest = answer.substring(blank + 1);
            byte[] secret = credentials.secretOf(principal);
            boolean isKnown = secret.length > 0;
            String expected = digest(challenge, isKnown ? secret : NOBODYS_KEY);
            boolean isRight = digest.length() == DIGEST_CHARS && MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.UTF_8));
            return isKnown && isRight ? Step.completed(principal) : Step.failed();
        }
    }

    /** Lower case hexadecimal HMAC-MD5. */
    static String digest(String challenge, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret, "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacMD5, which CRAM-MD5 needs", e);
        }
    }
}
