package org.tepui.api.module;

import java.util.List;
import java.util.Objects;

/** Evidence of one call into a module that went wrong. Immutable, bounded in size, without secrets of the request. */
public final class ModuleFault {

    /** What went wrong. */
    public enum Cause {

        /** The call ended with an exception. */
        THREW("threw"),
        /** Null came back where there is no null. */
        GAVE_NULL("gave null"),
        /** The call was not over at its deadline. */
        OVERRAN("overran"),
        /** A plan broke a rule at its own epoch. */
        BROKE_A_RULE("broke a rule");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Cause cause;
    private final String call;
    private final String input;
    private final String detail;
    private final List<String> stack;
    private final long wallNanos;
    private final long tookNanos;
    private final long cpuNanos;

    private ModuleFault(Cause cause, String call, String input, String detail, List<String> stack, long wallNanos, long tookNanos,
            long cpuNanos) {
        this.cause = Objects.requireNonNull(cause);
        this.call = Objects.requireNonNull(call);
        this.input = Objects.requireNonNull(input);
        this.detail = Objects.requireNonNull(detail);
        this.stack = List.copyOf(stack);
        this.wallNanos = wallNanos;
        this.tookNanos = tookNanos;
        this.cpuNanos = cpuNanos;
    }

    /**
     * @param call method that was called, such as {@code plan}
     * @param input what it was asked about, in one line; may be empty
     * @param detail the exception, or what was wrong, in one line
     * @param stack of the exception, or of the module's thread when it overran, innermost frame first; may be empty
     * @param wallNanos when, nanoseconds since 1970
     * @param tookNanos time on the wall until it was judged; 0 where it was not taken
     * @param cpuNanos processor time of it; 0 where it was not taken
     */
    public static ModuleFault of(Cause cause, String call, String input, String detail, List<String> stack, long wallNanos, long tookNanos,
            long cpuNanos) {
        return new ModuleFault(cause, call, input, detail, stack, wallNanos, tookNanos, cpuNanos);
    }

    public Cause cause() {
        return cause;
    }

    public String call() {
        return call;
    }

    public String input() {
        return input;
    }

    public String detail() {
        return detail;
    }

    public List<String> stack() {
        return stack;
    }

    public long wallNanos() {
        return wallNanos;
    }

    public long tookNanos() {
        return tookNanos;
    }

    public long cpuNanos() {
        return cpuNanos;
    }

    /** One line. */
    @Override
    public String toString() {
        return call + (input.isEmpty() ? "" : " (" + input + ")") + " " + cause + ": " + detail;
    }
}
