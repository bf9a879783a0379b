package org.tepui.core.runtime;

import com.google.protobuf.Message;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.core.line.Input;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.libprocess.MessageNames;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;

/**
 * Messages to the master's processes: decoded on the wire's thread, in the sender's order, then put into the inbox. What cannot be
 * decoded is counted and logged, never answered: libprocess has no answer for it.
 */
final class Ingress implements ProcessHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

    /** Log lines for refused messages: the first ones, then one in so many. */
    private static final int LOGGED_FIRST = 20;
    private static final int LOGGED_ONE_IN = 1000;

    private final Entrance inbox;
    private final Links links;
    private final AtomicLong undecodable = new AtomicLong();
    private final AtomicLong overflown = new AtomicLong();

    Ingress(Entrance inbox, Links links) {
        this.inbox = inbox;
        this.links = links;
    }

    @Override
    public void message(Upid from, String to, String name, byte[] body, String peer) {
        try {
            Optional<Message> message = MessageNames.decode(name, body);
            if (message.isEmpty()) {
                refused(undecodable, "Dropped message {} from {}: the master has no handler for it", name, from);
            } else if (!inbox.offer(new Input.AgentMessage(from, to, message.get()))) {
                refused(overflown, "Dropped message {} from {}: the inbox of the master is full", name, from);
            }
        } catch (ProtocolException e) {
            refused(undecodable, "Dropped message {} from {}: " + e.getMessage(), name, from);
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
