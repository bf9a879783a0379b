package org.tepui.flags.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.flags.FlagError;

/** What a client of the command line believes of a server, on real sockets: chains, authorities in files and folders, names. */
class TlsSocketsTest {

    @TempDir
    static Path dir;

    @BeforeAll
    static void make() throws IOException {
        TestCertificates.Issued root = TestCertificates.authority("root").write(dir, "root");
        TestCertificates.Issued middle = TestCertificates.below(root, "middle");
        TestCertificates.Issued server = TestCertificates.issue(middle, "server.example.org", "dns:server.example.org", "ip:127.0.0.1");
        server.write(dir, "server");
        Files.writeString(dir.resolve("chain.pem"), server.certificatePem() + middle.certificatePem());
        TestCertificates.authority("stranger").write(dir, "stranger");
        Path folder = Files.createDirectories(dir.resolve("authorities"));
        Files.copy(dir.resolve("root.pem"), folder.resolve("any-name.crt"));
        Files.copy(dir.resolve("stranger.pem"), folder.resolve("other.crt"));
        Files.writeString(folder.resolve("README"), "no certificate");
    }

    private static Tls tls(Optional<String> name, String... pairs) {
        Map<String, String> env = new TreeMap<>(Map.of("LIBPROCESS_SSL_ENABLED", "true"));
        for (int i = 0; i < pairs.length; i += 2) {
            env.put("LIBPROCESS_SSL_" + pairs[i], pairs[i + 1].startsWith("@") ? dir.resolve(pairs[i + 1].substring(1)).toString() : pairs[i + 1]);
        }
        List<FlagError> errors = new ArrayList<>();
        Optional<Tls> tls = Tls.of(env, Tls.Side.CLIENT, errors, new ArrayList<>(), address -> name);
        assertEquals(List.of(), errors.stream().map(FlagError::line).toList());
        return tls.orElseThrow();
    }

    private static Tls client(String... pairs) {
        String[] all = java.util.Arrays.copyOf(pairs, pairs.length + 4);
        all[pairs.length] = "VERIFY_SERVER_CERT";
        all[pairs.length + 1] = "true";
        all[pairs.length + 2] = "HOSTNAME_VALIDATION_SCHEME";
        all[pairs.length + 3] = "openssl";
        return tls(Optional.empty(), all);
    }

    /** Connects; gives the refusal's text, empty when hands were shaken. */
    private static String connect(Tls client, String host) throws Exception {
        Tls server = tls(Optional.empty(), "CERT_FILE", "@chain.pem", "KEY_FILE", "@server.key");
        try (SSLServerSocket listening = (SSLServerSocket) server.context().getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSSLParameters(server.accepting());
            Thread accepting = new Thread(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    accepted.getOutputStream().write('x');
                } catch (IOException e) {
                    // The client went away, which is what is asked for in half of the cases.
                    assertTrue(e.getMessage() != null, e.toString());
                }
            });
            accepting.start();
            try (Socket plain = new Socket("127.0.0.1", listening.getLocalPort())) {
                plain.setSoTimeout(10_000);
                assertEquals('x', client.over(plain, host).getInputStream().read());
                return "";
            } catch (IOException e) {
                return e.getMessage();
            } finally {
                accepting.join();
            }
        }
    }

    @Test
    void aChainToAnAuthorityIsTakenFromAFileOrAFolder() throws Exception {
        assertEquals("", connect(client("CA_FILE", "@root.pem"), "127.0.0.1"));
        assertEquals("", connect(client("CA_DIR", "@authorities"), "127.0.0.1"));
        assertTrue(connect(client("CA_FILE", "@stranger.pem"), "127.0.0.1").startsWith("no TLS with 127.0.0.1:"));
        assertTrue(connect(client(), "127.0.0.1").startsWith("no TLS with 127.0.0.1:"), "those of Java did not sign it");
    }

    @Test
    void aChainLongerThanTheDepthIsRefused() throws Exception {
        assertEquals("", connect(client("CA_FILE", "@root.pem", "VERIFICATION_DEPTH", "1"), "127.0.0.1"));
        assertTrue(connect(client("CA_FILE", "@root.pem", "VERIFICATION_DEPTH", "0"), "127.0.0.1").startsWith("no TLS with"));
    }

    @Test
    void theNameThatWasConnectedToMustBeInTheCertificate() throws Exception {
        assertEquals("", connect(client("CA_FILE", "@root.pem"), "server.example.org"));
        String refusal = connect(client("CA_FILE", "@root.pem"), "other.example.org");
        assertTrue(refusal.endsWith("not of other.example.org") && refusal.contains("the certificate is of server.example.org"), refusal);
    }

    @Test
    void inTheLegacySchemeTheNameServiceIsAskedForAnAddress() throws Exception {
        String[] legacy = {"CA_FILE", "@root.pem", "VERIFY_SERVER_CERT", "true"};
        assertEquals("", connect(tls(Optional.of("server.example.org"), legacy), "127.0.0.1"));
        assertTrue(connect(tls(Optional.of("other.example.org"), legacy), "127.0.0.1").endsWith("not of other.example.org"));
        assertTrue(connect(tls(Optional.empty(), legacy), "127.0.0.1").endsWith("whose name cannot be found"));
    }

    @Test
    void anyCertificateIsTakenWhereNoneHasToBeValid() throws Exception {
        assertEquals("", connect(tls(Optional.empty()), "127.0.0.1"));
    }

    @Test
    void aPlainServerIsToldInOneLine() throws Exception {
        try (java.net.ServerSocket plain = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket connected = new Socket("127.0.0.1", plain.getLocalPort()); Socket accepted = plain.accept()) {
            accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            IOException e = assertThrows(IOException.class, () -> client("CA_FILE", "@root.pem").over(connected, "127.0.0.1"));
            assertTrue(e.getMessage().startsWith("no TLS with 127.0.0.1:" + plain.getLocalPort() + ": "), e.getMessage());
        }
    }
}
