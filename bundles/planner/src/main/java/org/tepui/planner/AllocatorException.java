package org.tepui.planner;

import org.tepui.api.allocator.Allocator;
import org.tepui.api.planner.AllocatorFault;

/** The allocator failed; the message is one line that names it and what happened. */
public final class AllocatorException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int TEXT_MAX = 500;

    private final transient Allocator allocator;
    private final AllocatorFault.Kind kind;
    private final String doing;

    private AllocatorException(Allocator allocator, AllocatorFault.Kind kind, String doing, String message, Throwable cause) {
        super(message, cause);
        this.allocator = allocator;
        this.kind = kind;
        this.doing = doing;
    }

    static AllocatorException of(Allocator allocator, String doing, Throwable cause) {
        return of(allocator, AllocatorFault.Kind.THREW, doing, cause);
    }

    static AllocatorException of(Allocator allocator, AllocatorFault.Kind kind, String doing, Throwable cause) {
        return new AllocatorException(allocator, kind, doing, "allocator " + allocator.getClass().getName() + " failed when " + doing + ": "
                + line(cause), cause);
    }

    /** One line of what a plugin threw, whose own text may fail or never end. */
    private static String line(Throwable cause) {
        String text;
        try {
            text = String.valueOf(cause).lines().findFirst().orElse("");
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            text = cause.getClass().getName();
        }
        return text.substring(0, Math.min(TEXT_MAX, text.length()));
    }

    /** For whoever counts the faults of modules. */
    AllocatorFault fault(long epoch, String input, long wallNanos, long cpuNanos, boolean isOut) {
        return new AllocatorFault(allocator, kind, doing, epoch, input, line(getCause()), getCause().getStackTrace(), wallNanos, cpuNanos, isOut);
    }
}
