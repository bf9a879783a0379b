package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.flags.tls.TestCertificates;

/** A cluster whose every connection is TLS, both sides with certificates; and what comes to it in plain. */
class TlsTest {

    private static final String PREFIX = "LIBPROCESS_SSL_";

    @TempDir
    Path folder;
    private Map<String, String> secure;
    private TestCertificates.Issued own;

    @BeforeEach
    void certificates() throws IOException {
        TestCertificates.Issued authority = TestCertificates.authority("test authority").write(folder, "ca");
        own = TestCertificates.issue(authority, "localhost", "dns:localhost", "ip:127.0.0.1").write(folder, "node");
        TestCertificates.issue(TestCertificates.authority("stranger"), "localhost", "ip:127.0.0.1").write(folder, "strange");
        secure = new TreeMap<>(Map.of(PREFIX + "ENABLED", "true", PREFIX + "KEY_FILE", file("node.key"), PREFIX + "CERT_FILE", file("node.pem"),
                PREFIX + "CA_FILE", file("ca.pem"), PREFIX + "REQUIRE_CLIENT_CERT", "true", PREFIX + "HOSTNAME_VALIDATION_SCHEME", "openssl"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private TepuiProcess start(Map<String, String> environment, int port, String... arguments) throws IOException {
        return TepuiProcess.start(TepuiProcess.DIST, folder, port, environment, arguments);
    }

    private TepuiProcess master(Map<String, String> environment) throws IOException {
        int port = TepuiProcess.freePort();
        return start(environment, port, "master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost", "--registry=in_memory");
    }

    private TepuiProcess agent(Map<String, String> environment, TepuiProcess master) throws IOException {
        int port = TepuiProcess.freePort();
        return start(environment, port, "agent", "--master=127.0.0.1:" + master.port(), "--ip=127.0.0.1", "--port=" + port,
                "--hostname=localhost", "--work_dir=" + Files.createTempDirectory(folder, "work"));
    }

    /** Of the JDK alone, with the node's certificate. */
    private HttpClient client() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.key(), new char[0], new X509Certificate[] {own.certificate()});
        keys.setCertificateEntry("ca", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("ca.pem")))));
        KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, new char[0]);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), trusted.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    }

    /** Body of an answer 200; else empty. */
    private static String get(HttpClient client, TepuiProcess process, String path) {
        try {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + process.port() + path))
                    .timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void await(HttpClient client, TepuiProcess process, String path, String text) {
        TepuiProcess.await(text + " in " + path, () -> {
            assertTrue(process.isAlive(), process::err);
            return get(client, process, path).contains(text);
        });
    }

    @Test
    void aTaskRunsOverTlsAloneAndWhoComesInPlainIsNotAdmitted() throws Exception {
        HttpClient client = client();
        try (TepuiProcess master = master(secure)) {
            await(client, master, "/startup", "\"name\":\"master\",\"state\":\"DONE\"");
            Map<String, String> strange = new TreeMap<>(secure);
            strange.put(PREFIX + "KEY_FILE", file("strange.key"));
            strange.put(PREFIX + "CERT_FILE", file("strange.pem"));
            try (TepuiProcess agent = agent(secure, master); TepuiProcess plain = agent(Map.of(), master);
                    TepuiProcess stranger = agent(strange, master)) {
                await(client, master, "/state", "slave(1)@127.0.0.1:" + agent.port());
                try (TepuiProcess execute = start(secure, 0, "execute", "--master=127.0.0.1:" + master.port(), "--name=t", "--command=echo hi")) {
                    assertEquals(0, execute.exitStatus(), execute::err);
                    assertTrue(execute.out().contains("TASK_FINISHED"), execute.out());
                }
                TepuiProcess.await("the plain agent's try", () -> master.err().contains("bad_input_plain"));
                // Nor are they left without a word.
                TepuiProcess.await("the plain agent's doubt", () -> plain.err().contains("LIBPROCESS_SSL_ENABLED"));
                TepuiProcess.await("the stranger's try", () -> master.err().contains("bad_input_tls"));
                String state = get(client, master, "/state");
                assertFalse(state.contains("127.0.0.1:" + plain.port()) || state.contains("127.0.0.1:" + stranger.port()), state);
                assertTrue(plain.isAlive() && stranger.isAlive());
                assertFalse(master.answers("/health"), "a plain request must not be answered");
                keyIsNowhere(List.of(state, get(client, master, "/flags"), master.err(), master.out(), agent.err(), agent.out()));
            }
        }
    }

    private void keyIsNowhere(List<String> texts) {
        List<String> secrets = own.keyPem().lines().filter(line -> !line.startsWith("-----")).toList();
        for (String text : texts) {
            secrets.forEach(secret -> assertFalse(text.contains(secret), "a part of the key is shown"));
        }
    }

    @Test
    void theCommandLineSpeaksTlsToo() throws Exception {
        HttpClient client = client();
        try (TepuiProcess master = master(secure)) {
            await(client, master, "/startup", "\"name\":\"master\",\"state\":\"DONE\"");
            String address = "--master=127.0.0.1:" + master.port();
            try (TepuiProcess modules = start(secure, 0, "modules", "list", address)) {
                assertEquals(0, modules.exitStatus(), modules::err);
                assertTrue(modules.out().contains("hierarchical"), modules.out());
            }
            try (TepuiProcess plain = start(Map.of(), 0, "modules", "list", address)) {
                assertEquals(1, plain.exitStatus());
                assertTrue(plain.err().startsWith("modules: "), plain.err());
            }
            try (TepuiProcess stranger = start(Map.of(PREFIX + "ENABLED", "true", PREFIX + "VERIFY_SERVER_CERT", "true",
                    PREFIX + "CA_FILE", file("strange.pem")), 0, "modules", "list", address)) {
                assertEquals(1, stranger.exitStatus());
                assertTrue(stranger.err().startsWith("modules: no TLS with 127.0.0.1:" + master.port() + ": "), stranger.err());
            }
            try (TepuiProcess herd = start(secure, 0, "herd", address, "--agents=3", "--frameworks=1", "--seconds=1", "--task_seconds=0.2")) {
                assertEquals(0, herd.exitStatus(), herd::err);
            }
        }
    }

    @Test
    void aPlainAgentIsAdmittedWhereDowngradeIsAskedFor() throws Exception {
        secure.remove(PREFIX + "REQUIRE_CLIENT_CERT");
        secure.put(PREFIX + "SUPPORT_DOWNGRADE", "true");
        try (TepuiProcess master = master(secure); TepuiProcess plain = agent(Map.of(), master)) {
            TepuiProcess.await("registration of the plain agent", () -> master.get("/state").contains("slave(1)@127.0.0.1:" + plain.port()));
            assertTrue(get(client(), master, "/state").contains("slave(1)@127.0.0.1:" + plain.port()));
            assertTrue(master.err().contains("LIBPROCESS_SSL_SUPPORT_DOWNGRADE: plain connections are taken beside TLS"), master.err());
        }
    }

    /** Field case F105. */
    @Test
    void halfASetupEndsTheStartWithOneLineAndOldNamesAreTakenWithAWarning() throws Exception {
        Files.writeString(folder.resolve("encrypted.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        refused(Map.of("SSL_ENABLED", "true"), "LIBPROCESS_SSL_KEY_FILE: needed for TLS");
        refused(Map.of(PREFIX + "KEY_FILE", file("node.key")), "LIBPROCESS_SSL_KEY_FILE: TLS is set up but neither switched on nor off");
        refused(with("KEY_FILE", file("none.key")), "LIBPROCESS_SSL_KEY_FILE: file '" + file("none.key") + "' cannot be read: no such file");
        refused(with("KEY_FILE", file("strange.key")), "LIBPROCESS_SSL_KEY_FILE: file '" + file("strange.key") + "' is not the key of");
        refused(with("KEY_FILE", file("encrypted.key")), "LIBPROCESS_SSL_KEY_FILE: file '" + file("encrypted.key") + "' cannot be used: its key is "
                + "encrypted");
        try (TepuiProcess master = master(Map.of("SSL_ENABLED", "true", "SSL_KEY_FILE", file("node.key"), "SSL_CERT_FILE", file("node.pem")))) {
            await(client(), master, "/health", "");
            TepuiProcess.await("the warnings", () -> master.err().contains("SSL_ENABLED: old name of LIBPROCESS_SSL_ENABLED"));
            assertFalse(master.answers("/health"));
        }
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(secure);
        changed.put(PREFIX + name, value);
        return changed;
    }

    private void refused(Map<String, String> environment, String line) throws Exception {
        try (TepuiProcess master = master(environment)) {
            assertEquals(1, master.exitStatus());
            assertEquals("", master.out());
            assertTrue(master.err().startsWith(line) && master.err().lines().count() == 1, master.err());
        }
    }
}
