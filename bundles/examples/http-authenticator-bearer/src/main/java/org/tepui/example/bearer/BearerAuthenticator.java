package org.tepui.example.bearer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.authentication.HttpIdentity.Fault;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.identity.Principal;

/** {@code Authorization: Bearer TOKEN}. Tokens themselves are nowhere: the file has their hashes, {@code printf %s TOKEN | sha256sum}. */
@Component(configurationPid = "bearer", property = "tepui.module.name=bearer")
public final class BearerAuthenticator implements HttpAuthenticator {

    private static final String SCHEME = "Bearer";

    /** {@code conf/bearer.json}: <code>{"tokens": ["alice 2bd806c9..."]}</code>. Without it nobody is known. */
    public @interface Conf {
        /** Each a principal, a blank, and the SHA-256 of its token in hexadecimal. */
        String[] tokens() default {};
    }

    private volatile Map<String, Principal> principals;

    @Activate
    @Modified
    public void set(Conf conf) {
        Map<String, Principal> read = new HashMap<>();
        for (int i = 0; i < conf.tokens().length; i++) {
            String[] words = conf.tokens()[i].strip().split(" +");
            if (words.length != 2 || !words[1].matches("[0-9a-f]{64}") || read.put(words[1], Principal.of(words[0])) != null) {
                throw new IllegalArgumentException("tokens[" + i + "] must be a principal, a blank, and the SHA-256 of a token of its own");
            }
        }
        principals = Map.copyOf(read);
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request) {
        String[] words = request.header("Authorization").orElse("").split(" ", 2);
        if (!words[0].equalsIgnoreCase(SCHEME)) {
            return challenge(realm, Fault.MISSING);
        }
        if (words.length < 2 || !words[1].matches("[A-Za-z0-9._~+/-]+=*")) {
            return challenge(realm, Fault.MALFORMED);
        }
        Optional<Principal> principal = Optional.ofNullable(principals.get(sha256(words[1])));
        return principal.<CompletionStage<HttpIdentity>>map(known -> CompletableFuture.completedFuture(HttpIdentity.of(known)))
            .orElseGet(() -> challenge(realm, Fault.WRONG));
    }

    private static CompletionStage<HttpIdentity> challenge(String realm, Fault fault) {
        return CompletableFuture.completedFuture(HttpIdentity.challenge(SCHEME + " realm=\"" + realm + "\"", fault));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
