package org.tepui.core.access.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.authentication.Authenticator;
import org.tepui.core.access.AccessCounters;
import org.tepui.core.access.FaultLog;
import org.tepui.core.guard.Guard;
import org.tepui.core.module.Seat;
import org.tepui.core.module.Seated;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.protocol.mesos.internal.AuthenticationErrorMessage;

/**
 * Who the agents and drivers behind pids are. Sessions are bounded in number and time; what a peer sends while its session runs waits, in
 * order, until it is over.
 */
public final class Peers implements ProcessHandler, AutoCloseable {

    /** Process that holds the links to peers, so that it hears of their end. */
    static final String PROCESS = "authenticator";
    static final String NO_AUTHENTICATOR = "No authenticator loaded";
    static final String OTHER_ADDRESS = "The pid must have the address of the process that authenticates it";
    static final String FULL = "Too many agents and frameworks authenticate at once";

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final String MASTER = "master";
    private static final int NOTED_FIRST = 20;
    private static final int NOTED_ONE_IN = 1000;

    /**
     * @param agents whether agents must authenticate: flag {@code authenticate_agents}
     * @param timeoutNanos longest session: flag {@code authentication_v0_timeout}
     * @param sessionsMax sessions at once; more are answered with an error and come again
     * @param pidsMax pids remembered; more than agents that one master holds
     * @param waitingMax messages of one pid that may wait for its session
     */
    public record Limits(boolean agents, long timeoutNanos, int sessionsMax, int pidsMax, int waitingMax) {

        public Limits(boolean agents, long timeoutNanos) {
            this(agents, timeoutNanos, 20_000, 200_000, 16);
        }
    }

    /** What is known of one pid. */
    private static final class Entry {
        Optional<String> principal = Optional.empty();
        PeerSession session;
        AutoCloseable process;
        Future<?> timer;
        long link;
        final ArrayDeque<Consumer<Optional<String>>> waiting = new ArrayDeque<>();
    }

    private final Port port;
    private final Seat<Authenticator> seat;
    private final Limits limits;
    private final AccessCounters counters;
    private final PeerSession.Means means;
    private final ScheduledThreadPoolExecutor timers;
    private final AutoCloseable own;
    private final AutoCloseable listening;
    private final AtomicLong noted = new AtomicLong();
    private final Map<Upid, Entry> entries = new HashMap<>();
    private int sessions;
    private long numbers;

