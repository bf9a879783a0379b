package org.tepui.flags.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.tepui.flags.FlagError;
import org.tepui.flags.type.Quoted;

/**
 * TLS ready to be used, made from the variables {@code LIBPROCESS_SSL_*}. Its text shows nothing of key or certificate. Immutable; for any
 * number of threads.
 */
public final class Tls {

    /** Who uses it: one with a port must have a key and a certificate, a client may have them. */
    public enum Side {
        PORT, CLIENT
    }

    private final SSLContext context;
    private final TlsSettings settings;
    private final List<String> ciphers;

    private Tls(SSLContext context, TlsSettings settings, List<String> ciphers) {
        this.context = context;
        this.settings = settings;
        this.ciphers = ciphers;
    }

    /**
     * Reads variables and files. Empty when TLS is off, and when something is wrong, which {@code errors} then tells.
     *
     * @param warnings takes lines for the log: old names, a key that everybody may read, plain connections beside TLS
     */
    public static Optional<Tls> of(Map<String, String> env, Side side, List<FlagError> errors, List<String> warnings) {
        return of(env, side, errors, warnings, PeerNames::lookedUp);
    }

    /** Whether the variables switch TLS on; looks at no file. */
    public static boolean isOn(Map<String, String> env) {
        return new TlsEnvironment(env, new ArrayList<>(), new ArrayList<>()).isOn();
    }

    static Optional<Tls> of(Map<String, String> env, Side side, List<FlagError> errors, List<String> warnings,
            Function<InetAddress, Optional<String>> nameOf) {
        Optional<TlsSettings> settings = new TlsEnvironment(env, errors, warnings).read();
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(load(settings.get(), side, warnings, nameOf));
        } catch (TlsException e) {
            errors.add(e.error());
            return Optional.empty();
        }
    }

    private static Tls load(TlsSettings settings, Side side, List<String> warnings, Function<InetAddress, Optional<String>> nameOf)
            throws TlsException {
        Optional<TlsFiles.Identity> identity = identity(settings, side);
        settings.key().flatMap(TlsFiles::tooOpen).ifPresent(warnings::add);
        List<X509Certificate> named = TlsFiles.authorities(settings);
        try {
            Optional<X509TrustManager> authorities = settings.verifyServer() ? Optional.of(authorities(named))
                : Optional.empty();
            PeerNames names = new PeerNames(settings.legacyNames(), settings.addresses(), nameOf);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.isPresent() ? keys(identity.get()) : null, new TrustManager[] {new PeerTrust(authorities, settings.depth(), names)}, null);
            // No connection is resumed, as in Mesos; 0 would mean without limit.
            context.getServerSessionContext().setSessionCacheSize(1);
            context.getClientSessionContext().setSessionCacheSize(1);
            return new Tls(context, settings, ciphers(settings, context, warnings));
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException(TlsEnvironment.PREFIX + "ENABLED", "Java's TLS cannot be set up with these files: " + e.getMessage());
        }
    }

    private static Optional<TlsFiles.Identity> identity(TlsSettings settings, Side side) throws TlsException {
        if (settings.key().isEmpty() && settings.certificate().isEmpty() && side == Side.CLIENT) {
            return Optional.empty();
        }
        for (String name : List.of("KEY_FILE", "CERT_FILE")) {
            boolean given = name.equals("KEY_FILE") ? settings.key().isPresent() : settings.certificate().isPresent();
            if (!given) {
                throw new TlsException(TlsEnvironment.PREFIX + name, "needed for TLS, but not given; set it to the path of the PEM file of the "
                    + (name.equals("KEY_FILE") ? "private key" : "certificate"));
            }
        }
        return Optional.of(TlsFiles.identity(settings.certificate().get(), settings.key().get()));
    }

    private static KeyManager[] keys(TlsFiles.Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /** @param named empty: those that come with Java */
    private static X509TrustManager authorities(List<X509Certificate> named) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate authority : named.isEmpty() ? List.of(manager(null).getAcceptedIssuers()) : named) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        // The limit is PeerTrust's; here it would be 5.
        parameters.setMaxPathLength(-1);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return first(factory);
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return first(factory);
    }

    private static X509TrustManager first(TrustManagerFactory factory) throws GeneralSecurityException {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("Java has no trust manager for X.509");
    }

    /** Empty: those that Java offers by itself. The names of TLS 1.3 are added, for the variable is about the versions before. */
    private static List<String> ciphers(TlsSettings settings, SSLContext context, List<String> warnings) throws TlsException {
        if (settings.ciphers().isEmpty()) {
            return List.of();
        }
        List<String> offered = Arrays.asList(context.getDefaultSSLParameters().getCipherSuites());
        TlsSettings.Text given = settings.ciphers().get();
        CipherNames.Suites suites = CipherNames.of(given.value(), offered);
        if (suites.usable().isEmpty()) {
            throw new TlsException(given.variable(), "none of its ciphers is to be had in this Java; leave it unset, or write names such as "
                + "ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA");
        }
        if (!suites.unusable().isEmpty()) {
            warnings.add(given.variable() + ": not to be had in this Java and left out: " + String.join(", ", suites.unusable()));
        }
        List<String> all = new ArrayList<>(offered.stream().filter(name -> name.startsWith("TLS_AES_") || name.startsWith("TLS_CHACHA20_"))
            .toList());
        all.addAll(suites.usable());
        return all;
    }

    public SSLContext context() {
        return context;
    }

    /** Whether plain connections are taken beside TLS, and plain peers spoken to. */
    public boolean downgrade() {
        return settings.downgrade();
    }

    /** For connections that are accepted. */
    public SSLParameters accepting() {
        SSLParameters parameters = common();
        parameters.setNeedClientAuth(settings.requireClient());
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /** For connections that are opened. */
    public SSLParameters connecting() {
        return common();
    }

    private SSLParameters common() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(settings.protocols().toArray(String[]::new));
        if (!ciphers.isEmpty()) {
            parameters.setCipherSuites(ciphers.toArray(String[]::new));
        }
        return parameters;
    }

    /** Makes sockets of clients, which shake hands when they are first used. */
    public SSLSocketFactory sockets() {
        return new TlsSockets(context.getSocketFactory(), connecting());
    }

    /**
     * Puts TLS on a connected socket and shakes hands, within the socket's time for reads.
     *
     * @param host name or address that was connected to
     * @throws IOException also when the peer's certificate is not what it must be; the socket is to be closed then
     */
    public Socket over(Socket connected, String host) throws IOException {
        SSLSocket secure = (SSLSocket) sockets().createSocket(connected, host, connected.getPort(), true);
        try {
            secure.startHandshake();
        } catch (IOException e) {
            throw new IOException("no TLS with " + host + ":" + connected.getPort() + ": " + reason(e), e);
        }
        return secure;
    }

    /** Why a handshake failed, in one line: the innermost cause says it best. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (int i = 0; i < 10 && innermost.getCause() != null; i++) {
            innermost = innermost.getCause();
        }
        return Quoted.bare(innermost.getMessage() == null ? innermost.toString() : innermost.getMessage());
    }

    @Override
    public String toString() {
        return "TLS " + settings.protocols();
    }
}
