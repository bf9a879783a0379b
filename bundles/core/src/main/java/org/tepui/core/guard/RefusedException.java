package org.tepui.core.guard;

/** A module was not called, or its answer is not taken; the message is one line that says why. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
