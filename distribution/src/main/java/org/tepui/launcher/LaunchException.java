package org.tepui.launcher;

/** The start cannot go on. The message is one line for the user: what is wrong, where, what to do. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
