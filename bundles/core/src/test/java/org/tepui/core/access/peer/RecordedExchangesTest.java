package org.tepui.core.access.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.module.ModuleKind;
import org.tepui.authenticator.crammd5.CramMd5Authenticator;
import org.tepui.core.access.AccessCounters;
import org.tepui.core.access.GuardedCalls;
import org.tepui.core.module.Seat;
import org.tepui.protocol.libprocess.MessageNames;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.wire.NettyPortFactory;

/**
 * The four exchanges of recording 10-auth (10-auth-crammd5.tsv: two agents, two drivers, each once with a wrong and once with the right
 * secret) between two real ports, with the recorded challenges: what the peers sent is sent byte for byte, what the master answered must be
 * the same byte for byte. Only ports differ.
 */
class RecordedExchangesTest {

    private static final Credentials CREDENTIALS = Credentials.of(Map.of("op", "op-secret", "agent", "agent-secret"));
    private static final Pattern CHALLENGE = Pattern.compile("<[0-9.]+@localhost>");

    /** One recorded message. */
    private record Line(boolean fromMaster, String process, String name, Upid sender, byte[] body) {

        static Line of(String row) {
            String[] field = row.split("\t", -1);
            String[] path = field[2].substring(1).split("/", 2);
            return new Line(field[1].equals("master"), path[0], path[1], Upid.parse(field[3]), Base64.getDecoder().decode(field[4]));
        }
    }

    private record Received(Upid from, String to, String name, byte[] body) { }

    private static List<Line> recorded() throws IOException {
        try (InputStream in = RecordedExchangesTest.class.getResourceAsStream("/golden/10-auth-crammd5.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(Line::of).toList();
        }
    }

    private static ArrayDeque<String> challenges(List<Line> lines) {
        ArrayDeque<String> challenges = new ArrayDeque<>();
        for (Line line : lines) {
            Matcher challenge = CHALLENGE.matcher(new String(line.body(), StandardCharsets.ISO_8859_1));
            if (line.fromMaster() && challenge.find()) {
                challenges.add(challenge.group());
            }
        }
        return challenges;
    }

    @Test
    void everyMessageOfTheMasterIsAsRecorded() throws Exception {
        List<Line> lines = recorded();
        ArrayDeque<String> challenges = challenges(lines);
        assertEquals(4, challenges.size());
        CramMd5Authenticator authenticator = new CramMd5Authenticator(challenges::removeFirst);
        authenticator.configure(CREDENTIALS);
        Seat<Authenticator> seat = new Seat<>(ModuleKind.AUTHENTICATOR);
        seat.take(List.of("crammd5"), List.of(authenticator));
        AccessCounters counters = new AccessCounters();
        int compared = 0;
        try (NettyPortFactory ports = new NettyPortFactory(); Port master = ports.open(PortConfig.of("127.0.0.1", 0));
                GuardedCalls calls = new GuardedCalls(TimeUnit.SECONDS.toNanos(10));
                Peers peers = new Peers(master, seat, calls, new Peers.Limits(true, TimeUnit.MINUTES.toNanos(1)), counters)) {
            master.register("master", handler((from, message) -> {
                if (message.name().equals("mesos.internal.AuthenticateMessage")) {
                    peers.authenticate(from, (AuthenticateMessage) decode(message.name(), message.body()));
                }
            }));
            for (List<Line> exchange : exchanges(lines)) {
                compared += replay(exchange, master, ports, peers);
            }
        }
        assertEquals(12, compared);
        assertEquals(2, counters.byName().get("peers/completed"));
        assertEquals(2, counters.byName().get("peers/failed"));
    }

    private static List<List<Line>> exchanges(List<Line> lines) {
        List<List<Line>> exchanges = new ArrayList<>();
        for (Line line : lines) {
            if (line.name().equals("mesos.internal.AuthenticateMessage")) {
                exchanges.add(new ArrayList<>());
            }
            exchanges.get(exchanges.size() - 1).add(line);
        }
        return exchanges;
    }

    private int replay(List<Line> exchange, Port master, NettyPortFactory ports, Peers peers) throws Exception {
        BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
        int compared = 0;
        try (Port peer = ports.open(PortConfig.of("127.0.0.1", 0))) {
            String speaker = exchange.get(0).sender().id();
            Upid pid = Upid.parse(((AuthenticateMessage) decode(exchange.get(0).name(), exchange.get(0).body())).getPid());
            Upid live = new Upid(pid.id(), "127.0.0.1", peer.port());
            peer.register(speaker, handler((from, message) -> inbox.add(message)));
            String last = "";
            for (Line line : exchange) {
                if (line.fromMaster()) {
                    Received received = inbox.poll(10, TimeUnit.SECONDS);
                    assertNotNull(received, "the master did not say " + line.name());
                    assertEquals(line.name(), received.name());
                    assertEquals(line.process(), received.to());
                    assertEquals(line.sender().id(), received.from().id());
                    assertEquals(text(line.name(), line.body()), text(received.name(), received.body()));
                    assertEquals(HEX.formatHex(line.body()), HEX.formatHex(received.body()));
                    last = received.name();
                    compared++;
                } else {
                    byte[] body = line.name().equals("mesos.internal.AuthenticateMessage")
                            ? AuthenticateMessage.newBuilder().setPid(live.toString()).build().toByteArray() : line.body();
                    peer.send(speaker, new Upid(line.process(), "127.0.0.1", master.port()), line.name(), body);
                }
            }
            boolean passed = last.endsWith("AuthenticationCompletedMessage");
            assertEquals(passed, peers.principal(live).isPresent());
            peers.principal(live).ifPresent(principal -> assertEquals(pid.id().startsWith("slave") ? "agent" : "op", principal));
        }
        return compared;
    }

    private static final java.util.HexFormat HEX = java.util.HexFormat.of();

    private static String text(String name, byte[] body) {
        return TextFormat.printer().printToString(decode(name, body));
    }

    private static com.google.protobuf.Message decode(String name, byte[] body) {
        try {
            Optional<com.google.protobuf.Message> message = MessageNames.decode(name, body);
            return message.orElseThrow();
        } catch (org.tepui.protocol.ProtocolException e) {
            throw new AssertionError(name, e);
        }
    }

    private interface Taker {
        void take(Upid from, Received message);
    }

    private static ProcessHandler handler(Taker taker) {
        return new ProcessHandler() {
            @Override
            public void message(Upid from, String to, String name, byte[] body, String peer) {
                taker.take(from, new Received(from, to, name, body));
            }

            @Override
            public void exited(Upid peer, long incarnation) {
                // Nobody is linked from here.
            }
        };
    }
}
