package org.tepui.protocol.resource;

import java.util.Objects;
import org.tepui.api.resource.ResourceError;

/** Resources or attributes of a peer that are not valid. The message is one line for the peer. No stack trace: hostile input must stay cheap. */
public final class InvalidResources extends Exception {
    private static final long serialVersionUID = 1L;

    private final ResourceError code;

    InvalidResources(ResourceError code, String message) {
        super(message, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
    }

    public ResourceError code() {
        return code;
    }

    /** The same with words in front that say what was being read. */
    public InvalidResources prefixed(String prefix) {
        return new InvalidResources(code, prefix + getMessage());
    }
}
