package org.tepui.wire.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.tepui.protocol.libprocess.PortTls;

/** TLS of the connections that a port opens. */
public final class ClientTls {

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    private final PortTls tls;
    private final Executor tasks;
    private final long handshakeNanos;

    /** @param tasks runs the calculations of handshakes, and what they ask of a name service @param handshakeNanos longest handshake */
    public ClientTls(PortTls tls, Executor tasks, long handshakeNanos) {
        this.tls = tls;
        this.tasks = tasks;
        this.handshakeNanos = handshakeNanos;
    }

    /** Puts TLS in front of what is added after it. @param target the address that is being connected to */
    public Attempt secure(Channel channel, InetSocketAddress target) {
        SslHandler handler = new SslHandler(tls.connectingEngine(target.getAddress().getHostAddress(), target.getPort()), tasks);
        handler.setCloseNotifyFlushTimeoutMillis(Outputs.GOODBYE_MS);
        handler.setHandshakeTimeoutMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(handshakeNanos)));
        Attempt attempt = new Attempt(tls.plainToo());
        channel.pipeline().addLast(attempt, handler);
        return attempt;
    }

    /** Watches whether the other side speaks TLS at all, which its first byte tells. */
    public static final class Attempt extends ChannelInboundHandlerAdapter {

        private final boolean plainToo;
        private boolean spokeTls;

        private Attempt(boolean plainToo) {
            this.plainToo = plainToo;
        }

        /**
         * After a failed handshake: whether plain may be tried. A peer whose certificate is refused, or that refuses ours, speaks TLS, and is
         * never spoken to in plain.
         */
        public boolean mayGoPlain() {
            return plainToo && !spokeTls;
        }

        /** Why the handshake failed, in one line. */
        public String reason(Throwable failure) {
            return spokeTls ? Reasons.of(failure) : "the peer does not answer in TLS, it may not speak it";
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf bytes && bytes.isReadable()) {
                int first = bytes.getUnsignedByte(bytes.readerIndex());
                spokeTls = first == HANDSHAKE || first == ALERT;
                ctx.pipeline().remove(this);
            }
            ctx.fireChannelRead(message);
        }
    }
}
