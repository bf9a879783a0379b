package org.tepui.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.Counter;
import org.tepui.wire.http.ServerConnection;
import org.tepui.wire.http.ServerSettings;
import org.tepui.wire.tls.ServerTls;

/** The open connections of clients: their number is bounded, and they are looked at now and then. */
@Sharable
final class Connections extends ChannelInitializer<Channel> {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final ServerSettings settings;
    private final int connectionsMax;
    private final Optional<ServerTls> tls;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Channel, ServerConnection> open = new ConcurrentHashMap<>();
    private volatile ScheduledFuture<?> sweeper;
    private volatile boolean closed;

    /** @param tls empty: all are plain */
    Connections(ServerSettings settings, int connectionsMax, Optional<ServerTls> tls) {
        this.settings = settings;
        this.tls = tls;
        this.connectionsMax = connectionsMax;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (number.incrementAndGet() > connectionsMax || closed) {
            number.decrementAndGet();
            settings.counters().add(Counter.CONNECTIONS_REFUSED);
            settings.badInput().report(BadInput.TOO_MANY, String.valueOf(channel.remoteAddress()),
                    connectionsMax + " connections are open; closed");
            channel.close();
            return;
        }
        settings.counters().add(Counter.CONNECTIONS_ACCEPTED);
        settings.counters().add(Counter.CONNECTIONS_OPEN);
        ServerConnection connection = new ServerConnection(settings);
        open.put(channel, connection);
        channel.closeFuture().addListener(done -> {
            open.remove(channel);
            number.decrementAndGet();
            settings.counters().add(Counter.CONNECTIONS_OPEN, -1);
        });
        tls.ifPresent(secure -> secure.guard(channel));
        channel.pipeline().addLast(connection);
        if (closed) {
            channel.close();
        }
    }

    void sweepEvery(EventLoopGroup loops, long nanos) {
        sweeper = loops.next().scheduleAtFixedRate(this::sweep, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        open.forEach((channel, connection) -> {
            if (channel.isRegistered()) {
                channel.eventLoop().execute(() -> connection.sweep(now));
            }
        });
    }

    void close(long secondsMax) {
        closed = true;
        ScheduledFuture<?> running = sweeper;
        if (running != null) {
            running.cancel(false);
        }
        CountDownLatch left = new CountDownLatch(open.size());
        boolean onLoop = false;
        for (Channel channel : open.keySet()) {
            onLoop |= channel.isRegistered() && channel.eventLoop().inEventLoop();
            channel.close().addListener(done -> left.countDown());
        }
        try {
            // On an event loop waiting would keep it from closing what is waited for.
            if (!onLoop && !left.await(secondsMax, TimeUnit.SECONDS) && !open.isEmpty()) {
                LOG.warn("{} connections are still open", open.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