    public Peers(Port port, Seat<Authenticator> seat, Guard guard, Limits limits, AccessCounters counters) {
        this.port = port;
        this.seat = seat;
        this.limits = limits;
        this.counters = counters;
        this.means = new PeerSession.Means(port, guard, counters, new FaultLog());
        this.timers = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "tepui-authentication-timer");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
        this.own = port.register(PROCESS, this);
        this.listening = seat.onChange(next -> replaced());
    }

    /** Exchanges with the authenticator of before end, and their peers begin anew. Who has passed stays who it is. */
    private void replaced() {
        List<PeerSession> running = new ArrayList<>();
        synchronized (this) {
            for (Entry entry : entries.values()) {
                if (entry.session != null) {
                    running.add(entry.session);
                }
            }
        }
        running.forEach(PeerSession::replaced);
    }

    /** Whether an agent that has not authenticated is turned away. */
    public boolean mustAgentsAuthenticate() {
        return limits.agents();
    }

    /** Begins a session for the pid that the message names; what was known of it is forgotten, a session that runs is discarded. */
    public void authenticate(Upid from, AuthenticateMessage message) {
        Upid pid = Upid.parse(message.getPid());
        Seated<Authenticator> seated = seat.current();
        Optional<String> refusal = Optional.empty();
        PeerSession session = null;
        synchronized (this) {
            Entry entry = entries.get(pid);
            if (pid.port() == 0 || !pid.address().equals(from.address())) {
                refusal = Optional.of(OTHER_ADDRESS);
            } else if (seated.isEmpty()) {
                forget(pid, entry);
                refusal = Optional.of(NO_AUTHENTICATOR);
            } else if (entry == null && entries.size() >= limits.pidsMax()
                    || (entry == null || entry.session == null) && sessions >= limits.sessionsMax()) {
                refusal = Optional.of(FULL);
            } else {
                session = open(pid, from, entry, seated);
            }
        }
        if (refusal.isPresent()) {
            counters.count(AccessCounters.Peer.ERRORS);
            note("Authentication of " + message.getPid() + " by " + from + " is refused: " + refusal.get());
            var error = AuthenticationErrorMessage.newBuilder().setError(refusal.get()).build();
            port.send(MASTER, from, error.getDescriptorForType().getFullName(), error.toByteArray());
            return;
        }
        counters.count(AccessCounters.Peer.STARTED);
        session.begin();
    }

    /** Under the lock. */
    private PeerSession open(Upid pid, Upid from, Entry known, Seated<Authenticator> seated) {
        Entry entry = known == null ? new Entry() : known;
        close(entry);
        entry.principal = Optional.empty();
        String name = seated.names().get(0);
        PeerSession session = new PeerSession(name + "-authenticator-session(" + ++numbers + ")", from, pid, name, seated.modules().get(0),
                means, this::ended);
        entry.session = session;
        sessions++;
        entries.put(pid, entry);
        entry.process = port.register(session.id(), session);
        entry.link = port.link(PROCESS, pid);
        entry.timer = timers.schedule(() -> timedOut(session), limits.timeoutNanos(), TimeUnit.NANOSECONDS);
        return session;
    }

    /** Ends the session of an entry without a word; what waits goes on waiting. Under the lock. */
    private void close(Entry entry) {
        if (entry.session == null) {
            return;
        }
        entry.session.discard();
        entry.session = null;
        sessions--;
        entry.timer.cancel(false);
        try {
            entry.process.close();
        } catch (Exception e) {
            LOG.warn("The process of an authentication session could not be taken off the port", e);
        }
    }

    /** Under the lock. */
    private void forget(Upid pid, Entry entry) {
        if (entry != null) {
            close(entry);
            entries.remove(pid);
            port.unlink(PROCESS, pid);
        }
    }

    private void ended(PeerSession session, Optional<String> principal, Runnable farewell) {
        List<Consumer<Optional<String>>> released;
        synchronized (this) {
            Entry entry = entries.get(session.pid());
            if (entry == null || entry.session != session) {
                return;
            }
            close(entry);
            entry.principal = principal;
            released = release(entry);
            if (principal.isEmpty()) {
                forget(session.pid(), entry);
            }
        }
        principal.ifPresentOrElse(who -> LOG.info("Authenticated principal '{}' at {}", FaultLog.printable(who),
                FaultLog.printable(session.pid().toString())), () -> note("Authentication of " + session.pid() + " failed"));
        farewell.run();
        released.forEach(waiting -> waiting.accept(principal));
    }

    private void timedOut(PeerSession session) {
        List<Consumer<Optional<String>>> released;
        synchronized (this) {
            Entry entry = entries.get(session.pid());
            if (entry == null || entry.session != session) {
                return;
            }
            released = release(entry);
            forget(session.pid(), entry);
        }
        counters.count(AccessCounters.Peer.TIMED_OUT);
        note("Authentication of " + session.pid() + " was not over in time");
        released.forEach(waiting -> waiting.accept(Optional.empty()));
    }

    private static List<Consumer<Optional<String>>> release(Entry entry) {
        List<Consumer<Optional<String>>> released = new ArrayList<>(entry.waiting);
        entry.waiting.clear();
        return released;
    }

    /**
     * Goes on with the principal of that pid, empty when it has none: at once, or when its session is over. In the order of asking for one
     * pid.
     *
     * @return false when too much waits for this session: the message is lost, its sender will repeat it
     */
    public boolean whenKnown(Upid pid, Consumer<Optional<String>> next) {
        Optional<String> principal;
        synchronized (this) {
            Entry entry = entries.get(pid);
            if (entry != null && entry.session != null) {
                if (entry.waiting.size() >= limits.waitingMax()) {
                    return false;
                }
                entry.waiting.add(next);
                return true;
            }
            principal = entry == null ? Optional.empty() : entry.principal;
        }
        next.accept(principal);
        return true;
    }

    /** A registration was turned away because its sender has not authenticated. */
    public void refusedRegistration() {
        counters.count(AccessCounters.Peer.REFUSED_REGISTRATIONS);
    }

    /** The principal of that pid now. */
    public synchronized Optional<String> principal(Upid pid) {
        Entry entry = entries.get(pid);
        return entry == null ? Optional.empty() : entry.principal;
    }

    /** Sessions that run. */
    public synchronized int sessions() {
        return sessions;
    }

    /** Pids that are known or becoming known. */
    public synchronized int size() {
        return entries.size();
    }

    @Override
    public void message(Upid from, String to, String name, byte[] body, String peer) {
        counters.count(AccessCounters.Peer.REFUSED_MESSAGES);
    }

    /** The connection to a peer is gone: whoever comes from there now has to say anew who it is. */
    @Override
    public void exited(Upid peer, long incarnation) {
        boolean known;
        synchronized (this) {
            Entry entry = entries.get(peer);
            if (entry == null || entry.link != incarnation) {
                return;
            }
            known = entry.principal.isPresent();
            close(entry);
            entries.remove(peer);
        }
        if (known) {
            LOG.info("{} is gone: its authentication is forgotten", FaultLog.printable(peer.toString()));
        }
    }

    /** What anybody can cause without a secret must not fill the log: the first ones, then one in so many; the counters tell all. */
    private void note(String line) {
        long count = noted.incrementAndGet();
        if (count <= NOTED_FIRST || count % NOTED_ONE_IN == 0) {
            LOG.warn(FaultLog.printable(line));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            entries.values().forEach(this::close);
            entries.clear();
        }
        timers.shutdownNow();
        try {
            listening.close();
            own.close();
        } catch (Exception e) {
            LOG.warn("The authenticator's process could not be taken off the port", e);
        }
    }
}
