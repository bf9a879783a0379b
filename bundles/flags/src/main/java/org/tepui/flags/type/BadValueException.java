package org.tepui.flags.type;

/** A text that is no value of its type. The message is one line that says what is wrong and what is expected. */
public final class BadValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BadValueException(String message) {
        super(message);
    }
}
