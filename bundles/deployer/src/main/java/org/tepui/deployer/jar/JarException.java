package org.tepui.deployer.jar;

/** A jar that cannot be taken as it is; the message is the line for the operator, without the file's name. */
public final class JarException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean incomplete;

    private JarException(String line, boolean incomplete) {
        super(line);
        this.incomplete = incomplete;
    }

    static JarException refused(String line) {
        return new JarException(line, false);
    }

    static JarException incomplete(String line) {
        return new JarException(line, true);
    }

    /** Whether it may become whole when more of it arrives. */
    public boolean isIncomplete() {
        return incomplete;
    }
}
