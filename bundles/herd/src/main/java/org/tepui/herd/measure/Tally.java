package org.tepui.herd.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run counts and times. */
public final class Tally {

    public final LongAdder registrations = new LongAdder();
    public final LongAdder reregistrations = new LongAdder();
    public final LongAdder pings = new LongAdder();
    public final LongAdder updatesSentAgain = new LongAdder();
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
    /** Names that are told apart; what is beyond counts as {@code other}. */
    private static final int NAMES_MAX = 50;
    private final Map<String, LongAdder> surprises = new ConcurrentSkipListMap<>();

    /** Something that a run does not expect: a message that these agents do not play, a task that ended otherwise than finished. */
    public void surprise(String what) {
        String name = surprises.size() < NAMES_MAX || surprises.containsKey(what) ? what : "other";
        surprises.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    /** How often, by name. */
    public Map<String, LongAdder> surprises() {
        return surprises;
    }
}
