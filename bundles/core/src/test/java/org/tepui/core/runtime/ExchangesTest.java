package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.HttpStream;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.v1.Encoding;

class ExchangesTest {

    private final Inbox inbox = new Inbox(2);
    private final Exchanges exchanges = new Exchanges(inbox, () -> null,
            (event, type) -> (event.getType() + " as " + type).getBytes(StandardCharsets.UTF_8));

    /** What a client would see of its stream. */
    private static final class FakeStream implements HttpStream {
        private final List<String> chunks = new ArrayList<>();
        private final List<Runnable> closed = new ArrayList<>();
        private boolean ended;

        @Override
        public void write(byte[] chunk) {
            chunks.add(new String(chunk, StandardCharsets.UTF_8));
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public long pendingBytes() {
            return 0;
        }

        @Override
        public void onClosed(Runnable action) {
            closed.add(action);
        }
    }

    private CompletableFuture<HttpResponse> subscribe() {
        return exchanges.open(Encoding.PROTOBUF, connection -> new Input.Subscribe(connection, Optional.empty(),
                Call.getDefaultInstance())).toCompletableFuture();
    }

    private long connection() throws InterruptedException {
        return ((Input.Subscribe) inbox.take(0).get(0)).connection();
    }

    private static Event event(Event.Type type) {
        return Event.newBuilder().setType(type).build();
    }

    @Test
    void theLinesReplyIsTheAnswer() throws Exception {
        CompletableFuture<HttpResponse> answer = subscribe();
        assertFalse(answer.isDone());
        exchanges.reply(new Output.Reply(connection(), 400, "no"));
        assertEquals(400, answer.get().status());
        assertEquals("no", new String(answer.get().body(), StandardCharsets.UTF_8));
    }

    @Test
    void eventsThatComeBeforeTheHeaderIsOutAreKeptInOrder() throws Exception {
        CompletableFuture<HttpResponse> answer = subscribe();
        long connection = connection();
        exchanges.open(new Output.OpenStream(connection, "stream-1"));
        exchanges.emit(new Output.Emit(connection, event(Event.Type.SUBSCRIBED)));
        exchanges.emit(new Output.Emit(connection, event(Event.Type.HEARTBEAT)));
        FakeStream stream = new FakeStream();
        answer.get().stream().orElseThrow().accept(stream);
        exchanges.emit(new Output.Emit(connection, event(Event.Type.OFFERS)));
        assertEquals(List.of("SUBSCRIBED as PROTOBUF", "HEARTBEAT as PROTOBUF", "OFFERS as PROTOBUF"), stream.chunks);
    }

    @Test
    void aStreamEndedByTheLineIsNotReportedAsClosed() throws Exception {
        CompletableFuture<HttpResponse> answer = subscribe();
        long connection = connection();
        exchanges.open(new Output.OpenStream(connection, "stream-1"));
        FakeStream stream = new FakeStream();
        answer.get().stream().orElseThrow().accept(stream);
        exchanges.end(new Output.EndStream(connection));
        assertTrue(stream.ended);
        stream.closed.forEach(Runnable::run);
        assertEquals(List.of(), inbox.take(0));
    }

    @Test
    void aClientThatGoesIsAnInputOnce() throws Exception {
        CompletableFuture<HttpResponse> answer = subscribe();
        long connection = connection();
        exchanges.open(new Output.OpenStream(connection, "stream-1"));
        FakeStream stream = new FakeStream();
        answer.get().stream().orElseThrow().accept(stream);
        stream.closed.forEach(Runnable::run);
        stream.closed.forEach(Runnable::run);
        assertEquals(List.of(new Input.StreamClosed(connection)), inbox.take(0));
    }

    @Test
    void aClientThatWentBeforeItsStreamOpenedIsAnInputToo() throws Exception {
        CompletableFuture<HttpResponse> answer = subscribe();
        long connection = connection();
        exchanges.open(new Output.OpenStream(connection, "stream-1"));
        answer.get().abandoned().run();
        assertEquals(List.of(new Input.StreamClosed(connection)), inbox.take(0));
    }

    @Test
    void aFullInboxIsAnswered503() throws Exception {
        subscribe();
        subscribe();
        assertEquals(503, subscribe().get().status());
    }

    @Test
    void whatWaitsWhenTheMasterStopsIsAnswered() throws Exception {
        CompletableFuture<HttpResponse> answer = subscribe();
        exchanges.close();
        assertEquals(503, answer.get().status());
    }
}
