package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.base.Limits;

class MessagesTest {

    private TestPort wire;

    @BeforeEach
    void open() throws IOException {
        wire = new TestPort();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    private static String post(String process, String from) {
        return "POST /" + process + "/m.Ping HTTP/1.1\r\nLibprocess-From: " + from + "\r\nContent-Length: 2\r\n\r\nhi";
    }

    @Test
    void aMessageReachesItsProcessWithSenderNameBodyAndPeer() throws Exception {
        try (RawClient client = wire.client()) {
            client.send(post("master", " slave(1)@127.0.0.1:5051 "));
            assertEquals(202, client.read().status());
            TestPort.Message message = wire.master.next();
            assertEquals(new Upid("slave(1)", "127.0.0.1", 5051), message.from());
            assertEquals("master", message.to());
            assertEquals("m.Ping", message.name());
            assertArrayEquals(TestPort.bytes("hi"), message.body());
            assertEquals("127.0.0.1:" + client.localPort(), message.peer());
        }
    }

    @Test
    void messagesOfAConnectionKeepTheirOrder() throws Exception {
        try (RawClient client = wire.client()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 5000; i++) {
                all.append("POST /master/m").append(i).append(" HTTP/1.1\r\nUser-Agent: libprocess/a@127.0.0.1:1\r\n\r\n");
            }
            Thread sender = new Thread(() -> {
                try {
                    client.send(all.toString());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            for (int i = 0; i < 5000; i++) {
                assertEquals(202, client.read().status());
                assertEquals("m" + i, wire.master.next().name());
            }
            sender.join();
        }
    }

    @Test
    void processIdsInPathsAreDecoded() throws Exception {
        TestPort.Recorder agent = new TestPort.Recorder();
        wire.port.register("slave(1)", agent);
        try (RawClient client = wire.client()) {
            assertEquals(202, client.send(post("slave%281%29", "a@127.0.0.1:1")).read().status());
            assertEquals(202, client.send(post("slave(1)", "a@127.0.0.1:1")).read().status());
            assertEquals("slave(1)", agent.next().to());
            assertEquals(400, client.send(post("%zz", "a@127.0.0.1:1")).read().status());
            assertEquals(404, client.send(post("", "a@127.0.0.1:1")).read().status());
            assertEquals(1, wire.counter("bad_input_target"));
        }
    }

    @Test
    void aProcessThatHasEndedIsNotFound() throws Exception {
        AutoCloseable registration = wire.port.register("other", new TestPort.Recorder());
        try (RawClient client = wire.client()) {
            assertEquals(202, client.send(post("other", "a@127.0.0.1:1")).read().status());
            registration.close();
            assertEquals(404, client.send(post("other", "a@127.0.0.1:1")).read().status());
        }
    }

    @Test
    void oneConnectionSpeaksForOneAddress() throws Exception {
        try (RawClient client = wire.client(); RawClient other = wire.client()) {
            assertEquals(202, client.send(post("master", "slave(1)@127.0.0.1:5051")).read().status());
            assertEquals(202, client.send(post("master", "crammd5-authenticatee(1)@127.0.0.1:5051")).read().status());
            RawClient.Answer refused = client.send(post("master", "slave(1)@127.0.0.1:5052")).read();
            assertEquals(400, refused.status());
            assertEquals(202, client.send(post("master", "slave(1)@127.0.0.1:5051")).read().status());
            assertEquals(202, other.send(post("master", "slave(1)@127.0.0.1:5052")).read().status());
            assertEquals(1, wire.counter("messages_refused"));
            assertEquals(1, wire.counter("bad_input_sender"));
            assertEquals(4, wire.counter("messages_received"));
        }
    }

    @Test
    void aSenderAtAnotherIpIsRefusedWhenThatIsRequired() throws Exception {
        PortConfig required = new PortConfig("127.0.0.1", 0, Optional.empty(), Optional.empty(), true, 1000, 10);
        try (TestPort strict = new TestPort(Limits.standard(), required); RawClient client = strict.client()) {
            RawClient.Answer refused = client.send(post("master", "slave(1)@10.0.0.1:5051")).read();
            assertEquals(400, refused.status());
            assertEquals("UPID IP address validation failed: Message from slave(1)@10.0.0.1:5051 was sent from IP 127.0.0.1", refused.text());
            assertEquals(400, client.send(post("master", "slave(1)@host:5051")).read().status());
            assertEquals(202, client.send(post("master", "slave(1)@127.0.0.1:5051")).read().status());
        }
    }

    @Test
    void aHandlerThatThrowsCostsOneMessage() throws Exception {
        wire.port.register("weak", new TestPort.Recorder() {
            @Override
            public void message(Upid from, String to, String name, byte[] body, String peer) {
                throw new IllegalStateException("on purpose");
            }
        });
        try (RawClient client = wire.client()) {
            assertEquals(202, client.send(post("weak", "a@127.0.0.1:1")).read().status());
            assertEquals(202, client.send(post("master", "a@127.0.0.1:1")).read().status());
            assertEquals(1, wire.counter("message_handler_failures"));
        }
    }

    @Test
    void whatIsSentHasTheRecordedBytes() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            byte[] recorded = resource("recorded-message.bin");
            String text = new String(recorded, StandardCharsets.ISO_8859_1);
            int body = text.indexOf("\r\n\r\n") + 4;
            int bodyStart = text.indexOf("\r\n", body) + 2;
            int length = Integer.parseInt(text.substring(body, bodyStart - 2), 16);
            Upid to = new Upid("slave(1)", "127.0.0.1", peer.getLocalPort());
            wire.port.send("master", to, "mesos.internal.SlaveRegisteredMessage",
                    text.substring(bodyStart, bodyStart + length).getBytes(StandardCharsets.ISO_8859_1));
            wire.port.send("slave-observer(1)", to, "m.Empty", new byte[0]);
            String expected = text.replace("master@127.0.0.1:5050", "master@127.0.0.1:" + wire.port.port())
                    .replace("Host: 127.0.0.1:5051", "Host: " + to.address())
                    + "POST /slave(1)/m.Empty HTTP/1.1\r\nUser-Agent: libprocess/slave-observer(1)@127.0.0.1:" + wire.port.port()
                    + "\r\nLibprocess-From: slave-observer(1)@127.0.0.1:" + wire.port.port() + "\r\nConnection: Keep-Alive\r\nHost: "
                    + to.address() + "\r\n\r\n";
            try (Socket accepted = peer.accept()) {
                accepted.setSoTimeout(10_000);
                assertEquals(expected, new String(accepted.getInputStream().readNBytes(expected.length()), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MessagesTest.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void portsTalkToEachOtherInOrder() throws Exception {
        try (TestPort other = new TestPort()) {
            Upid to = new Upid("master", "127.0.0.1", other.port.port());
            for (int i = 0; i < 20_000; i++) {
                wire.port.send("master", to, "m" + i, new byte[i % 50]);
            }
            for (int i = 0; i < 20_000; i++) {
                TestPort.Message message = other.master.next();
                assertEquals("m" + i, message.name());
                assertEquals(i % 50, message.body().length);
            }
            assertEquals(1, wire.counter("peer_connects"));
            assertEquals(0, wire.counter("messages_dropped"));
        }
    }

    @Test
    void aConnectionWithoutALinkGoesWhenItIsIdleAndNothingIsLost() throws Exception {
        try (TestPort brief = new TestPort(Limits.standard().withTimes(50_000_000L), PortConfig.of("127.0.0.1", 0))) {
            Upid to = new Upid("master", "127.0.0.1", wire.port.port());
            brief.port.send("master", to, "first", new byte[0]);
            assertEquals("first", wire.master.next().name());
            wire.await("connections_accepted", 1);
            wire.await("connections_open", 0);
            brief.port.send("master", to, "second", new byte[0]);
            assertEquals("second", wire.master.next().name());
            assertEquals(2, wire.counter("connections_accepted"));
        }
    }

    @Test
    void whatCannotBeDeliveredIsDroppedAndCounted() throws Exception {
        int unused;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = taken.getLocalPort();
        }
        wire.port.send("master", new Upid("x", "127.0.0.1", unused), "m", new byte[10]);
        wire.await("messages_dropped", 1);
        wire.port.send("master", Upid.EMPTY, "m", new byte[10]);
        wire.port.send("master", new Upid("x", "no.such.host", 1), "m", new byte[10]);
        wire.port.send("master", new Upid("x HTTP/1.1\r\nEvil: 1", "127.0.0.1", unused), "m", new byte[10]);
        assertEquals(4, wire.counter("messages_dropped"));
    }

    @Test
    void theQueueOfAPeerIsBounded() throws Exception {
        try (TestPort small = new TestPort(Limits.standard().withPeerQueueBytesMax(1 << 20), PortConfig.of("127.0.0.1", 0));
                ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Upid to = new Upid("x", "127.0.0.1", deaf.getLocalPort());
            for (int i = 0; i < 1000; i++) {
                small.port.send("master", to, "m", new byte[64 * 1024]);
            }
            assertTrue(small.counter("messages_dropped") > 500, small.counter("messages_dropped") + " dropped");
        }
    }

    @Test
    void localMessagesTakeNoSocketAndKeepOrder() throws Exception {
        Upid to = new Upid("master", wire.port.ip(), wire.port.port());
        for (int i = 0; i < 1000; i++) {
            wire.port.send("authenticator", to, "m" + i, new byte[0]);
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals("m" + i, wire.master.next().name());
        }
        assertEquals(1000, wire.counter("messages_local"));
        assertEquals(0, wire.counter("peer_connects"));
    }

    @Test
    void aLinkExitsOnceWhenThePeerGoes() throws Exception {
        TestPort agent = new TestPort();
        Upid peer = new Upid("slave(1)", "127.0.0.1", agent.port.port());
        long incarnation = wire.port.link("master", peer);
        assertEquals(incarnation, wire.port.link("master", peer), "a live link is the same link");
        long second = wire.port.link("master", peer.sibling("slave(2)"));
        agent.await("connections_open", 1);
        agent.close();
        assertEquals(new TestPort.Exit(peer, incarnation), wire.master.nextExit());
        assertEquals(new TestPort.Exit(peer.sibling("slave(2)"), second), wire.master.nextExit());
        wire.await("links_open", 0);
        assertEquals(2, wire.counter("link_exits"));
    }

    @Test
    void aLinkThatCannotBeMadeExitsAndTheNextHasANewIncarnation() throws Exception {
        int unused;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = taken.getLocalPort();
        }
        Upid peer = new Upid("slave(1)", "127.0.0.1", unused);
        long first = wire.port.link("master", peer);
        assertEquals(new TestPort.Exit(peer, first), wire.master.nextExit());
        long second = wire.port.link("master", peer);
        assertNotEquals(first, second);
        assertEquals(new TestPort.Exit(peer, second), wire.master.nextExit());
        long third = wire.port.link("master", Upid.EMPTY);
        assertEquals(new TestPort.Exit(Upid.EMPTY, third), wire.master.nextExit());
    }

    @Test
    void aPeerThatComesBackAtItsAddressIsANewIncarnation() throws Exception {
        TestPort agent = new TestPort();
        Upid peer = new Upid("slave(1)", "127.0.0.1", agent.port.port());
        long first = wire.port.link("master", peer);
        agent.await("connections_open", 1);
        agent.close();
        assertEquals(first, wire.master.nextExit().incarnation());
        try (TestPort back = new TestPort(Limits.standard(), PortConfig.of("127.0.0.1", peer.port()))) {
            long second = wire.port.link("master", peer);
            back.await("connections_open", 1);
            assertTrue(second > first);
            assertEquals(0, wire.master.exits.size());
        }
        assertEquals(2, wire.counter("peer_connects"));
    }

    @Test
    void messagesAndLinksOfAnAddressShareOneConnectionThatStays() throws Exception {
        try (TestPort brief = new TestPort(Limits.standard().withTimes(50_000_000L), PortConfig.of("127.0.0.1", 0))) {
            Upid peer = new Upid("master", "127.0.0.1", wire.port.port());
            brief.port.send("master", peer, "before", new byte[0]);
            brief.port.link("master", peer);
            brief.port.send("master", peer, "after", new byte[0]);
            assertEquals("before", wire.master.next().name());
            assertEquals("after", wire.master.next().name());
            assertEquals(1, brief.counter("peer_connects"));
            brief.port.unlink("master", peer);
            wire.await("connections_open", 0);
            assertEquals(0, brief.master.exits.size());
        }
    }

    @Test
    void theEndOfALocalProcessIsAnExitToo() throws Exception {
        AutoCloseable registration = wire.port.register("session", new TestPort.Recorder());
        Upid session = new Upid("session", wire.port.ip(), wire.port.port());
        long incarnation = wire.port.link("master", session);
        registration.close();
        assertEquals(new TestPort.Exit(session, incarnation), wire.master.nextExit());
        long again = wire.port.link("master", session);
        assertEquals(new TestPort.Exit(session, again), wire.master.nextExit());
    }

    @Test
    void anAdvertisedAddressIsTheOneThatPeersAreTold() throws Exception {
        PortConfig config = new PortConfig("127.0.0.1", 0, Optional.of("10.9.8.7"), Optional.of(4711), false, 1000, 10);
        try (TestPort hidden = new TestPort(Limits.standard(), config)) {
            Port port = hidden.port;
            assertEquals("10.9.8.7", port.ip());
            assertEquals(4711, port.port());
            port.send("master", new Upid("master", "127.0.0.1", wire.port.port()), "m", new byte[0]);
            assertEquals(new Upid("master", "10.9.8.7", 4711), wire.master.next().from());
            port.send("x", new Upid("master", "10.9.8.7", 4711), "m", new byte[0]);
            assertEquals("m", hidden.master.messages.poll(10, TimeUnit.SECONDS).name());
        }
    }
}
