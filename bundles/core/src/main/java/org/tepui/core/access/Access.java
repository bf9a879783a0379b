package org.tepui.core.access;

import java.util.SortedMap;
import org.tepui.core.access.peer.Peers;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.module.Seats;
import org.tepui.protocol.libprocess.Port;

/** Authentication of one master, and the guard around its modules: made when its port opens, long before the modules are known, and closed with it. */
public final class Access implements AutoCloseable {

    private final AccessSettings settings;
    private final Seats seats;
    private final AccessCounters counters = new AccessCounters();
    private final Guard guard;
    private final AccessGate gate;

    /** @param authorized an authorizer is to come: until it sits nothing is allowed */
    public Access(AccessSettings settings, Seats seats, GuardLimits limits, boolean authorized) {
        this.settings = settings;
        this.seats = seats;
        this.guard = new Guard(limits);
        this.gate = new AccessGate(settings, seats, new Approvers(seats.authorizer(), guard, authorized), guard, counters);
    }

    /** Around every call into a module of this master. */
    public Guard guard() {
        return guard;
    }

    public AccessGate gate() {
        return gate;
    }

    /** Authentication of agents and drivers at this port. The caller closes it. */
    public Peers peers(Port port) {
        return new Peers(port, seats.authenticators(), guard, new Peers.Limits(settings.agents(), settings.timeoutNanos()), counters);
    }

    /** By name, without a prefix. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> all = counters.byName();
        all.put("threads_abandoned", (long) guard.abandoned());
        return all;
    }

    @Override
    public void close() {
        guard.close();
    }
}
