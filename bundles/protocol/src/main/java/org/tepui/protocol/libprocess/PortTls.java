package org.tepui.protocol.libprocess;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS of a port, in both directions. The context knows the port's key and decides on a peer's certificate, for which it is told the peer's
 * address; it may ask a name service then, so it must not be used on a thread that serves connections.
 *
 * @param context with key and trust
 * @param accepting protocols, ciphers and client authentication of connections that peers open
 * @param connecting the same of connections that the port opens
 * @param plainToo connections that do not begin with TLS are served in plain, and a peer that does not speak TLS is spoken to in plain
 *     ({@code LIBPROCESS_SSL_SUPPORT_DOWNGRADE})
 */
public record PortTls(SSLContext context, SSLParameters accepting, SSLParameters connecting, boolean plainToo) {

    /** For a connection that a peer has opened. @param peer its address */
    public SSLEngine acceptingEngine(String peer, int port) {
        return engine(peer, port, false);
    }

    /** For a connection that the port opens. @param peer the address it goes to */
    public SSLEngine connectingEngine(String peer, int port) {
        return engine(peer, port, true);
    }

    private SSLEngine engine(String peer, int port, boolean client) {
        SSLEngine engine = context.createSSLEngine(peer, port);
        engine.setUseClientMode(client);
        engine.setSSLParameters(client ? connecting : accepting);
        return engine;
    }
}
