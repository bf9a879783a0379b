package org.tepui.agent.core;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import com.google.protobuf.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.internal.MasterSlaveConnection;

/** Being known to the master: authentication when there is a credential, first registration, registration anew after a lost master, and the watch over the master's pings. */
final class Registration {

    /** Longest window of a wait between two registrations. */
    static final Duration RETRY_LIMIT = Duration.ofMinutes(1);
    /** Used until a master says otherwise: 15 seconds a ping, 5 may be missed. */
    static final Duration PING_TIMEOUT = Duration.ofSeconds(75);
    /** Least wait between two registrations, however small the backoff factor is. */
    private static final long RETRY_LEAST_NANOS = Duration.ofMillis(50).toNanos();
    /** While the master cannot be reached at all the window stays at this many first windows, so that its return is noticed soon. */
    private static final int UNREACHABLE_WINDOWS = 4;
    /** After so many registrations without an answer the master may have forgotten who this is. */
    private static final int UNANSWERED_MAX = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    enum State { DISCONNECTED, RUNNING, TERMINATING }

    /** What the registration tells the agent. */
    interface Listener {
        void connected();

        void disconnected();

        /** The master does not take the agent's credential. */
        void refused();
    }

    private final Upid master;
    private final long factorNanos;
    private final Timeline timeline;
    private final Outlet outlet;
    private final Backoff backoff;
    private final Function<Optional<SlaveID>, Message> message;
    private final Listener listener;
    private final Optional<Authenticatee> authenticatee;

    private State state = State.DISCONNECTED;
    private Optional<SlaveID> id = Optional.empty();
    private long incarnation = -1;
    private boolean linked;
    private boolean refusalTold;
    private boolean authenticated;
    private int unanswered;
    private Duration pingTimeout = PING_TIMEOUT;
    private Timeline.Cancel retry = () -> { };
    private Timeline.Cancel pingTimer = () -> { };

    /**
     * @param login empty: the agent does not authenticate
     * @param message makes the registration for no id, or the re-registration for an id
     */
    Registration(AgentSettings settings, Timeline timeline, Outlet outlet, DoubleSupplier random, Optional<Login> login,
            Function<Optional<SlaveID>, Message> message, Listener listener) {
        this.master = settings.master();
        this.factorNanos = settings.registrationBackoffFactor().toNanos();
        this.timeline = timeline;
        this.outlet = outlet;
        this.backoff = new Backoff(factorNanos, random);
        this.message = message;
        this.listener = listener;
        this.authenticatee = login.map(with -> new Authenticatee(with, outlet.self(), timeline, new Authenticatee.Outcome() {
            @Override
            public void passed() {
                authenticated = true;
                unanswered = 0;
                attempt();
            }

            @Override
            public void refused() {
                listener.refused();
            }

            @Override
            public void again(Duration wait) {
                schedule(wait.toNanos() + backoff.next(RETRY_LIMIT.toNanos()));
            }
        }));
    }

    /** A message to the process that speaks for the agent while it authenticates. */
    void authenticationMessage(Upid from, String name, byte[] body) {
        authenticatee.ifPresent(exchange -> exchange.message(from, name, body));
    }

    void start() {
        LOG.info("New master detected at {}", master);
        schedule(backoff.next(RETRY_LIMIT.toNanos()));
    }

    State state() {
        return state;
    }

    Upid master() {
        return master;
    }

    Optional<SlaveID> id() {
        return id;
    }

    /** The master has admitted the agent, or taken it back. */
    void accepted(SlaveID given, MasterSlaveConnection connection) {
        retry.cancel();
        id = Optional.of(given);
        if (connection.hasTotalPingTimeoutSeconds() && connection.getTotalPingTimeoutSeconds() > 0) {
            pingTimeout = Duration.ofNanos((long) (connection.getTotalPingTimeoutSeconds() * 1e9));
        }
        state = State.RUNNING;
        refusalTold = false;
        watchPings();
        listener.connected();
    }

    /** @param connected whether the master holds the agent for connected */
    void pinged(boolean connected) {
        if (state != State.RUNNING) {
            return;
        }
        if (!connected) {
            LOG.info("The master takes this agent for disconnected");
            again();
            return;
        }
        watchPings();
    }

    void exited(Upid peer, long broken) {
        if (!peer.equals(master) || broken != incarnation) {
            return;
        }
        linked = false;
        authenticated = false;
        if (state == State.RUNNING) {
            LOG.warn("Connection to the master at {} is lost", master);
            again();
            return;
        }
        if (!refusalTold) {
            // Once, for a master that is not there yet is tried again and again.
            refusalTold = true;
            LOG.warn("The master at {} takes no connection, or closed it without a word; trying on. Does it speak TLS and this agent does not, "
                + "or the other way round (LIBPROCESS_SSL_ENABLED)?", master);
        }
        if (authenticatee.isPresent() && authenticatee.get().isBusy()) {
            authenticatee.get().cancel();
            schedule(Math.max(RETRY_LEAST_NANOS, backoff.next(Math.min(RETRY_LIMIT.toNanos(), UNREACHABLE_WINDOWS * factorNanos))));
        }
    }

    void terminate() {
        state = State.TERMINATING;
        retry.cancel();
        pingTimer.cancel();
        authenticatee.ifPresent(Authenticatee::cancel);
    }

    private void watchPings() {
        pingTimer.cancel();
        pingTimer = timeline.after(pingTimeout, () -> {
            LOG.warn("No ping from the master within {} s", pingTimeout.toMillis() / 1000.0);
            again();
        });
    }

    private void again() {
        state = State.DISCONNECTED;
        authenticated = false;
        unanswered = 0;
        pingTimer.cancel();
        listener.disconnected();
        backoff.reset();
        schedule(backoff.next(RETRY_LIMIT.toNanos()));
    }

    private void schedule(long waitNanos) {
        retry.cancel();
        retry = timeline.after(Duration.ofNanos(waitNanos), this::attempt);
    }

    private void attempt() {
        boolean reached = linked || incarnation < 0;
        incarnation = outlet.link(master);
        linked = true;
        if (authenticatee.isPresent() && !authenticated) {
            retry.cancel();
            authenticatee.get().begin(master);
            return;
        }
        outlet.send(master, message.apply(id));
        if (++unanswered >= UNANSWERED_MAX) {
            authenticated = false;
            unanswered = 0;
        }
        long limit = reached ? RETRY_LIMIT.toNanos() : Math.min(RETRY_LIMIT.toNanos(), UNREACHABLE_WINDOWS * factorNanos);
        schedule(Math.max(RETRY_LEAST_NANOS, backoff.next(limit)));
    }
}
