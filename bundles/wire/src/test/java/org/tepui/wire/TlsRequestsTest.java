package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.api.http.HttpStream;
import org.tepui.wire.base.Limits;

/** Requests to a port that speaks TLS: from clients that do as well, and from those that do not. */
class TlsRequestsTest {

    @TempDir
    static Path dir;
    private static TlsFixture fixture;

    @BeforeAll
    static void make() throws IOException {
        fixture = new TlsFixture(dir);
    }

    private static void answersStill(TestPort port) throws Exception {
        assertEquals(200, TlsFixture.get(fixture.client(""), port, "/version").statusCode());
    }

    @Test
    void aClientGetsItsAnswersWholeLargeOnesToo() throws Exception {
        try (TestPort port = fixture.port("server")) {
            HttpClient client = fixture.client("");
            assertEquals("{\"version\":\"1.12.0\"}", new String(TlsFixture.get(client, port, "/version").body(), StandardCharsets.UTF_8));
            byte[] big = new byte[3 << 20];
            new Random(1).nextBytes(big);
            HttpResponse<byte[]> echoed = client.send(TlsFixture.request(port, "/master/echo").POST(HttpRequest.BodyPublishers.ofByteArray(big))
                    .build(), HttpResponse.BodyHandlers.ofByteArray());
            assertArrayEquals(big, echoed.body());
            assertEquals(0, port.counter("bad_input_tls"));
            assertTrue(port.counter("tls_handshakes") >= 1);
        }
    }

    @Test
    void aStreamRunsAndEndsWithTheClient() throws Exception {
        try (TestPort port = fixture.port("server", "ENABLE_TLS_V1_3", "true")) {
            HttpResponse<InputStream> answer = fixture.client("").send(TlsFixture.request(port, "/master/api/v1/scheduler")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofInputStream());
            HttpStream stream = port.stream();
            byte[] first = answer.body().readNBytes(23);
            assertEquals("20\n{\"type\":\"HEARTBEAT\"}", new String(first, StandardCharsets.UTF_8).substring(0, 23));
            stream.write(TestPort.bytes("more"));
            assertEquals("more", new String(answer.body().readNBytes(4), StandardCharsets.UTF_8));
            answer.body().close();
            port.await("streams_open", 0);
        }
    }

    /** The end of what is sent has its own word in TLS; without it a client could not tell the end from a cut. */
    @Test
    void anAnswerThatEndsItsConnectionEndsItInWords() throws Exception {
        try (TestPort port = fixture.port("server"); Socket plain = new Socket("127.0.0.1", port.port.port());
                Socket secure = fixture.tls("").over(plain, "127.0.0.1")) {
            secure.setSoTimeout(10_000);
            secure.getOutputStream().write("GET /version HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(secure.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.endsWith("{\"version\":\"1.12.0\"}"), answer);
        }
    }

    @Test
    void aPlainRequestIsClosedWithoutAnAnswerAndCounted() throws Exception {
        try (TestPort port = fixture.port("server")) {
            for (int i = 0; i < 3; i++) {
                try (RawClient plain = new RawClient(port.port.port())) {
                    assertTrue(plain.get("/version").closedByServer());
                }
            }
            port.await("bad_input_plain", 3);
            assertEquals(0, port.counter("requests_received"));
            answersStill(port);
        }
    }

    @Test
    void bothAreServedWhereDowngradeIsAskedFor() throws Exception {
        try (TestPort port = fixture.port("server", "SUPPORT_DOWNGRADE", "true"); RawClient plain = new RawClient(port.port.port());
                RawClient slow = new RawClient(port.port.port())) {
            assertEquals(200, plain.get("/version").read().status());
            assertEquals(200, plain.get("/master/state").read().status());
            slow.send("G").send("ET /version HTTP/1.1\r\n\r\n");
            assertEquals(200, slow.read().status());
            answersStill(port);
            assertEquals(2, port.counter("tls_plain_accepted"));
            assertEquals(1, port.counter("tls_handshakes"));
        }
    }

    @Test
    void whoMustShowACertificateGetsNothingWithoutOneThatIsTrusted() throws Exception {
        try (TestPort port = fixture.port("server", "REQUIRE_CLIENT_CERT", "true", "CA_FILE", "@ca.pem", "HOSTNAME_VALIDATION_SCHEME", "openssl")) {
            assertThrows(IOException.class, () -> TlsFixture.get(fixture.client(""), port, "/version"));
            assertThrows(IOException.class, () -> TlsFixture.get(fixture.client("strange-client"), port, "/version"));
            assertEquals(0, port.counter("requests_received"));
            assertEquals(0, port.counter("tls_handshakes"));
            assertTrue(port.counter("bad_input_tls") >= 2);
            assertEquals(200, TlsFixture.get(fixture.client("client"), port, "/version").statusCode());
        }
    }

    /** With TLS 1.3 a client has finished before its certificate is looked at: its request must not get through all the same. */
    @Test
    void withTls13TooNoRequestIsServedBeforeTheCertificateIsKnown() throws Exception {
        try (TestPort port = fixture.port("server", "REQUIRE_CLIENT_CERT", "true", "CA_FILE", "@ca.pem", "HOSTNAME_VALIDATION_SCHEME", "openssl",
                "ENABLE_TLS_V1_3", "true", "ENABLE_TLS_V1_2", "false")) {
            assertThrows(IOException.class, () -> TlsFixture.get(fixture.client("strange-client"), port, "/version"));
            assertEquals(0, port.counter("requests_received"));
            assertEquals(200, TlsFixture.get(fixture.client("client"), port, "/version").statusCode());
        }
    }

    @Test
    void aClientThatTrustsAnotherAuthorityGoesAway() throws Exception {
        try (TestPort port = fixture.port("strange-server")) {
            assertThrows(IOException.class, () -> TlsFixture.get(fixture.client(""), port, "/version"));
            port.await("bad_input_tls", 1);
        }
    }

    @Test
    void bytesThatAreNoTlsAreClosedAndCountedAndThePortLivesOn() throws Exception {
        try (TestPort port = fixture.port("server")) {
            Random random = new Random(7);
            for (int i = 0; i < 50; i++) {
                byte[] garbage = new byte[1 + random.nextInt(2000)];
                random.nextBytes(garbage);
                garbage[0] = 22;
                if (i % 2 == 0 && garbage.length > 5) {
                    // A record of the right form: version and length fit, only the handshake in it does not.
                    garbage[1] = 3;
                    garbage[2] = 3;
                    garbage[3] = (byte) ((garbage.length - 5) >> 8);
                    garbage[4] = (byte) (garbage.length - 5);
                }
                try (RawClient client = new RawClient(port.port.port())) {
                    client.send(garbage);
                    client.shutdownOutput();
                    client.drain();
                } catch (java.net.SocketException e) {
                    // Reset, because the port closed with bytes unread.
                    assertTrue(port.counter("bad_input_tls") > 0);
                }
            }
            assertTrue(port.counter("bad_input_tls") >= 40, port.port.counters().toString());
            assertEquals(0, port.counter("requests_received"));
            answersStill(port);
            port.await("connections_open", 1);
        }
    }

    @Test
    void whoDoesNotShakeHandsInTimeIsClosed() throws Exception {
        try (TestPort port = fixture.port(Limits.standard().withTimes(200_000_000L), "server"); RawClient silent = new RawClient(port.port.port());
                RawClient half = new RawClient(port.port.port())) {
            half.send(new byte[] {22, 3, 1, 2, 0, 1});
            assertTrue(silent.closedByServer());
            half.drain();
            port.await("bad_input_tls", 2);
            port.await("connections_open", 0);
        }
    }
}
