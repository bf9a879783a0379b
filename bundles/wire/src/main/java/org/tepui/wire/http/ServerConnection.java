package org.tepui.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpResponse;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.Counter;

/**
 * One connection of a client: decodes, hands requests on, and writes answers in the order of requests. Reading pauses while too many requests
 * are in work or the client does not take its answers. All state belongs to the event loop.
 */
public final class ServerConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
    private static final int COMPRESS_HERE_BYTES_MAX = 64 * 1024;
    private static final int SLICE_BYTES = 128 * 1024;
    private static final long LINGER_SECONDS = 1;

    private final ServerSettings settings;
    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>(4);
    private Channel channel;
    private RequestDecoder decoder;
    private String peer = "?";
    private String peerIp = "?";
    private String claimed = "";
    private ChunkedStream stream;
    private byte[] rest;
    private int restFrom;
    private boolean decoding;
    private boolean writing;
    private boolean reading;
    private boolean closing;
    private boolean inputShut;
    private boolean continueSent;

    private long headSince;
    private long bodyReadAt;
    private long pendingAtLastSweep;
    private long stalledSince;

    public ServerConnection(ServerSettings settings) {
        this.settings = settings;
    }

    String peer() {
        return peer;
    }

    String peerIp() {
        return peerIp;
    }

    boolean claim(String address) {
        if (claimed.isEmpty()) {
            claimed = address;
        }
        return claimed.equals(address);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (channel.remoteAddress() instanceof InetSocketAddress address) {
            peerIp = address.getAddress().getHostAddress();
            peer = peerIp + ":" + address.getPort();
        }
        decoder = new RequestDecoder(ctx.alloc(), settings.limits().headBytesMax(), settings.bodyBytesMax(), settings.budget());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (closing || decoder == null) {
            in.release();
            return;
        }
        reading = true;
        decoder.feed(in);
        decode();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            writeReady();
        }
        decode();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        exchanges.clear();
        rest = null;
        headSince = 0;
        bodyReadAt = 0;
        if (decoder != null) {
            decoder.close();
        }
        closeStream();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputShut = true;
            decode();
            if (exchanges.isEmpty() || stream != null || closing) {
                channel.close();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("Connection of {} broke: {}", peer, cause.getMessage());
        } else {
            LOG.warn("Connection of {} is closed after an unexpected error", peer, cause);
        }
        ctx.close();
    }

    private void decode() {
        if (decoding || closing) {
            return;
        }
        decoding = true;
        try {
            while (mayTakeRequest()) {
                Request request = decoder.next();
                if (request == null) {
                    break;
                }
                accept(request);
            }
        } catch (BadRequest e) {
            refuse(e);
        } finally {
            decoding = false;
        }
        if (!closing) {
            afterDecoding();
        }
    }

    private boolean mayTakeRequest() {
        return !closing && exchanges.size() < settings.limits().requestsInFlightMax() && (channel.isWritable() || stream != null);
    }

    private void afterDecoding() {
        boolean mayRead = mayTakeRequest();
        if (!mayRead && stream != null) {
            // Without reading, the end of the client would go unnoticed.
            close(BadInput.TOO_MANY, "more than " + settings.limits().requestsInFlightMax() + " requests behind a stream; closed");
            return;
        }
        if (channel.config().isAutoRead() != mayRead) {
            channel.config().setAutoRead(mayRead);
        }
        boolean partial = mayRead && decoder.inRequest();
        boolean body = partial && decoder.inBody();
        long now = partial ? System.nanoTime() | 1 : 0;
        bodyReadAt = body ? now : 0;
        if (!partial || body) {
            headSince = 0;
        } else if (headSince == 0) {
            headSince = now;
        }
        interim(body);
    }

    private void interim(boolean body) {
        if (!body) {
            continueSent = false;
        } else if (!continueSent && exchanges.isEmpty() && decoder.awaitsContinue()) {
            continueSent = true;
            channel.writeAndFlush(AnswerEncoder.interim(channel.alloc()));
        }
    }

    private void accept(Request request) {
        settings.counters().add(Counter.REQUESTS_RECEIVED);
        Exchange exchange = new Exchange(this, request.head());
        exchanges.add(exchange);
        if (!request.head().keepAlive()) {
            // What a client sends behind its last request is nobody's.
            decoder.close();
        }
        Request decoded = request;
        if (request.body().length > 0 && request.head().header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()) {
            try {
                decoded = new Request(request.head(), Gzip.decompress(request.body(), settings.bodyBytesMax()));
            } catch (BadRequest e) {
                settings.badInput().report(e.kind(), peer, e.getMessage());
                exchange.answer(HttpResponse.text(e.status(), e.answer()));
                return;
            }
        }
        settings.sink().request(decoded, exchange);
    }

    private void refuse(BadRequest bad) {
        settings.badInput().report(bad.kind(), peer, bad.getMessage() + (bad.status() == BadRequest.NO_ANSWER ? "; closed"
                : "; answered " + bad.status() + " and closed"));
        headSince = 0;
        bodyReadAt = 0;
        if (bad.status() == BadRequest.NO_ANSWER) {
            exchanges.add(Exchange.closing(this));
        } else {
            Exchange last = Exchange.closing(this);
            exchanges.add(last);
            last.ready(HttpResponse.text(bad.status(), bad.answer()));
        }
        channel.config().setAutoRead(true);
        writeReady();
    }

    void answer(Exchange exchange, HttpResponse response) {
        if (channel.eventLoop().inEventLoop()) {
            answerHere(exchange, response);
            return;
        }
        onLoop(() -> answerHere(exchange, response));
    }

    void onLoop(Runnable action) {
        try {
            channel.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("Something for {} came after the port was closed", peer);
        }
    }

    private void answerHere(Exchange exchange, HttpResponse response) {
        if (closing || !exchange.accept()) {
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
        decode();
    }

    private void writeReady() {
        if (writing) {
            return;
        }
        writing = true;
        try {
            writeAnswers();
        } finally {
            writing = false;
        }
        if (!reading) {
            channel.flush();
        }
    }

    private void writeAnswers() {
        while (!closing && stream == null && writeRest() && !exchanges.isEmpty() && exchanges.peek().isReady()) {
            Exchange exchange = exchanges.peek();
            HttpResponse answer = exchange.ready();
            if (answer == null) {
                lastAnswer(Optional.empty());
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
            lastAnswer(Optional.of(lastBytes));
        }
    }

    private ByteBuf encode(Exchange exchange, HttpResponse answer) {
        if (answer.status() == 202 && answer.headers().isEmpty() && answer.body().length == 0) {
            ByteBuf out = channel.alloc().buffer(96);
            AnswerEncoder.accepted(out);
            return out;
        }
        return answer.stream().isPresent() ? AnswerEncoder.streamHead(channel.alloc(), answer)
                : AnswerEncoder.whole(channel.alloc(), answer, !exchange.head());
    }

    /**
     * Closes in a way that lets the client read what was written: closing a socket with unread input resets it, and the answer is lost. So the
     * output is shut, and input is dropped until the client closes or a second has passed.
     */
    private void lastAnswer(Optional<ByteBuf> answer) {
        closing = true;
        decoder.close();
        exchanges.clear();
        ByteBuf bytes = answer.orElse(null);
        if (bytes == null || inputShut) {
            channel.writeAndFlush(bytes == null ? channel.alloc().buffer(0) : bytes).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.config().setAutoRead(true);
        channel.writeAndFlush(bytes).addListener(done -> {
            if (done.isSuccess() && channel.isActive()) {
                ((DuplexChannel) channel).shutdownOutput();
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
            } else {
                channel.close();
            }
        });
    }

    private void startStream(HttpResponse answer) {
        stream = new ChunkedStream(this, channel, settings.limits().streamPendingBytesMax());
        settings.counters().add(Counter.STREAMS_OPENED);
        settings.counters().add(Counter.STREAMS_OPEN);
        channel.writeAndFlush(AnswerEncoder.streamHead(channel.alloc(), answer));
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        ChunkedStream opened = stream;
        try {
            answer.stream().orElseThrow().accept(opened);
        } catch (RuntimeException e) {
            settings.counters().add(Counter.ENDPOINT_FAILURES);
            LOG.warn("An endpoint failed to begin its stream to {}; the connection is closed", peer, e);
            channel.close();
        }
        if (inputShut) {
            channel.close();
        }
    }

    void streamEnded(ChunkedStream ended) {
        if (ended != stream || closing) {
            return;
        }
        Exchange exchange = exchanges.poll();
        ByteBuf last = AnswerEncoder.lastChunk(channel.alloc());
        settings.counters().add(Counter.ANSWERS_SENT);
        boolean goesOn = exchange != null && exchange.keepAlive();
        if (goesOn) {
            channel.write(last);
        } else {
            lastAnswer(Optional.of(last));
        }
        closeStream();
        if (goesOn) {
            writeReady();
            decode();
        }
    }

    void streamTooSlow(ChunkedStream slow) {
        if (slow == stream && !closing) {
            settings.counters().add(Counter.STREAMS_CLOSED_SLOW);
            close(BadInput.SLOW_READER, "a stream holds more than " + settings.limits().streamPendingBytesMax()
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

    private void close(BadInput kind, String detail) {
        settings.badInput().report(kind, peer, detail);
        channel.close();
    }

    /** Looks for requests that are never finished and answers that are never read. Called on this connection's event loop. */
    public void sweep(long now) {
        if (channel == null || closing) {
            return;
        }
        long head = headSince;
        long body = bodyReadAt;
        if (head != 0 && now - head > settings.limits().headTime() || body != 0 && now - body > settings.limits().bodyPause()) {
            settings.counters().add(Counter.REQUESTS_TIMED_OUT);
            refuse(new BadRequest(BadInput.UNFINISHED, 408, "The request was not finished in time", "request not finished in time"));
        } else {
            sweepStalled(now);
        }
    }

    private void sweepStalled(long now) {
        long pending = stream != null || channel.isWritable() ? 0 : channel.bytesBeforeWritable();
        if (pending == 0 || pending != pendingAtLastSweep) {
            stalledSince = now;
        } else if (now - stalledSince > settings.limits().stallTime()) {
            settings.counters().add(Counter.CONNECTIONS_STALLED);
            close(BadInput.SLOW_READER, "the client takes nothing of its answers; closed");
        }
        pendingAtLastSweep = pending;
    }
}
