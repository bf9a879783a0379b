package org.tepui.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.HttpStream;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.base.Limits;

/** An open port with a process {@code master} and endpoints shaped like those of a master. */
final class TestPort implements AutoCloseable {

    static final String BIG = "{\"x\":\"" + "y".repeat(3000) + "\"}";

    record Message(Upid from, String to, String name, byte[] body, String peer) {
    }

    record Exit(Upid peer, long incarnation) {
    }

    /** Keeps what it is told. */
    static class Recorder implements ProcessHandler {
        final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<Exit> exits = new LinkedBlockingQueue<>();

        @Override
        public void message(Upid from, String to, String name, byte[] body, String peer) {
            messages.add(new Message(from, to, name, body, peer));
        }

        @Override
        public void exited(Upid peer, long incarnation) {
            exits.add(new Exit(peer, incarnation));
        }

        Message next() throws InterruptedException {
            return within(messages);
        }

        Exit nextExit() throws InterruptedException {
            return within(exits);
        }
    }

    final NettyPortFactory factory;
    final Port port;
    final Recorder master = new Recorder();
    final BlockingQueue<HttpStream> streams = new LinkedBlockingQueue<>();

    TestPort() throws IOException {
        this(Limits.standard(), PortConfig.of("127.0.0.1", 0));
    }

    TestPort(Limits limits, PortConfig config) throws IOException {
        factory = new NettyPortFactory(limits);
        port = factory.open(config);
        port.register("master", master);
        port.delegate("master");
        port.route(endpoint("/master/health", request -> done(HttpResponse.of(200))));
        port.route(endpoint("/version", request -> done(json("{\"version\":\"1.12.0\"}"))));
        port.route(endpoint("/metrics/snapshot", request -> done(json("{}"))));
        port.route(endpoint("/help", request -> done(HttpResponse.text(200, "help"))));
        port.route(endpoint("/allocator/debug", request -> done(json("{}"))));
        port.route(endpoint("/master", request -> done(HttpResponse.of(200, "text/html", bytes("<html>")))));
        port.route(endpoint("/master/state", request -> done(json(BIG))));
        port.route(endpoint("/master/state-summary", request -> done(json("{}"))));
        port.route(endpoint("/master/api/v1", TestPort::call, "POST"));
        port.route(endpoint("/master/api/v1/scheduler", this::subscribe, "POST"));
        port.route(endpoint("/master/teardown", request -> done(HttpResponse.text(400, "Missing 'frameworkId'")), "POST"));
        port.route(endpoint("/master/echo", request -> done(HttpResponse.of(200, "application/octet-stream", request.body()))));
        port.route(endpoint("/master/path", request -> done(HttpResponse.text(200, request.method() + " " + request.path() + " "
                + request.query()))));
    }

    private static CompletionStage<HttpResponse> call(HttpRequest request) {
        if (request.header("Accept").filter("text/html"::equals).isPresent()) {
            return done(HttpResponse.text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'"));
        }
        return done(request.bodyText().equals("{\"type\":\"GET_HEALTH\"}") ? json("{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthy\":true}}")
                : HttpResponse.text(400, "Failed to parse body into JSON"));
    }

    /** Streams that were answered to clients who had gone. */
    final AtomicInteger abandoned = new AtomicInteger();

    private CompletionStage<HttpResponse> subscribe(HttpRequest request) {
        return done(HttpResponse.stream(200, "application/json", stream -> {
            stream.write(bytes("20\n{\"type\":\"HEARTBEAT\"}"));
            streams.add(stream);
        }, abandoned::incrementAndGet).with("Mesos-Stream-Id", "7c92e0f0"));
    }

    static HttpEndpoint endpoint(String path, Function<HttpRequest, CompletionStage<HttpResponse>> action, String... methods) {
        return new HttpEndpoint() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public List<String> methods() {
                return List.of(methods);
            }

            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                return action.apply(request);
            }
        };
    }

    static CompletionStage<HttpResponse> done(HttpResponse answer) {
        return CompletableFuture.completedStage(answer);
    }

    static HttpResponse json(String text) {
        return HttpResponse.json(200, bytes(text));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    RawClient client() throws IOException {
        return new RawClient(port.port());
    }

    HttpStream stream() throws InterruptedException {
        return within(streams);
    }

    long counter(String name) {
        return port.counters().get(name);
    }

    /** Waits for a counter that an event loop sets a moment after the client has seen the effect. */
    void await(String counter, long value) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (counter(counter) != value) {
            if (System.nanoTime() > end) {
                throw new AssertionError(counter + " is " + counter(counter) + ", not " + value);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static <T> T within(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(10, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return value;
    }

    @Override
    public void close() {
        factory.close();
    }
}
