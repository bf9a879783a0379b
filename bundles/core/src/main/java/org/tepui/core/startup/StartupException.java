package org.tepui.core.startup;

/** The start must end with status 1; the message is the one line for the operator: what is wrong, where, what to do. */
public class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartupException(String line) {
        super(line);
    }

    public StartupException(String line, Throwable cause) {
        super(line, cause);
    }
}
