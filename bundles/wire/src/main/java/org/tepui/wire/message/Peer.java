package org.tepui.wire.message;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.wire.base.ByteBudget;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;
import org.tepui.wire.base.Limits;
import org.tepui.wire.tls.ClientTls;
import org.tepui.wire.tls.Outputs;

/**
 * One address that we send to: a queue, one connection, the links it carries. Its life is one connection long: when that ends, what waits is
 * dropped, every link exits, and the peer retires. The connection stays while there are links; without one it goes a moment after the queue
 * has run empty.
 */
final class Peer {

    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    private final String address;
    private final EventLoop loop;
    private final ExitNotices exits;
    private final AtomicLong incarnations;
    private final Limits limits;
    private final ByteBudget budget;
    private final Counters counters;
    private final BiConsumer<String, Peer> retired;
    private final Dial dial;
    private final InetSocketAddress target;

    private final Object lock = new Object();
    private final ArrayDeque<ByteBuf> queue = new ArrayDeque<>();
    private final Map<LinkKey, Long> links = new LinkedHashMap<>();
    private long queuedBytes;
    private boolean started;
    private boolean gone;
    private boolean drainScheduled;
    private Channel channel;
    /** Connected, and with TLS secure: what waits may be sent. */
    private volatile boolean ready;
    private long lastUse = System.nanoTime();

    Peer(String address, InetSocketAddress target, Dial dial, EventLoop loop, ExitNotices exits, AtomicLong incarnations,
            Limits limits, ByteBudget budget, Counters counters, BiConsumer<String, Peer> retired) {
        this.address = address;
        this.target = target;
        this.dial = dial;
        this.loop = loop;
        this.exits = exits;
        this.incarnations = incarnations;
        this.limits = limits;
        this.budget = budget;
        this.counters = counters;
        this.retired = retired;
    }

    /** Takes the message over, or drops it when the queue is full; empty when the peer has retired and nothing was done. */
    Optional<Boolean> send(ByteBuf message) {
        synchronized (lock) {
            if (gone) {
                return Optional.empty();
            }
            int bytes = message.readableBytes();
            if (queuedBytes + bytes > limits.peerQueueBytesMax() || !budget.take(bytes)) {
                counters.add(Counter.MESSAGES_DROPPED);
                message.release();
                return Optional.of(false);
            }
            queuedBytes += bytes;
            queue.add(message);
            lastUse = System.nanoTime();
            start();
            scheduleDrain();
            return Optional.of(true);
        }
    }

    /** The incarnation of the link, new or known; empty when the peer has retired. */
    Optional<Long> link(LinkKey key) {
        synchronized (lock) {
            if (gone) {
                return Optional.empty();
            }
            Long known = links.get(key);
            if (known == null) {
                known = incarnations.incrementAndGet();
                links.put(key, known);
                counters.add(Counter.LINKS_OPEN);
            }
            start();
            return Optional.of(known);
        }
    }

    void unlink(LinkKey key) {
        synchronized (lock) {
            if (links.remove(key) != null) {
                counters.add(Counter.LINKS_OPEN, -1);
                lastUse = System.nanoTime();
                scheduleIdleCheck();
            }
        }
    }

    void close() {
        synchronized (lock) {
            counters.add(Counter.LINKS_OPEN, -links.size());
            links.clear();
            if (channel != null) {
                channel.close();
            }
        }
        ended(null);
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        counters.add(Counter.PEER_CONNECTS);
        connect(dial.tls());
    }

    private void connect(Optional<ClientTls> tls) {
        try {
            ChannelFuture connect = dial.bootstrap().clone(loop).handler(tls.isEmpty() ? new Handler(Optional.empty()) : securing(tls.get()))
                    .connect(target);
            channel = connect.channel();
            connect.addListener(done -> {
                if (!done.isSuccess()) {
                    counters.add(Counter.PEER_CONNECT_FAILURES);
                    ended(done.cause());
                }
            });
        } catch (RejectedExecutionException e) {
            // Only after the event loops have been shut down: the port is closed.
            gone = true;
        }
    }

