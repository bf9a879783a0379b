package org.tepui.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.libprocess.HttpGate;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.ByteBudget;
import org.tepui.wire.base.Counters;
import org.tepui.wire.base.Limits;
import org.tepui.wire.http.ServerSettings;
import org.tepui.wire.message.Dial;
import org.tepui.wire.message.ExitNotices;
import org.tepui.wire.message.Inbound;
import org.tepui.wire.message.Local;
import org.tepui.wire.message.Outbound;
import org.tepui.wire.message.Processes;
import org.tepui.wire.route.Dispatcher;
import org.tepui.wire.route.Routes;
import org.tepui.wire.tls.ClientTls;
import org.tepui.wire.tls.ServerTls;

/** A listening address with everything behind it. Puts the parts together; holds no logic of its own. */
final class NettyPort implements Port {

    private static final Logger LOG = LoggerFactory.getLogger(NettyPort.class);
    private static final int BACKLOG = 1024;
    private static final int WRITE_BYTES_LOW = 256 * 1024;
    private static final int WRITE_BYTES_HIGH = 1024 * 1024;
    private static final long LOG_INTERVAL_SECONDS = 10;
    /** A closed socket listens on until its selector has selected once more; a timer makes it do so. */
    private static final long SELECT_MS = 1;
    private static final long CLOSE_SECONDS_MAX = 2;

    private final Counters counters = new Counters();
    private final Routes routes = new Routes();
    private final Processes processes = new Processes();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Consumer<NettyPort> onClose;
    private final Connections connections;
    private final Dispatcher dispatcher;
    private final Outbound outbound;
    private final Local local;
    private Channel server;
    private String ip = "";
    private int port;
    private String boundAddress = "";

    private NettyPort(PortConfig config, Limits limits, WireThreads threads, Consumer<NettyPort> onClose) {
        this.onClose = onClose;
        BadInputLog badInput = new BadInputLog(counters, TimeUnit.SECONDS.toNanos(LOG_INTERVAL_SECONDS), System::nanoTime);
        Inbound inbound = new Inbound(processes, this::processExists, config.requirePeerAddressMatch(), counters, badInput);
        dispatcher = new Dispatcher(routes, this::processExists, inbound, counters, badInput);
        ServerSettings settings = new ServerSettings(dispatcher, limits, config.bodyBytesMax(), new ByteBudget(limits.bodiesBytesMax()),
                counters, badInput, threads.compressor());
        connections = new Connections(settings, config.connectionsMax(), config.tls().map(tls ->
                new ServerTls(tls, threads.handshakes(), limits.handshakeTime(), counters, badInput)));
        EventLoop loop = threads.loops().next();
        AtomicLong incarnations = new AtomicLong();
        ExitNotices exits = new ExitNotices(processes, loop, counters);
        Bootstrap client = new Bootstrap().channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(limits.connectTime())));
        Optional<ClientTls> secure = config.tls().map(tls -> new ClientTls(tls, threads.handshakes(), limits.handshakeTime()));
        outbound = new Outbound(new Dial(client, secure), threads.loops(), exits, incarnations, limits, counters);
        local = new Local(processes, loop, exits, incarnations, limits, counters);
    }

    static NettyPort open(PortConfig config, Limits limits, WireThreads threads, Consumer<NettyPort> onClose)
            throws IOException {
        NettyPort made = new NettyPort(config, limits, threads, onClose);
        made.bind(config, threads);
        made.connections.sweepEvery(threads.loops(), limits.sweepInterval());
        return made;
    }

    private void bind(PortConfig config, WireThreads threads) throws IOException {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(config.bindIp());
        if (address == null || config.port() < 0 || config.port() > 65535) {
            throw new IOException("Cannot listen on " + config.bindIp() + ":" + config.port() + ": no IP address and TCP port");
        }
        ServerBootstrap bootstrap = new ServerBootstrap().group(threads.loops()).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(WRITE_BYTES_LOW, WRITE_BYTES_HIGH))
                .childHandler(connections);
        ChannelFuture bound = bootstrap.bind(new InetSocketAddress(InetAddress.getByAddress(address), config.port())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("Cannot listen on " + config.bindIp() + ":" + config.port() + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        server = bound.channel();
        InetSocketAddress actual = (InetSocketAddress) server.localAddress();
        ip = config.advertiseIp().orElseGet(() -> OwnAddress.of(actual.getAddress()));
        port = config.advertisePort().orElse(actual.getPort());
        boundAddress = OwnAddress.of(actual.getAddress()) + ":" + actual.getPort();
    }

    private boolean processExists(String id) {
        return processes.contains(id) || routes.hasProcess(id);
    }

    @Override
    public String ip() {
        return ip;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public AutoCloseable register(String processId, ProcessHandler handler) {
        processes.add(processId, handler);
        return () -> {
            if (processes.remove(processId, handler)) {
                local.ended(processId);
            }
        };
    }

    /** As {@link #route}, behind the process's own where both have one path. */
    AutoCloseable routeOfBundle(HttpEndpoint endpoint) {
        return routes.add(endpoint, false);
    }

    @Override
    public AutoCloseable route(HttpEndpoint endpoint) {
        return routes.add(endpoint, true);
    }

    @Override
    public void delegate(String processId) {
        dispatcher.delegate(processId);
    }

    @Override
    public void gate(HttpGate gate) {
        dispatcher.gate(gate);
    }

    CompletionStage<HttpResponse> ask(HttpRequest request) {
        return dispatcher.ask(request);
    }

    @Override
    public Optional<String> endpoint(String path) {
        return routes.reached(path);
    }

    @Override
    public AutoCloseable unknown(HttpResponse answer) {
        return dispatcher.unknown(answer);
    }

    private boolean isHere(Upid to) {
        return to.port() == port && to.ip().equals(ip) || to.address().equals(boundAddress);
    }

    @Override
    public void send(String fromProcessId, Upid to, String name, byte[] body) {
        Upid from = new Upid(fromProcessId, ip, port);
        if (isHere(to)) {
            local.send(from, to, name, body);
        } else {
            outbound.send(from, to, name, body);
        }
    }

    @Override
    public long link(String fromProcessId, Upid peer) {
        return isHere(peer) ? local.link(fromProcessId, peer) : outbound.link(fromProcessId, peer);
    }

    @Override
    public void unlink(String fromProcessId, Upid peer) {
        if (isHere(peer)) {
            local.unlink(fromProcessId, peer);
        } else {
            outbound.unlink(fromProcessId, peer);
        }
    }

    @Override
    public SortedMap<String, Long> counters() {
        return counters.snapshot();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        onClose.accept(this);
        ChannelFuture serverClosed = server.close();
        outbound.close();
        connections.close(CLOSE_SECONDS_MAX);
        if (server.eventLoop().inEventLoop()) {
            return;
        }
        boolean free = serverClosed.awaitUninterruptibly(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
                && server.eventLoop().schedule(() -> { }, SELECT_MS, TimeUnit.MILLISECONDS)
                        .awaitUninterruptibly(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        if (!free) {
            LOG.warn("The socket of {}:{} is still open", ip, port);
        }
    }

    static void closeQuietly(AutoCloseable route) {
        if (route == null) {
            return;
        }
        try {
            route.close();
        } catch (Exception e) {
            LOG.warn("A route could not be taken out", e);
        }
    }
}
