package org.tepui.core.endpoint;

import java.util.Optional;
import org.tepui.api.http.HttpRequest;

/** The two forms of the v1 API. Content types are compared as text, without parameters, as the Mesos master does. */
public enum MediaType {
    JSON("application/json"),
    PROTOBUF("application/x-protobuf");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The form of the body; empty for any other Content-Type. */
    static Optional<MediaType> ofContent(String contentType) {
        for (MediaType type : values()) {
            if (type.text.equals(contentType)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The form of the answer: JSON if it is allowed, else protobuf if it is. Order and size of q do not matter, q=0 forbids; no Accept
     * header allows everything.
     */
    static Optional<MediaType> ofAnswer(HttpRequest request) {
        Optional<String> accept = request.header("Accept");
        if (accept.isEmpty()) {
            return Optional.of(JSON);
        }
        for (MediaType type : values()) {
            if (allows(accept.get(), type.text)) {
                return Optional.of(type);
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
