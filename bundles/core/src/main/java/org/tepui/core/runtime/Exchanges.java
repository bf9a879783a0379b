package org.tepui.core.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.endpoint.LineGate;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.v1.Encoding;

/** HTTP requests that the line answers, and the streams that it writes, by number. */
final class Exchanges implements LineGate {

    private record Waiting(CompletableFuture<HttpResponse> answer, Encoding type) { }

    private final Inbox inbox;
    private final Predicate<Input> entrance;
    private final Supplier<Snapshot> snapshot;
    private final EventEncoder encoder;
    private final AtomicLong next = new AtomicLong(1);
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<Long, EventStream> streams = new ConcurrentHashMap<>();

    Exchanges(Inbox inbox, Supplier<Snapshot> snapshot, EventEncoder encoder) {
        this(inbox, inbox::offer, snapshot, encoder);
    }

    /** @param entrance takes what comes from outside; false when it has no room */
    Exchanges(Inbox inbox, Predicate<Input> entrance, Supplier<Snapshot> snapshot, EventEncoder encoder) {
        this.inbox = inbox;
        this.entrance = entrance;
        this.snapshot = snapshot;
        this.encoder = encoder;
    }

    @Override
    public Snapshot snapshot() {
        return snapshot.get();
    }

    @Override
    public CompletionStage<HttpResponse> ask(LongFunction<Input> input) {
        return open(Encoding.JSON, input);
    }

    @Override
    public CompletionStage<HttpResponse> open(Encoding type, LongFunction<Input> input) {
        long number = next.getAndIncrement();
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        waiting.put(number, new Waiting(answer, type));
        if (!entrance.test(input.apply(number))) {
            waiting.remove(number);
            return CompletableFuture.completedFuture(HttpResponse.text(503, "The master has too much to do; try again later"));
        }
        return answer;
    }

    void reply(Output.Reply reply) {
        Waiting request = waiting.remove(reply.request());
        if (request != null) {
            request.answer.complete(reply.text().isEmpty() ? HttpResponse.of(reply.status())
                    : HttpResponse.of(reply.status(), "text/plain; charset=utf-8", reply.text().getBytes(StandardCharsets.UTF_8)));
        }
    }

    void open(Output.OpenStream open) {
        long connection = open.connection();
        Waiting request = waiting.remove(connection);
        if (request == null) {
            return;
        }
        EventStream stream = new EventStream(request.type);
        streams.put(connection, stream);
        HttpResponse response = HttpResponse.stream(200, request.type.contentType(), opened -> {
            opened.onClosed(() -> closed(connection));
            stream.attach(opened);
        }, () -> closed(connection)).with("Mesos-Stream-Id", open.streamId());
        request.answer.complete(response);
    }

    private void closed(long connection) {
        if (streams.remove(connection) != null) {
            inbox.put(new Input.StreamClosed(connection));
        }
    }

    void emit(Output.Emit emit) {
        EventStream stream = streams.get(emit.connection());
        if (stream != null) {
            stream.write(encoder.encode(emit.event(), stream.type()));
        }
    }

    /** Ends a stream by the line's word: no {@link Input.StreamClosed} follows. */
    void end(Output.EndStream end) {
        EventStream stream = streams.remove(end.connection());
        if (stream != null) {
            stream.end();
        }
    }

    /** Answers everything that still waits and ends the streams. */
    void close() {
        waiting.values().forEach(request -> request.answer.complete(HttpResponse.text(503, "The master is stopping")));
        waiting.clear();
        streams.values().forEach(EventStream::end);
        streams.clear();
    }

    int open() {
        return streams.size();
    }
}