    private ChannelHandler securing(ClientTls tls) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel made) {
                ClientTls.Attempt attempt = tls.secure(made, target);
                made.pipeline().addLast(new Handler(Optional.of(attempt)));
            }
        };
    }

    private void scheduleDrain() {
        if (!drainScheduled && ready) {
            drainScheduled = true;
            loop.execute(this::drain);
        }
    }

    private void drain() {
        Channel open;
        synchronized (lock) {
            drainScheduled = false;
            open = channel;
        }
        if (!ready || !open.isActive()) {
            return;
        }
        boolean wrote = false;
        while (open.isWritable()) {
            ByteBuf message;
            synchronized (lock) {
                message = queue.poll();
                if (message != null) {
                    queuedBytes -= message.readableBytes();
                    budget.give(message.readableBytes());
                }
            }
            if (message == null) {
                break;
            }
            open.write(message, open.voidPromise());
            counters.add(Counter.MESSAGES_SENT);
            wrote = true;
        }
        if (wrote) {
            open.flush();
        }
    }

    /** The connection is over, or was never made. */
    private void ended(Throwable cause) {
        Map<LinkKey, Long> broken;
        int dropped;
        synchronized (lock) {
            if (gone && queue.isEmpty() && links.isEmpty()) {
                return;
            }
            gone = true;
            broken = new LinkedHashMap<>(links);
            links.clear();
            dropped = queue.size();
            queue.forEach(ByteBuf::release);
            queue.clear();
            budget.give(queuedBytes);
            queuedBytes = 0;
        }
        retired.accept(address, this);
        counters.add(Counter.LINKS_OPEN, -broken.size());
        if (dropped > 0) {
            counters.add(Counter.MESSAGES_DROPPED, dropped);
            LOG.info("{} messages to {} are dropped: {}", dropped, address, cause == null ? "the connection ended" : cause.getMessage());
        }
        broken.forEach(exits::tell);
    }

    private void scheduleIdleCheck() {
        if (!gone && !loop.isShuttingDown()) {
            loop.schedule(this::closeWhenIdle, limits.idlePeerTime(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Shuts the output and leaves closing to the other side: our socket may hold answers that nobody read, and closing it would reset the
     * connection before the last message is read over there.
     */
    private void closeWhenIdle() {
        synchronized (lock) {
            if (gone || !links.isEmpty() || channel == null || !channel.isActive()) {
                return;
            }
            if (!queue.isEmpty() || !channel.isWritable() || System.nanoTime() - lastUse < limits.idlePeerTime()) {
                scheduleIdleCheck();
                return;
            }
            gone = true;
            Channel old = channel;
            loop.execute(() -> {
                Outputs.shut(old);
                loop.schedule(() -> old.close(), limits.connectTime(), TimeUnit.NANOSECONDS);
            });
        }
        retired.accept(address, this);
    }

    private final class Handler extends ChannelInboundHandlerAdapter {

        private final Optional<ClientTls.Attempt> attempt;
        private Throwable failure;
        private boolean replaced;

        /** @param attempt empty: the connection is plain */
        Handler(Optional<ClientTls.Attempt> attempt) {
            this.attempt = attempt;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (attempt.isEmpty()) {
                begin();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done) {
                if (done.isSuccess()) {
                    begin();
                } else {
                    failed(ctx, done.cause());
                }
            } else if (event instanceof SslCloseCompletionEvent) {
                ctx.close();
            }
        }

        private void begin() {
            ready = true;
            drain();
            synchronized (lock) {
                if (links.isEmpty()) {
                    scheduleIdleCheck();
                }
            }
        }

        private void failed(ChannelHandlerContext ctx, Throwable cause) {
            counters.add(Counter.TLS_CONNECT_FAILURES);
            String reason = attempt.orElseThrow().reason(cause);
            LOG.debug("No TLS with {}: {}", address, reason);
            if (attempt.orElseThrow().mayGoPlain()) {
                synchronized (lock) {
                    replaced = !gone;
                    if (replaced) {
                        counters.add(Counter.TLS_PLAIN_CONNECTS);
                        connect(Optional.empty());
                    }
                }
            } else {
                failure = new IOException("no TLS: " + reason, cause);
            }
            ctx.close();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object answer) {
            // Answers say nothing that a sender could act on.
            ReferenceCountUtil.release(answer);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            drain();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!replaced) {
                ended(failure);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.debug("Connection to {} broke: {}", address, cause.toString());
            ctx.close();
        }
    }
}
