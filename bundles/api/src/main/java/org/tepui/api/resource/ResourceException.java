package org.tepui.api.resource;

import java.util.Objects;

/** Resources that are not well formed, or an operation that does not fit them. The message is one line for the user. */
public final class ResourceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final ResourceError code;

    private ResourceException(ResourceError code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    public static ResourceException of(ResourceError code, String message) {
        return new ResourceException(code, message);
    }

    /** The same error with text before its message (a wrapper such as "Invalid resources: "). */
    public ResourceException prefixed(String prefix) {
        ResourceException wrapped = new ResourceException(code, prefix + getMessage());
        wrapped.initCause(this);
        return wrapped;
    }

    public ResourceError code() {
        return code;
    }
}
