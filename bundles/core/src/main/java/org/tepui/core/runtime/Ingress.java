package org.tepui.core.runtime;

import com.google.protobuf.Message;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.core.access.peer.Peers;
import org.tepui.core.line.Input;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.libprocess.MessageNames;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;

/**
 * Messages to the master's processes: decoded on the wire's thread, in the sender's order, then put into the inbox. What cannot be
 * decoded is counted and logged, never answered: libprocess has no answer for it. Registrations wait until it is known who the sender is, and
 * stop here when that must be known and is not.
 */
final class Ingress implements ProcessHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

    /** Log lines for refused messages: the first ones, then one in so many. */
    private static final int LOGGED_FIRST = 20;
    private static final int LOGGED_ONE_IN = 1000;

    private final Entrance inbox;
    private final Links links;
    private final Peers peers;
    private final AtomicLong unauthenticated = new AtomicLong();
    private final AtomicLong undecodable = new AtomicLong();
    private final AtomicLong overflown = new AtomicLong();

    Ingress(Entrance inbox, Links links, Peers peers) {
        this.inbox = inbox;
        this.links = links;
        this.peers = peers;
    }

    @Override
    public void message(Upid from, String to, String name, byte[] body, String peer) {
        try {
            Optional<Message> message = MessageNames.decode(name, body);
            if (message.isEmpty()) {
                refused(undecodable, "Dropped message {} from {}: the master has no handler for it", name, from);
            } else if (message.get() instanceof AuthenticateMessage authenticate) {
                peers.authenticate(from, authenticate);
            } else if (message.get() instanceof RegisterSlaveMessage || message.get() instanceof ReregisterSlaveMessage) {
                registration(from, to, message.get(), name);
            } else {
                take(new Input.AgentMessage(from, to, message.get()), name);
            }
        } catch (ProtocolException e) {
            refused(undecodable, "Dropped message {} from {}: " + e.getMessage(), name, from);
        }
    }

    private void registration(Upid from, String to, Message message, String name) {
        boolean waitsOrGoesOn = peers.whenKnown(from, principal -> {
            if (principal.isEmpty() && peers.mustAgentsAuthenticate()) {
                peers.refusedRegistration();
                refused(unauthenticated, "Ignored message {} from {}: the agent has not authenticated", name, from);
            } else {
                take(new Input.AgentMessage(from, to, message, principal), name);
            }
        });
        if (!waitsOrGoesOn) {
            refused(overflown, "Dropped message {} from {}: too many wait for its authentication", name, from);
        }
    }

    private void take(Input.AgentMessage input, String name) {
        if (!inbox.offer(input)) {
            refused(overflown, "Dropped message {} from {}: the inbox of the master is full", name, input.from());
        }
    }

    private static void refused(AtomicLong counter, String line, String name, Upid from) {
        long count = counter.incrementAndGet();
        if (count <= LOGGED_FIRST || count % LOGGED_ONE_IN == 0) {
            LOG.warn(line, name, from);
        }
    }

    @Override
    public void exited(Upid peer, long incarnation) {
        links.exited(peer, incarnation);
    }

    long undecodable() {
        return undecodable.get();
    }

    long overflown() {
        return overflown.get();
    }
}
