package org.tepui.agent.core;

import java.time.Duration;

/** Time and timers of the agent. Actions run on the agent's thread. */
public interface Timeline {

    /** A clock that never goes back, in nanoseconds; only differences mean something. */
    long nanos();

    /** Wall clock in seconds since 1970, as status updates carry it. */
    double epochSeconds();

    /** Runs the action once after the delay; at once (but not inside this call) for a delay of zero or less. */
    Cancel after(Duration delay, Runnable action);

    /** A waiting timer. */
    interface Cancel {

        /** Does nothing once the action has run. */
        void cancel();
    }
}
