package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.protocol.libprocess.Upid;

/** Messages and links between ports, of which one speaks TLS or both do. */
class TlsMessagesTest {

    private static final String[] VERIFYING = {"VERIFY_SERVER_CERT", "true", "CA_FILE", "@ca.pem", "HOSTNAME_VALIDATION_SCHEME", "openssl"};

    @TempDir
    static Path dir;
    private static TlsFixture fixture;

    @BeforeAll
    static void make() throws IOException {
        fixture = new TlsFixture(dir);
    }

    private static Upid master(TestPort port) {
        return new Upid("master", "127.0.0.1", port.port.port());
    }

    private static String[] and(String[] one, String... more) {
        String[] all = java.util.Arrays.copyOf(one, one.length + more.length);
        System.arraycopy(more, 0, all, one.length, more.length);
        return all;
    }

    @Test
    void messagesArriveWholeAndInOrderBothWays() throws Exception {
        try (TestPort one = fixture.port("server", VERIFYING); TestPort other = fixture.port("server", VERIFYING)) {
            byte[] big = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                one.port.send("master", master(other), "m" + i, i == 0 ? big : TestPort.bytes("" + i));
            }
            assertArrayEquals(big, other.master.next().body());
            for (int i = 1; i < 300; i++) {
                assertEquals("m" + i, other.master.next().name());
            }
            other.port.send("master", master(one), "back", new byte[0]);
            assertEquals(master(other), one.master.next().from());
            assertEquals(0, one.counter("messages_dropped"));
            // Without a link a connection is closed a moment after its last message, in words.
            other.await("connections_open", 0);
            assertEquals(0, other.counter("bad_input_tls"));
        }
    }

    @Test
    void aLinkExitsWithItsPeer() throws Exception {
        try (TestPort one = fixture.port("server", VERIFYING)) {
            TestPort other = fixture.port("server", VERIFYING);
            long incarnation = one.port.link("master", master(other));
            other.await("tls_handshakes", 1);
            Upid peer = master(other);
            other.close();
            TestPort.Exit exit = one.master.nextExit();
            assertEquals(peer, exit.peer());
            assertEquals(incarnation, exit.incarnation());
        }
    }

    @Test
    void aPlainPeerIsNotSpokenToAndCannotSpeak() throws Exception {
        try (TestPort secure = fixture.port("server"); TestPort plain = new TestPort()) {
            secure.port.link("master", master(plain));
            secure.port.send("master", master(plain), "secret", new byte[0]);
            assertEquals(master(plain), secure.master.nextExit().peer());
            secure.await("tls_connect_failures", 1);
            plain.port.link("master", master(secure));
            plain.port.send("master", master(secure), "let-me-in", new byte[0]);
            assertEquals(master(secure), plain.master.nextExit().peer());
            assertEquals(0, plain.counter("messages_received"));
            assertEquals(0, secure.counter("messages_received"));
            assertTrue(secure.counter("bad_input_plain") >= 1);
        }
    }

    @Test
    void aPlainPeerIsSpokenToInPlainWhereDowngradeIsAskedForAndNothingIsLost() throws Exception {
        try (TestPort secure = fixture.port("server", "SUPPORT_DOWNGRADE", "true"); TestPort plain = new TestPort()) {
            long incarnation = secure.port.link("master", master(plain));
            for (int i = 0; i < 20; i++) {
                secure.port.send("master", master(plain), "m" + i, new byte[0]);
            }
            for (int i = 0; i < 20; i++) {
                assertEquals("m" + i, plain.master.next().name());
            }
            plain.port.send("master", master(secure), "back", new byte[0]);
            assertEquals("back", secure.master.next().name());
            assertEquals(1, secure.counter("tls_plain_connects"));
            assertEquals(0, secure.counter("messages_dropped"));
            assertEquals(1, secure.counter("links_open"));
            plain.close();
            assertEquals(incarnation, secure.master.nextExit().incarnation());
        }
    }

    @Test
    void aPeerOfAStrangeAuthorityIsNeverSpokenToNotEvenInPlain() throws Exception {
        try (TestPort one = fixture.port("server", and(VERIFYING, "SUPPORT_DOWNGRADE", "true"));
                TestPort strange = fixture.port("strange-server", "SUPPORT_DOWNGRADE", "true")) {
            one.port.link("master", master(strange));
            one.port.send("master", master(strange), "secret", new byte[0]);
            assertEquals(master(strange), one.master.nextExit().peer());
            one.await("messages_dropped", 1);
            assertEquals(0, one.counter("tls_plain_connects"));
            assertEquals(0, strange.counter("messages_received"));
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotTaken() throws Exception {
        try (TestPort one = fixture.port("server", VERIFYING); TestPort other = fixture.port("client")) {
            one.port.link("master", master(other));
            assertEquals(master(other), one.master.nextExit().peer());
            assertEquals(1, one.counter("tls_connect_failures"));
        }
    }

    @Test
    void whereClientsMustShowACertificateAPeerShowsItsOwn() throws Exception {
        String[] mutual = and(VERIFYING, "REQUIRE_CLIENT_CERT", "true");
        try (TestPort one = fixture.port("server", mutual); TestPort other = fixture.port("server", mutual);
                TestPort strange = fixture.port("strange-server")) {
            one.port.send("master", master(other), "hello", new byte[0]);
            assertEquals("hello", other.master.next().name());
            strange.port.link("master", master(other));
            strange.port.send("master", master(other), "let-me-in", new byte[0]);
            assertEquals(master(other), strange.master.nextExit().peer());
            assertEquals(1, other.counter("messages_received"));
        }
    }
}
