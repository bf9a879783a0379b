package org.tepui.wire.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.Counter;

/**
 * Looks at the first byte of a connection: TLS begins with a record of a handshake, HTTP with a letter. Then it is gone. Who sends nothing is
 * closed, but where plain connections are taken too: on a plain port such a connection may wait as well.
 */
final class TlsDoor extends ByteToMessageDecoder {

    private static final int HANDSHAKE = 22;

    private final ServerTls tls;
    private ScheduledFuture<?> deadline;

    TlsDoor(ServerTls tls) {
        this.tls = tls;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        if (!tls.plainToo()) {
            deadline = ctx.executor().schedule(() -> tls.refuse(ctx.channel(), BadInput.TLS, "no TLS handshake was begun in time"),
                    tls.handshakeNanos(), TimeUnit.NANOSECONDS);
        }
        super.channelActive(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!in.isReadable() || !ctx.channel().isOpen()) {
            return;
        }
        if (in.getUnsignedByte(in.readerIndex()) == HANDSHAKE) {
            ctx.pipeline().addAfter(ctx.name(), null, new TlsGuard(tls));
            ctx.pipeline().replace(this, null, tls.handler(ctx.channel()));
        } else if (tls.plainToo()) {
            tls.count(Counter.TLS_PLAIN_ACCEPTED);
            ctx.pipeline().remove(this);
        } else {
            in.skipBytes(in.readableBytes());
            tls.refuse(ctx.channel(), BadInput.PLAIN, "this port speaks TLS, the connection does not begin with it");
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        // The end of a connection that sent nothing: there is nothing to look at.
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        cancel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        cancel();
        super.channelInactive(ctx);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
