package org.tepui.wire;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpEndpoints;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.module.ModuleProperties;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.PortFactory;
import org.tepui.wire.base.Limits;
import org.tepui.wire.route.KnownEndpoint;

/** Opens ports, and keeps every open port serving the endpoints that are registered as services. */
@Component(service = {PortFactory.class, HttpEndpoints.class})
public final class NettyPortFactory implements PortFactory, HttpEndpoints, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NettyPortFactory.class);

    private final Limits limits;
    private final Map<NettyPort, Map<HttpEndpoint, AutoCloseable>> ports = new LinkedHashMap<>();
    /** By the service itself. */
    private final Map<HttpEndpoint, KnownEndpoint> endpoints = new LinkedHashMap<>();
    private WireThreads threads;
    private boolean closed;

    @Activate
    public NettyPortFactory() {
        this(Limits.standard());
    }

    NettyPortFactory(Limits limits) {
        this.limits = limits;
    }

    /** The plugin is asked outside the lock: one that hangs there holds up itself alone. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addEndpoint(HttpEndpoint endpoint, Map<String, Object> properties) {
        KnownEndpoint known;
        try {
            known = new KnownEndpoint(endpoint, properties.get(ModuleProperties.NAME) instanceof String name ? name
                    : endpoint.getClass().getName());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Endpoint {} is not served: it does not tell its path, methods, realm and permission: {}", endpoint.getClass().getName(), e.toString());
            return;
        }
        synchronized (this) {
            if (endpoints.putIfAbsent(endpoint, known) == null) {
                ports.forEach((port, routes) -> addRoute(port, routes, known));
            }
        }
    }

    public synchronized void removeEndpoint(HttpEndpoint endpoint) {
        KnownEndpoint known = endpoints.remove(endpoint);
        if (known != null) {
            for (Map<HttpEndpoint, AutoCloseable> routes : ports.values()) {
                NettyPort.closeQuietly(routes.remove(known));
            }
        }
    }

    /** A plugin's endpoint with an impossible path must not end anything but itself. */
    private static void addRoute(NettyPort port, Map<HttpEndpoint, AutoCloseable> routes, HttpEndpoint endpoint) {
        try {
            routes.put(endpoint, port.routeOfBundle(endpoint));
        } catch (RuntimeException e) {
            LOG.warn("Endpoint {} is not served: {}", endpoint, e.getMessage());
        }
    }

    @Override
    public synchronized Port open(PortConfig config) throws IOException {
        if (closed) {
            throw new IOException("Cannot listen on " + config.bindIp() + ":" + config.port() + ": the wire bundle is stopped");
        }
        if (threads == null) {
            threads = new WireThreads();
        }
        NettyPort port = NettyPort.open(config, limits, threads, this::forget);
        Map<HttpEndpoint, AutoCloseable> routes = new LinkedHashMap<>();
        ports.put(port, routes);
        endpoints.values().forEach(endpoint -> addRoute(port, routes, endpoint));
        return port;
    }

    /** Of the port that was opened first: a process has one. */
    @Override
    public CompletionStage<HttpResponse> ask(HttpRequest request) {
        NettyPort port;
        synchronized (this) {
            port = ports.isEmpty() ? null : ports.keySet().iterator().next();
        }
        return port == null ? CompletableFuture.completedStage(HttpResponse.text(503, "No port is open yet")) : port.ask(request);
    }

    private synchronized void forget(NettyPort port) {
        ports.remove(port);
    }

    @Override
    @Deactivate
    public void close() {
        Set<NettyPort> open;
        WireThreads running;
        synchronized (this) {
            closed = true;
            open = new LinkedHashSet<>(ports.keySet());
            running = threads;
            threads = null;
        }
        open.forEach(NettyPort::close);
        if (running != null) {
            running.close();
        }
    }
}
