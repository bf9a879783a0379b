package org.tepui.wire.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.Counter;

/** Stands behind Netty's handler: what goes wrong with TLS is told here once, and its end is told on as the end of what a client sends. */
final class TlsGuard extends ChannelInboundHandlerAdapter {

    private final ServerTls tls;
    private boolean secure;
    private boolean refused;
    private boolean ended;

    TlsGuard(ServerTls tls) {
        this.tls = tls;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess()) {
                secure = true;
                tls.count(Counter.TLS_HANDSHAKES);
            } else {
                refuse(ctx, "TLS handshake failed: " + Reasons.of(done.cause()));
            }
        } else if (event instanceof SslCloseCompletionEvent || event == ChannelInputShutdownEvent.INSTANCE) {
            if (!ended) {
                ended = true;
                ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof SSLException || cause instanceof DecoderException || cause instanceof RejectedExecutionException) {
            refuse(ctx, "TLS is broken: " + Reasons.of(cause));
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }

    private void refuse(ChannelHandlerContext ctx, String why) {
        // Behind the end of a connection that was secure nothing is left to complain about.
        if (!refused && !(secure && ended)) {
            refused = true;
            tls.refuse(ctx.channel(), BadInput.TLS, why);
        } else {
            ctx.close();
        }
    }
}
