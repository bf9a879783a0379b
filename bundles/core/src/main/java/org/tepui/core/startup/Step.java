package org.tepui.core.startup;

import java.util.Optional;

/**
 * One step as it is now.
 *
 * @param name such as {@code allocator}
 * @param startedNanos since the start of the sequence; 0 while pending
 * @param durationNanos so far, or in all
 * @param waitsFor the service it waits for, while it does
 * @param detail what came of it: the module chosen, or why it was skipped or failed; one line
 */
public record Step(String name, State state, long startedNanos, long durationNanos, Optional<String> waitsFor, String detail) {

    /** Life of a step. SKIPPED: nothing to do with these flags. */
    public enum State { PENDING, RUNNING, WAITING, DONE, SKIPPED, FAILED }

    static Step pending(String name) {
        return new Step(name, State.PENDING, 0, 0, Optional.empty(), "");
    }
}
