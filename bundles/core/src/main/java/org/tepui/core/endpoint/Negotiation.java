package org.tepui.core.endpoint;

import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.protocol.v1.Encoding;

/** Which form the answer to a v1 call takes. */
final class Negotiation {

    private Negotiation() {
    }

    /**
     * The form of the answer: JSON if it is allowed, else protobuf if it is. Order and size of q do not matter, q=0 forbids; no Accept
     * header allows everything.
     */
    static Optional<Encoding> ofAnswer(HttpRequest request) {
        Optional<String> accept = request.header("Accept");
        if (accept.isEmpty()) {
            return Optional.of(Encoding.JSON);
        }
        for (Encoding encoding : Encoding.values()) {
            if (allows(accept.get(), encoding.contentType())) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    private static boolean allows(String accept, String type) {
        String family = type.substring(0, type.indexOf('/')) + "/*";
        for (String wanted : new String[] {type, family, "*/*"}) {
            for (String entry : accept.split(",")) {
                String[] parts = entry.split(";");
                if (parts[0].strip().equalsIgnoreCase(wanted)) {
                    return quality(parts) > 0;
                }
            }
        }
        return false;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2).strip());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
