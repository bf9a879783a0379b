package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

/**
 * Recorded agents under {@code --agent_removal_rate_limit=1/4secs --agent_ping_timeout=1secs --max_agent_ping_timeouts=2}: four fall silent,
 * one wakes up while it waits for its turn, the others when they have had theirs. What they sent is said to the line at the recorded times, on
 * the test's clock. Rows of golden/17-removal.tsv: seconds, {@code in} or {@code out}, the agent's port, the process that a message went to,
 * its name, its body; or {@code metrics} and {@code slaves} with what the recorded master answered then.
 *
 * <p>Differs by decision: the name of an observer stays after its agent is gone, so that pongs which come late are answered 202 and counted as
 * dropped ({@code master/dropped_messages}), where the recorded master answers 404 and counts nothing. Not compared: {@code AGENT_ADDED} of the
 * operator's stream.
 */
class RemovalReplayTest {

    private static final String MASTER = "79c7d90d-4dd1-4da4-b503-5366dc6ddd4a";
    private static final double BEGIN = 36;
    private static final Map<String, Counter> COUNTERS = new LinkedHashMap<>();

    static {
        for (Counter counter : List.of(Counter.AGENT_REGISTRATIONS, Counter.AGENT_REREGISTRATIONS, Counter.AGENT_REMOVALS,
                Counter.AGENT_REMOVALS_REASON_UNHEALTHY, Counter.AGENT_REMOVALS_REASON_UNREGISTERED, Counter.AGENT_UNREACHABLE_SCHEDULED,
                Counter.AGENT_UNREACHABLE_COMPLETED, Counter.AGENT_UNREACHABLE_CANCELED)) {
            COUNTERS.put(counter.metric(), counter);
        }
    }

    private final LineHarness line;
    private final List<String> differences = new ArrayList<>();
    private int compared;

    RemovalReplayTest() {
        LineHarness.Config config = LineHarness.config();
        config.masterId = MASTER;
        config.pingTimeout = LineHarness.SECOND;
        config.maxPingTimeouts = 2;
        config.removalInterval = Optional.of(4 * LineHarness.SECOND);
        line = new LineHarness(config.build(), new TreeMap<>(), new Assembly());
    }

    private static List<String[]> rows() throws IOException {
        try (InputStream in = RemovalReplayTest.class.getResourceAsStream("/golden/17-removal.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(row -> row.split("\t", -1)).toList();
        }
    }

    @Test
    void agentsBecomeUnreachableInTheRecordedOrderAtTheRecordedTimes() throws Exception {
        line.lead();
        long begin = line.nanos;
        for (String[] row : rows()) {
            line.advance(begin + Math.round((Double.parseDouble(row[0]) - BEGIN) * LineHarness.SECOND) - line.nanos);
            switch (row[1]) {
                case "in" -> line.input(new Input.AgentMessage(pid(row[2]), receiver(row), message(row[4], Base64.getDecoder().decode(row[5]))));
                case "metrics" -> metrics(row[0], row[4]);
                case "slaves" -> compare(row[0] + " slaves", row[4], agents().stream()
                        .map(agent -> agent.pid().port() + ":" + (agent.active() ? "active" : "inactive")).sorted().collect(Collectors.joining(" ")));
                default -> { }
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(16 * 10 + 4, compared);
    }

    /** The first ping and the answer to a registration come from two processes of the recorded master, now one first, now the other. */
    @Test
    void everyAgentIsSentTheRecordedMessagesInTheirOrder() throws Exception {
        agentsBecomeUnreachableInTheRecordedOrderAtTheRecordedTimes();
        for (String port : List.of("5051", "5052", "5053", "5054")) {
            List<String> recorded = rows().stream().filter(row -> row[1].equals("out") && row[2].equals(port)).map(row -> row[4]).toList();
            List<String> ours = line.sent.stream().filter(one -> one.to().equals(pid(port)))
                    .map(one -> one.message().getDescriptorForType().getName()).toList();
            assertEquals(pings(recorded), pings(ours), port);
            assertEquals(withoutPings(recorded), withoutPings(ours), port);
        }
    }

    private static long pings(List<String> names) {
        return names.stream().filter("PingSlaveMessage"::equals).count();
    }

    private static List<String> withoutPings(List<String> names) {
        return names.stream().filter(name -> !name.equals("PingSlaveMessage")).toList();
    }

    /** What differs by decision, so that it does not grow unseen: the pongs that came late. */
    @Test
    void latePongsAreDroppedAndCounted() throws Exception {
        agentsBecomeUnreachableInTheRecordedOrderAtTheRecordedTimes();
        long late = rows().stream().filter(row -> row[4].equals("PongSlaveMessage") && Double.parseDouble(row[0]) > 54.4
                && List.of("slave-observer(1)", "slave-observer(2)", "slave-observer(3)").contains(row[3])).count();
        assertTrue(late > 0);
        assertEquals(late, line.count(Counter.DROPPED_MESSAGES));
    }

    /** Observers of agents that came back are numbered as the registry answered, which in the recording was not the order of the requests. */
    private String receiver(String[] row) {
        if (!row[4].equals("PongSlaveMessage") || row[3].compareTo("slave-observer(5)") < 0) {
            return row[3];
        }
        return line.sent.stream().filter(one -> one.to().equals(pid(row[2])) && one.message() instanceof PingSlaveMessage)
                .reduce((older, newer) -> newer).orElseThrow().from();
    }

    private List<AgentRecord> agents() {
        List<AgentRecord> agents = new ArrayList<>();
        line.snapshot.agents().forEach(agents::add);
        return agents;
    }

    private void metrics(String time, String recorded) {
        for (String pair : recorded.split(" ")) {
            String name = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1);
            if (COUNTERS.containsKey(name)) {
                compare(time + " " + name, value, "" + line.count(COUNTERS.get(name)));
            } else if (name.equals("master/slaves_active")) {
                compare(time + " " + name, value, "" + agents().stream().filter(agent -> agent.active()).count());
            } else if (name.equals("master/slaves_unreachable")) {
                compare(time + " " + name, value, "" + line.snapshot.unreachableAgents());
            }
        }
    }

    private void compare(String what, String recorded, String ours) {
        compared++;
        if (!recorded.equals(ours)) {
            differences.add(what + " is " + ours + ", recorded " + recorded);
        }
    }

    private static Upid pid(String port) {
        return new Upid("slave(1)", "127.0.0.1", Integer.parseInt(port));
    }

    private static Message message(String name, byte[] body) throws InvalidProtocolBufferException {
        return switch (name) {
            case "PongSlaveMessage" -> PongSlaveMessage.parseFrom(body);
            case "RegisterSlaveMessage" -> RegisterSlaveMessage.parseFrom(body);
            case "ReregisterSlaveMessage" -> ReregisterSlaveMessage.parseFrom(body);
            case "UpdateSlaveMessage" -> UpdateSlaveMessage.parseFrom(body);
            case "UnregisterSlaveMessage" -> UnregisterSlaveMessage.parseFrom(body);
            default -> throw new IllegalStateException(name);
        };
    }
}
