package org.tepui.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpResponse;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.Counter;

/**
 * One connection of a client: decodes, hands requests on, and pauses reading while too many are in work or the client does not take its
 * answers. The answers are {@link AnswerQueue}'s. All state belongs to the event loop.
 */
public final class ServerConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    private final ServerSettings settings;
    private Channel channel;
    private RequestDecoder decoder;
    private AnswerQueue answers;
    private String peer = "?";
    private String peerIp = "?";
    private String claimed = "";
    private boolean decoding;
    private boolean reading;
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

    /** Within a read: what is written is flushed at its end. */
    boolean reading() {
        return reading;
    }

    void answer(Exchange exchange, HttpResponse response) {
        answers.answer(exchange, response);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (channel.remoteAddress() instanceof InetSocketAddress address) {
            peerIp = address.getAddress().getHostAddress();
            peer = peerIp + ":" + address.getPort();
        }
        decoder = new RequestDecoder(ctx.alloc(), settings.limits().headBytesMax(), settings.bodyBytesMax(), settings.budget());
        answers = new AnswerQueue(this, channel, settings);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        decoder.feed((ByteBuf) message);
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
            answers.writeReady();
        }
        decode();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopDecoding();
        answers.closed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            decode();
            answers.inputShut();
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

    /** Takes as many requests as may be in work, and reads on or not. */
    void decode() {
        if (decoding || answers.ending()) {
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
        if (!answers.ending()) {
            afterDecoding();
        }
    }

    void stopDecoding() {
        headSince = 0;
        bodyReadAt = 0;
        decoder.close();
    }

    private boolean mayTakeRequest() {
        return !answers.ending() && answers.size() < settings.limits().requestsInFlightMax()
                && (channel.isWritable() || answers.streaming());
    }

    private void afterDecoding() {
        boolean mayRead = mayTakeRequest();
        if (!mayRead && answers.streaming()) {
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
        } else if (!continueSent && answers.size() == 0 && decoder.awaitsContinue()) {
            continueSent = true;
            channel.writeAndFlush(AnswerEncoder.interim(channel.alloc()));
        }
    }

    private void accept(Request request) {
        settings.counters().add(Counter.REQUESTS_RECEIVED);
        Exchange exchange = new Exchange(this, request.head());
        answers.add(exchange);
        if (!request.head().keepAlive()) {
            // What a client sends behind its last request is nobody's.
            decoder.close();
        }
        if (request.body().length == 0 || request.head().header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isEmpty()) {
            settings.sink().request(request, exchange);
            return;
        }
        Request decoded;
        try {
            decoded = new Request(request.head(), Gzip.decompress(request.body(), settings.bodyBytesMax()));
        } catch (BadRequest e) {
            settings.badInput().report(e.kind(), peer, e.getMessage() + "; answered " + e.status());
            exchange.answer(HttpResponse.text(e.status(), e.answer()));
            return;
        }
        settings.sink().request(decoded, exchange);
    }

    private void refuse(BadRequest bad) {
        boolean silent = bad.status() == BadRequest.NO_ANSWER;
        settings.badInput().report(bad.kind(), peer,
                bad.getMessage() + (silent ? "; closed" : "; answered " + bad.status() + " and closed"));
        stopDecoding();
        Exchange last = Exchange.closing(this);
        if (!silent) {
            last.ready(HttpResponse.text(bad.status(), bad.answer()));
        }
        answers.add(last);
        channel.config().setAutoRead(true);
        answers.writeReady();
    }

    void close(BadInput kind, String detail) {
        settings.badInput().report(kind, peer, detail);
        channel.close();
    }

    /** Looks for requests that are never finished and answers that are never read. Called on this connection's event loop. */
    public void sweep(long now) {
        if (answers == null || answers.ending()) {
            return;
        }
        boolean lateHead = headSince != 0 && now - headSince > settings.limits().headTime();
        boolean lateBody = bodyReadAt != 0 && now - bodyReadAt > settings.limits().bodyPause();
        if (lateHead || lateBody) {
            settings.counters().add(Counter.REQUESTS_TIMED_OUT);
            refuse(new BadRequest(BadInput.UNFINISHED, 408, "The request was not finished in time", "request not finished in time"));
        } else {
            sweepStalled(now);
        }
    }

    private void sweepStalled(long now) {
        long pending = answers.streaming() || channel.isWritable() ? 0 : channel.bytesBeforeWritable();
        if (pending == 0 || pending != pendingAtLastSweep) {
            stalledSince = now;
        } else if (now - stalledSince > settings.limits().stallTime()) {
            settings.counters().add(Counter.CONNECTIONS_STALLED);
            close(BadInput.SLOW_READER, "the client takes nothing of its answers; closed");
        }
        pendingAtLastSweep = pending;
    }
}
