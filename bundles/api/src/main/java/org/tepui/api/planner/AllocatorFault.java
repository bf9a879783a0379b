package org.tepui.api.planner;

import java.util.List;
import java.util.Objects;
import org.tepui.api.allocator.Allocator;

/**
 * What an allocator did wrong.
 *
 * @param kind what went wrong
 * @param doing what it was asked to do: {@code start}, {@code apply}, {@code plan}, {@code stop}
 * @param epoch of the view then
 * @param input what it was asked about, in one line; may be empty
 * @param detail one line
 * @param stack of the exception, or of the planner's thread when it overran
 * @param wallNanos time on the wall until it was judged
 * @param cpuNanos processor time of it
 * @param isOut it lost its place: the planner's own plain policy plans until another one is swapped in
 */
public record AllocatorFault(Allocator allocator, Kind kind, String doing, long epoch, String input, String detail,
        StackTraceElement[] stack, long wallNanos, long cpuNanos, boolean isOut) {

    /** What can go wrong. */
    public enum Kind { THREW, GAVE_NULL, OVERRAN, BROKE_A_RULE }

    public AllocatorFault {
        Objects.requireNonNull(allocator);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(detail);
        stack = stack.clone();
    }

    /** Frames, innermost first. */
    public List<StackTraceElement> frames() {
        return List.of(stack);
    }
}
