package org.tepui.deployer.conf;

/** A file that is no configuration; the message is the line for the operator, without the file's name. */
final class ConfException extends Exception {

    private static final long serialVersionUID = 1L;

    ConfException(String line) {
        super(line);
    }
}
