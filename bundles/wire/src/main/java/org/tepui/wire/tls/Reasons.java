package org.tepui.wire.tls;

/** What a failure of TLS comes down to. */
final class Reasons {

    private static final int DEPTH_MAX = 10;

    private Reasons() {
    }

    /** Of the innermost cause, which is the one with the fact. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        for (int i = 0; i < DEPTH_MAX && innermost.getCause() != null; i++) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }
}
