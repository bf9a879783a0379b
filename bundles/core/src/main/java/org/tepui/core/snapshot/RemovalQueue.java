package org.tepui.core.snapshot;

/**
 * Agents that the flag {@code agent_removal_rate_limit} keeps from being marked unreachable.
 *
 * @param waiting their number
 * @param nextWallNanos when the first of them is due; 0 when none waits
 * @param lastWallNanos when the last of them is due as things stand; 0 when none waits
 */
public record RemovalQueue(int waiting, long nextWallNanos, long lastWallNanos) {

    public static final RemovalQueue EMPTY = new RemovalQueue(0, 0, 0);
}
