package org.tepui.core.guard;

/** A module gave null where there is no null. */
final class NullAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NullAnswerException(String what) {
        super("it gave null instead of " + what);
    }
}
