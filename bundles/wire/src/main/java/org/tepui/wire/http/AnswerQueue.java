package org.tepui.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpResponse;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.Counter;
import org.tepui.wire.tls.Outputs;

/**
 * The writing half of a connection: requests in work and their answers, in the order of requests. One answer may be a stream; what comes
 * behind it waits for its end. All state belongs to the event loop.
 */
final class AnswerQueue {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerQueue.class);
    private static final int COMPRESS_HERE_BYTES_MAX = 64 * 1024;
    private static final int SLICE_BYTES = 128 * 1024;
    private static final long LINGER_SECONDS = 1;

    private final ServerConnection connection;
    private final Channel channel;
    private final ServerSettings settings;
    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>(4);
    private ChunkedStream stream;
    private byte[] rest;
    private int restFrom;
    private boolean writing;
    private boolean inputShut;
    private boolean ending;

    AnswerQueue(ServerConnection connection, Channel channel, ServerSettings settings) {
        this.connection = connection;
        this.channel = channel;
        this.settings = settings;
    }

    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    int size() {
        return exchanges.size();
    }

    boolean streaming() {
        return stream != null;
    }

    /** Nothing will be answered any more. */
    boolean ending() {
        return ending;
    }

    /** The client sends nothing more: what it asked for is still answered, but a stream would have nobody at its other end. */
    void inputShut() {
        inputShut = true;
        if (exchanges.isEmpty() || stream != null || ending) {
            channel.close();
        }
    }

    /** The connection is gone. */
    void closed() {
        ending = true;
        forget();
        rest = null;
        closeStream();
    }

    void answer(Exchange exchange, HttpResponse response) {
        if (channel.eventLoop().inEventLoop()) {
            answerHere(exchange, response);
        } else {
            onLoop(() -> answerHere(exchange, response), response.abandoned());
        }
    }

    void onLoop(Runnable action) {
        onLoop(action, () -> { });
    }

    private void onLoop(Runnable action, Runnable otherwise) {
        try {
            channel.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("Something for {} came after the port was closed", connection.peer());
            otherwise.run();
        }
    }

    /** Drops what waits to be written; streams that were never opened are told so. */
    private void forget() {
        Exchange opened = stream == null ? null : exchanges.peek();
        for (Exchange exchange : exchanges) {
            if (exchange != opened && exchange.isReady() && exchange.ready() != null) {
                exchange.ready().abandoned().run();
            }
        }
        exchanges.clear();
    }

    private void answerHere(Exchange exchange, HttpResponse response) {
        if (ending || !exchange.accept()) {
            response.abandoned().run();
            return;
        }
        HttpResponse wrapped = AnswerBody.wrapped(response, exchange.jsonpName());
        if (!AnswerBody.compressible(wrapped, exchange.gzip())) {
            ready(exchange, wrapped);
        } else if (wrapped.body().length <= COMPRESS_HERE_BYTES_MAX) {
            ready(exchange, AnswerBody.compressed(wrapped));
        } else {
            compressElsewhere(exchange, wrapped);
        }
    }

    private void compressElsewhere(Exchange exchange, HttpResponse plain) {
        try {
            settings.compressor().execute(() -> {
                HttpResponse compressed = AnswerBody.compressed(plain);
                onLoop(() -> ready(exchange, compressed));
            });
        } catch (RejectedExecutionException e) {
            // Too much to compress: uncompressed is slower for the client, waiting would be slower for all.
            ready(exchange, plain);
        }
    }

    private void ready(Exchange exchange, HttpResponse response) {
        exchange.ready(response);
        writeReady();
        connection.decode();
    }

    /** Writes all answers whose turn has come, as far as the client takes them. */
    void writeReady() {
        if (writing) {
            return;
        }
        writing = true;
        try {
            writeAnswers();
        } finally {
            writing = false;
        }
        if (!connection.reading()) {
            channel.flush();
        }
    }

    private void writeAnswers() {
        while (!ending && stream == null && writeRest() && !exchanges.isEmpty() && exchanges.peek().isReady()) {
            Exchange exchange = exchanges.peek();
            HttpResponse answer = exchange.ready();
            if (answer == null) {
                end(Optional.empty());
            } else if (answer.stream().isPresent() && !exchange.head()) {
                startStream(answer);
            } else if (answer.body().length > SLICE_BYTES && !exchange.head()) {
                channel.write(AnswerEncoder.whole(channel.alloc(), answer, false));
                rest = answer.body();
                restFrom = 0;
            } else {
                finish(encode(exchange, answer));
            }
        }
    }

    /**
     * Writes of a large body what the client takes now: copying it whole would hold it once for each slow client, while the array itself may
     * be shared by all of them.
     *
     * @return nothing is left of it
     */
    private boolean writeRest() {
        while (rest != null && channel.isWritable()) {
            int length = Math.min(SLICE_BYTES, rest.length - restFrom);
            ByteBuf slice = channel.alloc().buffer(length).writeBytes(rest, restFrom, length);
            restFrom += length;
            if (restFrom < rest.length) {
                channel.write(slice);
            } else {
                rest = null;
                finish(slice);
            }
        }
        return rest == null;
    }

    private void finish(ByteBuf lastBytes) {
        Exchange exchange = exchanges.poll();
        settings.counters().add(Counter.ANSWERS_SENT);
        if (exchange.keepAlive() && !(inputShut && exchanges.isEmpty())) {
            channel.write(lastBytes);
        } else {
            end(Optional.of(lastBytes));
        }
    }

    private ByteBuf encode(Exchange exchange, HttpResponse answer) {
        if (answer.stream().isPresent()) {
            answer.abandoned().run();
        }
        if (answer.status() == 202 && answer.headers().isEmpty() && answer.body().length == 0) {
            return AnswerEncoder.accepted(channel.alloc());
        }
        return answer.stream().isPresent() ? AnswerEncoder.streamHead(channel.alloc(), answer)
                : AnswerEncoder.whole(channel.alloc(), answer, !exchange.head());
    }

    /**
     * Closes in a way that lets the client read what was written: closing a socket with unread input resets it, and the answer is lost. So the
     * output is shut, and input is dropped until the client closes or a second has passed.
     */
    private void end(Optional<ByteBuf> lastBytes) {
        ending = true;
        connection.stopDecoding();
        forget();
        if (lastBytes.isEmpty() || inputShut) {
            channel.writeAndFlush(lastBytes.orElseGet(() -> channel.alloc().buffer(0))).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.config().setAutoRead(true);
        channel.writeAndFlush(lastBytes.get()).addListener(done -> {
            if (done.isSuccess() && channel.isActive()) {
                Outputs.shut(channel);
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
            } else {
                channel.close();
            }
        });
    }

    private void startStream(HttpResponse answer) {
        ChunkedStream opened = new ChunkedStream(this, channel, settings.limits().streamPendingBytesMax());
        stream = opened;
        settings.counters().add(Counter.STREAMS_OPENED);
        settings.counters().add(Counter.STREAMS_OPEN);
        channel.writeAndFlush(AnswerEncoder.streamHead(channel.alloc(), answer));
        // The end of the client shows only while its connection is read.
        channel.config().setAutoRead(true);
        try {
            answer.stream().orElseThrow().accept(opened);
        } catch (RuntimeException e) {
            settings.counters().add(Counter.ENDPOINT_FAILURES);
            LOG.warn("An endpoint failed to begin its stream to {}; the connection is closed", connection.peer(), e);
            channel.close();
        }
        if (inputShut) {
            channel.close();
        }
    }

    void streamEnded(ChunkedStream ended) {
        if (ended != stream || ending) {
            return;
        }
        closeStream();
        finish(AnswerEncoder.lastChunk(channel.alloc()));
        writeReady();
        connection.decode();
    }

    void streamTooSlow(ChunkedStream slow) {
        if (slow == stream && !ending) {
            settings.counters().add(Counter.STREAMS_CLOSED_SLOW);
            connection.close(BadInput.SLOW_READER, "a stream holds more than " + settings.limits().streamPendingBytesMax()
                    + " bytes that the client does not read; closed");
        }
    }

    private void closeStream() {
        if (stream != null) {
            ChunkedStream closed = stream;
            stream = null;
            settings.counters().add(Counter.STREAMS_OPEN, -1);
            closed.close();
        }
    }
}
