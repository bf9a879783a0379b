package org.tepui.core.guard;

import java.util.concurrent.atomic.LongAdder;
import org.tepui.api.module.ModuleKind;

/**
 * One module as the guard knows it, by kind and name: what it costs, and whether it is called at all. It outlives the service: a module that
 * comes back under its name is the same one. Holds nothing of the module itself.
 */
public final class Guarded {

    private final ModuleKind kind;
    private final String name;
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private volatile boolean known;
    private volatile boolean builtIn;
    private volatile String closed;

    Guarded(ModuleKind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    public ModuleKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** A service with this name is or was there. */
    boolean isKnown() {
        return known;
    }

    /** Part of the platform: warned about, never taken out. */
    public boolean isBuiltIn() {
        return builtIn;
    }

    /** Said when a service comes. @param builtIn whether the platform has it */
    public void known(boolean isBuiltIn) {
        builtIn = isBuiltIn;
        known = true;
    }

    /** Part of the platform and without a name: neither listed nor counted. */
    public void trusted() {
        builtIn = true;
    }

    /** From here on a call is refused with this line. */
    public void close(String reason) {
        closed = reason;
    }

    public void open() {
        closed = null;
    }

    /** Null: it may be called. */
    String closed() {
        return closed;
    }

    void called(long tookNanos) {
        calls.increment();
        nanos.add(tookNanos);
    }

    void called() {
        calls.increment();
    }

    void spent(long tookNanos) {
        nanos.add(tookNanos);
    }

    void faulted() {
        faults.increment();
    }

    public long calls() {
        return calls.sum();
    }

    public long nanos() {
        return nanos.sum();
    }

    public long faults() {
        return faults.sum();
    }

    /** As log lines name it. */
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
