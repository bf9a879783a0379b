package org.tepui.wire.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.PortTls;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;

/** TLS of the connections that peers open; what all of one port share. */
public final class ServerTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final PortTls tls;
    private final Executor tasks;
    private final long handshakeNanos;
    private final Counters counters;
    private final BadInputLog badInput;

    /** @param tasks runs the calculations of handshakes, and what they ask of a name service @param handshakeNanos longest handshake */
    public ServerTls(PortTls tls, Executor tasks, long handshakeNanos, Counters counters, BadInputLog badInput) {
        this.tls = tls;
        this.tasks = tasks;
        this.handshakeNanos = handshakeNanos;
        this.counters = counters;
        this.badInput = badInput;
    }

    /** Puts the door in front of what is added after it. */
    public void guard(Channel channel) {
        channel.pipeline().addLast(new TlsDoor(this));
    }

    boolean plainToo() {
        return tls.plainToo();
    }

    long handshakeNanos() {
        return handshakeNanos;
    }

    SslHandler handler(Channel channel) {
        String ip = channel.remoteAddress() instanceof InetSocketAddress address ? address.getAddress().getHostAddress() : "";
        int port = channel.remoteAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
        SslHandler handler = new SslHandler(tls.acceptingEngine(ip, port), tasks);
        handler.setCloseNotifyFlushTimeoutMillis(Outputs.GOODBYE_MS);
        handler.setHandshakeTimeoutMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(handshakeNanos)));
        return handler;
    }

    void count(Counter counter) {
        counters.add(counter);
    }

    /** Counts and tells what is wrong with a connection, and closes it. */
    void refuse(Channel channel, BadInput kind, String why) {
        String peer = peer(channel);
        LOG.debug("Connection of {} is closed: {}", peer, why);
        badInput.report(kind, peer, why + "; closed");
        channel.close();
    }

    private static String peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address ? address.getAddress().getHostAddress() + ":" + address.getPort()
                : "?";
    }
}
