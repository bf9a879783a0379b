package org.tepui.planner;

/** The allocator failed; the message is one line that names it and what happened. */
public final class AllocatorException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int TEXT_MAX = 500;

    AllocatorException(String message, Throwable cause) {
        super(message, cause);
    }

    static AllocatorException of(Object allocator, String doing, Throwable cause) {
        String text = String.valueOf(cause).lines().findFirst().orElse("");
        return new AllocatorException("allocator " + allocator.getClass().getName() + " failed when " + doing + ": "
                + text.substring(0, Math.min(TEXT_MAX, text.length())), cause);
    }
}
