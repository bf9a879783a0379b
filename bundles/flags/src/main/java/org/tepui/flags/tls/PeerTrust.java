package org.tepui.flags.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What a peer's certificate must be. Without authorities any is taken, as the variables say when none of them asks for more: the connection
 * is secret then, but its other end is not known.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final Optional<X509TrustManager> authorities;
    private final PeerNames names;

    /** @param authorities who must have signed; empty: nobody in particular */
    PeerTrust(Optional<X509TrustManager> authorities, PeerNames names) {
        this.authorities = authorities;
        this.names = names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        server(chain, type, socket instanceof SSLSocket secure ? secure.getHandshakeSession().getPeerHost() : null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        server(chain, type, engine.getPeerHost());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        server(chain, type, null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        client(chain, type, socket instanceof SSLSocket secure ? secure.getHandshakeSession().getPeerHost() : null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        client(chain, type, engine.getPeerHost());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        client(chain, type, null);
    }

    private void server(X509Certificate[] chain, String type, String host) throws CertificateException {
        if (authorities.isPresent()) {
            authorities.get().checkServerTrusted(chain, type);
            names.checkServer(chain[0], known(host));
        }
    }

    private void client(X509Certificate[] chain, String type, String host) throws CertificateException {
        if (authorities.isPresent()) {
            authorities.get().checkClientTrusted(chain, type);
            names.checkClient(chain[0], known(host));
        }
    }

    private static String known(String host) throws CertificateException {
        if (host == null || host.isEmpty()) {
            throw new CertificateException("the certificate cannot be compared with a peer whose address is not known");
        }
        return host;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.map(X509TrustManager::getAcceptedIssuers).orElseGet(() -> new X509Certificate[0]);
    }
}
