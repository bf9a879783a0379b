package org.tepui.herd.measure;

import java.util.concurrent.atomic.LongAdder;

/** What a run counts and times. */
public final class Tally {

    public final LongAdder registrations = new LongAdder();
    public final LongAdder reregistrations = new LongAdder();
    public final LongAdder pings = new LongAdder();
    public final LongAdder updatesSentAgain = new LongAdder();
    /** Messages that these agents do not play, and that could not be read. */
    public final LongAdder messagesNotPlayed = new LongAdder();
    public final LongAdder offers = new LongAdder();
    public final LongAdder accepts = new LongAdder();
    public final LongAdder launched = new LongAdder();
    public final LongAdder finished = new LongAdder();
    /** Ended in another state than finished. */
    public final LongAdder endedOtherwise = new LongAdder();
    public final LongAdder callsRefused = new LongAdder();
    /** From an offer that came to the answer of the ACCEPT. */
    public final Durations offerToAccepted = new Durations();
    /** From the ACCEPT that is made to TASK_RUNNING at the scheduler. */
    public final Durations acceptToRunning = new Durations();
    /** From an update that an agent sends to its acknowledgement there. */
    public final Durations updateToAcknowledged = new Durations();
}
