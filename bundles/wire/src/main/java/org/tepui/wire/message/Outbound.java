package org.tepui.wire.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.ByteBudget;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;
import org.tepui.wire.base.Limits;

/** Messages and links to other addresses: one connection an address, opened by us. */
public final class Outbound {

    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);

    private final ConcurrentMap<String, Peer> peers = new ConcurrentHashMap<>();
    private final AtomicLong incarnations;
    private final Dial dial;
    private final EventLoopGroup group;
    private final ExitNotices exits;
    private final Limits limits;
    private final ByteBudget budget;
    private final Counters counters;
    private volatile boolean closed;

    public Outbound(Dial dial, EventLoopGroup group, ExitNotices exits, AtomicLong incarnations, Limits limits,
            Counters counters) {
        this.dial = dial;
        this.group = group;
        this.exits = exits;
        this.incarnations = incarnations;
        this.limits = limits;
        this.budget = new ByteBudget(limits.peerQueuesBytesMax());
        this.counters = counters;
    }

    public void send(Upid from, Upid to, String name, byte[] body) {
        Optional<InetSocketAddress> address = Addresses.of(to.ip(), to.port());
        if (closed || address.isEmpty() || !MessageEncoder.sendable(to.id()) || !MessageEncoder.sendable(name)) {
            counters.add(Counter.MESSAGES_DROPPED);
            LOG.debug("Message {} to {} is dropped: no address or id that can be sent to", name, BadInputLog.printable(to.toString()));
            return;
        }
        ByteBuf message = MessageEncoder.encode(ByteBufAllocator.DEFAULT, from, to, name, body);
        withPeer(to, address.get(), peer -> peer.send(message));
    }

    public long link(String fromProcess, Upid to) {
        Optional<InetSocketAddress> address = Addresses.of(to.ip(), to.port());
        if (closed || address.isEmpty()) {
            long incarnation = incarnations.incrementAndGet();
            exits.tell(new LinkKey(fromProcess, to), incarnation);
            return incarnation;
        }
        return withPeer(to, address.get(), peer -> peer.link(new LinkKey(fromProcess, to)));
    }

    public void unlink(String fromProcess, Upid to) {
        Peer peer = peers.get(to.address());
        if (peer != null) {
            peer.unlink(new LinkKey(fromProcess, to));
        }
    }

    /** A peer whose connection has ended retires, and whoever comes next begins with a new one. */
    private <T> T withPeer(Upid to, InetSocketAddress address, Function<Peer, Optional<T>> action) {
        while (true) {
            Peer peer = peers.computeIfAbsent(to.address(),
                    key -> new Peer(key, address, dial, group.next(), exits, incarnations, limits, budget, counters, this::retired));
            Optional<T> result = action.apply(peer);
            if (result.isPresent()) {
                if (closed) {
                    // The port was closed meanwhile, and may have missed this one.
                    peer.close();
                }
                return result.get();
            }
            peers.remove(to.address(), peer);
        }
    }

    private void retired(String address, Peer peer) {
        peers.remove(address, peer);
    }

    public int peers() {
        return peers.size();
    }

    /** Closes all connections; links end without a notice, for the processes end with the port. */
    public void close() {
        closed = true;
        peers.values().forEach(Peer::close);
    }
}
