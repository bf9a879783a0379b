package org.tepui.wire.tls;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The end of what we send, with TLS or without. */
public final class Outputs {

    /** How long the last word of TLS may wait for a peer that does not read; less than a port takes to close. */
    static final long GOODBYE_MS = 1_000;

    private Outputs() {
    }

    /** Tells the peer that nothing more comes, and goes on reading. TLS has its own word for it, without which the peer fears a cut. */
    public static void shut(Channel channel) {
        SslHandler secure = channel.pipeline().get(SslHandler.class);
        if (secure == null) {
            ((DuplexChannel) channel).shutdownOutput();
        } else {
            secure.closeOutbound().addListener(done -> ((DuplexChannel) channel).shutdownOutput());
        }
    }
}
