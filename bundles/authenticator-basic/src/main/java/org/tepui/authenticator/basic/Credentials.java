package org.tepui.authenticator.basic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Principals and their secrets, from the JSON of flag {@code credentials}: {@code {"credentials": [{"principal": P, "secret": S}]}}. Of one
 * principal given twice the last counts. A principal without a secret, or with an empty one, never gets in. Immutable; never printed.
 */
final class Credentials {

    static final Credentials NONE = new Credentials(Map.of());

    private static final String FORM = "credentials: not {\"credentials\": [{\"principal\": \"NAME\", \"secret\": \"SECRET\"}]}";
    private static final byte[] NOBODYS = new byte[0];

    private final Map<String, byte[]> secrets;

    private Credentials(Map<String, byte[]> secrets) {
        this.secrets = secrets;
    }

    /** @throws IllegalArgumentException in one line that tells the form, and nothing of the text */
    static Credentials parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(FORM);
            }
            Map<String, byte[]> secrets = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean wanted = parser.currentName().equals("credentials");
                parser.nextToken();
                if (wanted) {
                    entries(parser, secrets);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(FORM);
            }
            return new Credentials(secrets);
        } catch (JsonProcessingException e) {
            // Its message quotes the text around the fault, which may be a secret: neither told nor kept as the cause.
            throw new IllegalArgumentException(FORM + ", no valid JSON at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a text in memory", e);
        }
    }

    private static void entries(JsonParser parser, Map<String, byte[]> secrets) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException(FORM);
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(FORM);
            }
            entry(parser, secrets);
        }
    }

    private static void entry(JsonParser parser, Map<String, byte[]> secrets) throws IOException {
        String principal = "";
        String secret = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("principal")) {
                principal = text(parser);
            } else if (name.equals("secret")) {
                secret = text(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (principal.isEmpty()) {
            throw new IllegalArgumentException(FORM);
        }
        secrets.put(principal, secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(FORM);
        }
        return parser.getText();
    }

    /** Empty for a principal that is not known or has no secret. */
    byte[] secretOf(String principal) {
        return secrets.getOrDefault(principal, NOBODYS);
    }

    @Override
    public String toString() {
        return secrets.size() + " credentials";
    }
}
