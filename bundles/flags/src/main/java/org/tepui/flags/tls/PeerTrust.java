package org.tepui.flags.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
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
    private final int depth;
    private final PeerNames names;

    /**
     * @param authorities who must have signed; empty: nobody in particular
     * @param depth most certificates between the peer's and that of an authority
     */
    PeerTrust(Optional<X509TrustManager> authorities, int depth, PeerNames names) {
        this.authorities = authorities;
        this.depth = depth;
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
            checkDepth(chain);
            names.checkServer(chain[0], known(host));
        }
    }

    private void client(X509Certificate[] chain, String type, String host) throws CertificateException {
        if (authorities.isPresent()) {
            authorities.get().checkClientTrusted(chain, type);
            checkDepth(chain);
            names.checkClient(chain[0], known(host));
        }
    }

    /** Of a chain that is known to be valid. Java has a limit for chains that it builds, none for those that a peer sends. */
    private void checkDepth(X509Certificate[] chain) throws CertificateException {
        int between = 0;
        while (between < chain.length - 1 && !isOfAuthority(chain[between])) {
            between++;
        }
        if (between > depth) {
            throw new CertificateException(between + " certificates stand between the peer's and that of an authority, at most " + depth
                + " may (VERIFICATION_DEPTH)");
        }
    }

    /** Whether it is an authority's own, or signed by one. */
    private boolean isOfAuthority(X509Certificate certificate) {
        for (X509Certificate authority : authorities.orElseThrow().getAcceptedIssuers()) {
            if (authority.equals(certificate)) {
                return true;
            }
            if (authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                try {
                    certificate.verify(authority.getPublicKey());
                    return true;
                } catch (GeneralSecurityException e) {
                    // Of another authority of the same name; the next one may be it.
                    continue;
                }
            }
        }
        return false;
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
