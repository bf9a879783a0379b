package org.tepui.example.derivedsecret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Step;

/**
 * CRAM-MD5, which every agent speaks, without a list of secrets: that of agent NAME is the HMAC-SHA256 of its name under one key, printed by
 * {@code printf %s NAME | openssl dgst -sha256 -hmac "$(cat KEY_FILE)"}.
 */
@Component(configurationPid = "derived-secret", property = "tepui.module.name=derived-secret")
public final class DerivedSecretAuthenticator implements Authenticator {

    private static final int KEY_CHARS_MIN = 16;

    /** {@code conf/derived-secret.json}: <code>{"keyFile": "/etc/tepui/key", "refused": ["agent-7"]}</code>. */
    public @interface Conf {
        /** Holds the key, at least 16 characters. Without one nobody is let in. */
        String keyFile() default "";

        /** Agents whose secret got out. */
        String[] refused() default {};
    }

    private record Secrets(Optional<String> key, Set<String> refused) { }

    private final SecureRandom random = new SecureRandom();
    private volatile Secrets secrets;

    @Activate
    @Modified
    public void set(Conf conf) throws IOException {
        Optional<String> key = conf.keyFile().isEmpty() ? Optional.empty() : Optional.of(Files.readString(Path.of(conf.keyFile())).strip());
        if (key.filter(text -> text.length() < KEY_CHARS_MIN).isPresent()) {
            throw new IllegalArgumentException(conf.keyFile() + " must hold a key of at least " + KEY_CHARS_MIN + " characters");
        }
        secrets = new Secrets(key, Set.copyOf(List.of(conf.refused())));
    }

    @Override
    public List<String> mechanisms() {
        return List.of("CRAM-MD5");
    }

    @Override
    public Session open(String mechanism, String peer) {
        String challenge = "<" + Long.toUnsignedString(random.nextLong()) + "." + Long.toUnsignedString(random.nextLong()) + "@tepui>";
        int[] steps = {0};
        return data -> switch (steps[0]++) {
            case 0 -> Step.next(challenge.getBytes(UTF_8));
            case 1 -> judge(challenge, new String(data, UTF_8));
            default -> Step.failed();
        };
    }

    /** An answer is a name, a blank, and the HMAC-MD5 of the challenge under the secret of that name. */
    private Step judge(String challenge, String answer) {
        Secrets now = secrets;
        String name = answer.substring(0, Math.max(0, answer.lastIndexOf(' ')));
        if (name.isEmpty() || now.key().isEmpty() || now.refused().contains(name)) {
            return Step.failed();
        }
        String right = name + " " + hmac("HmacMD5", hmac("HmacSHA256", now.key().get(), name), challenge);
        return MessageDigest.isEqual(right.getBytes(UTF_8), answer.getBytes(UTF_8)) ? Step.completed(name) : Step.failed();
    }

    private static String hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
