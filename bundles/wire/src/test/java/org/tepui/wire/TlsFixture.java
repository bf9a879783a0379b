package org.tepui.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.flags.FlagError;
import org.tepui.flags.tls.TestCertificates;
import org.tepui.flags.tls.Tls;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.PortTls;
import org.tepui.wire.base.Limits;

/** Certificates in a folder, ports set up with them by the variables, and the JDK's own client as an independent other side. */
final class TlsFixture {

    private static final String PREFIX = "LIBPROCESS_SSL_";

    private final Path dir;

    /** Writes ca, server and client of one authority, and the same of a stranger. */
    TlsFixture(Path dir) throws IOException {
        this.dir = dir;
        for (String prefix : List.of("", "strange-")) {
            TestCertificates.Issued authority = TestCertificates.authority(prefix + "authority").write(dir, prefix + "ca");
            TestCertificates.issue(authority, "localhost", "dns:localhost", "ip:127.0.0.1").write(dir, prefix + "server");
            TestCertificates.issue(authority, "client").write(dir, prefix + "client");
        }
    }

    /** @param who whose key and certificate; empty: none @param more names without prefix, and values; a value that begins with @ is a file */
    Tls tls(String who, String... more) {
        Map<String, String> env = new TreeMap<>(Map.of(PREFIX + "ENABLED", "true"));
        if (!who.isEmpty()) {
            env.put(PREFIX + "CERT_FILE", dir.resolve(who + ".pem").toString());
            env.put(PREFIX + "KEY_FILE", dir.resolve(who + ".key").toString());
        }
        for (int i = 0; i < more.length; i += 2) {
            env.put(PREFIX + more[i], more[i + 1].startsWith("@") ? dir.resolve(more[i + 1].substring(1)).toString() : more[i + 1]);
        }
        List<FlagError> errors = new ArrayList<>();
        Optional<Tls> tls = Tls.of(env, Tls.Side.CLIENT, errors, new ArrayList<>());
        if (!errors.isEmpty()) {
            throw new AssertionError(errors.get(0).line());
        }
        return tls.orElseThrow();
    }

    TestPort port(String who, String... more) throws IOException {
        return port(Limits.standard(), who, more);
    }

    TestPort port(Limits limits, String who, String... more) throws IOException {
        Tls tls = tls(who, more);
        PortTls port = new PortTls(tls.context(), tls.accepting(), tls.connecting(), tls.downgrade());
        return new TestPort(limits, PortConfig.of("127.0.0.1", 0).with(Optional.of(port)));
    }

    /** Trusts the authority, and compares names by the JDK's own rules. */
    HttpClient client(String who) {
        return HttpClient.newBuilder().sslContext(tls(who, "VERIFY_SERVER_CERT", "true", "CA_FILE", "@ca.pem",
                "HOSTNAME_VALIDATION_SCHEME", "openssl").context()).connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();
    }

    static HttpResponse<byte[]> get(HttpClient client, TestPort port, String path) throws IOException, InterruptedException {
        return client.send(request(port, path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static HttpRequest.Builder request(TestPort port, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port.port.port() + path)).timeout(Duration.ofSeconds(10));
    }
}
