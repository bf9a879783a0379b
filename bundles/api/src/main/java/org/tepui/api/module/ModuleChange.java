package org.tepui.api.module;

import java.util.List;
import java.util.Objects;

/** One change of what the master uses: a swap, a quarantine, a release, or the coming back of what was configured. Immutable. */
public final class ModuleChange {

    private final long number;
    private final long wallNanos;
    private final ModuleKind kind;
    private final List<String> from;
    private final List<String> to;
    private final String who;
    private final String why;
    private final boolean done;
    private final String outcome;
    private final long epoch;
    private final long pauseNanos;
    private final List<ModuleFault> evidence;

    private ModuleChange(long number, long wallNanos, ModuleKind kind, List<String> from, List<String> to, String who, String why,
            boolean done, String outcome, long epoch, long pauseNanos, List<ModuleFault> evidence) {
        this.number = number;
        this.wallNanos = wallNanos;
        this.kind = Objects.requireNonNull(kind);
        this.from = List.copyOf(from);
        this.to = List.copyOf(to);
        this.who = Objects.requireNonNull(who);
        this.why = Objects.requireNonNull(why);
        this.done = done;
        this.outcome = Objects.requireNonNull(outcome);
        this.epoch = epoch;
        this.pauseNanos = pauseNanos;
        this.evidence = List.copyOf(evidence);
    }

    /**
     * @param number grows by one a change of this process
     * @param wallNanos when, nanoseconds since 1970
     * @param from names in use before, in order
     * @param to names asked for, in order
     * @param who principal, {@code shell}, a file such as {@code conf/org.tepui.modules.cfg}, or {@code master}
     * @param done false: {@code from} is still in use
     * @param outcome one line
     * @param epoch the first epoch of the line that {@code to} decides, 0 where epochs play no part
     * @param pauseNanos how long neither decided
     */
    public static ModuleChange of(long number, long wallNanos, ModuleKind kind, List<String> from, List<String> to, String who, String why,
            boolean done, String outcome, long epoch, long pauseNanos) {
        return new ModuleChange(number, wallNanos, kind, from, to, who, why, done, outcome, epoch, pauseNanos, List.of());
    }

    /** The same with the faults that led to it, oldest first. */
    public ModuleChange withEvidence(List<ModuleFault> faults) {
        return new ModuleChange(number, wallNanos, kind, from, to, who, why, done, outcome, epoch, pauseNanos, faults);
    }

    public long number() {
        return number;
    }

    public long wallNanos() {
        return wallNanos;
    }

    public ModuleKind kind() {
        return kind;
    }

    public List<String> from() {
        return from;
    }

    public List<String> to() {
        return to;
    }

    public String who() {
        return who;
    }

    public String why() {
        return why;
    }

    public boolean done() {
        return done;
    }

    public String outcome() {
        return outcome;
    }

    public long epoch() {
        return epoch;
    }

    public long pauseNanos() {
        return pauseNanos;
    }

    /** The faults for which the master made it, oldest first; empty for a change that somebody asked for. */
    public List<ModuleFault> evidence() {
        return evidence;
    }
}
