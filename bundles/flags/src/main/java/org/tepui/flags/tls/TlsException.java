package org.tepui.flags.tls;

import org.tepui.flags.FlagError;

/** A setup that cannot be used. The message says what is wrong and what to do, in one line, and never what stands in a key file. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String variable;

    TlsException(String variable, String message) {
        super(message);
        this.variable = variable;
    }

    /** The same as an error of the start, with the variable as its source. */
    public FlagError error() {
        return new FlagError(variable, variable, getMessage());
    }
}
