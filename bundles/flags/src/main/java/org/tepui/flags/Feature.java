package org.tepui.flags;

/**
 * Whether what a flag asks for exists in this release. A flag that guards or persists something must not be taken in silence when its
 * feature is missing: the start is refused. Any other gets one warning.
 *
 * @param reason what is missing, as the end of a sentence; empty when built
 */
public record Feature(State state, String reason) {
    /** Built; accepted with one warning and without effect; refused. */
    public enum State { BUILT, WARN, REFUSE }

    public static final Feature BUILT = new Feature(State.BUILT, "");

    /** Accepted, has no effect yet. */
    public static Feature warn(String reason) {
        return new Feature(State.WARN, reason);
    }

    /** Refused until it is built. */
    public static Feature refuse(String reason) {
        return new Feature(State.REFUSE, reason);
    }
}
