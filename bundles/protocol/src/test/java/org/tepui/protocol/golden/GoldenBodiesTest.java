package org.tepui.protocol.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.libprocess.MessageNames;
import org.tepui.protocol.mesos.maintenance.ClusterStatus;
import org.tepui.protocol.mesos.maintenance.Schedule;
import org.tepui.protocol.mesos.registry.Registry;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/** Every protobuf message of the recordings: what real processes sent is read, and printed again to the same bytes. */
class GoldenBodiesTest {

    private static final String LOG = "mesos.internal.log.";
    /** Names in the recordings that are events of the transport or made up by a hostile client. */
    private static final Set<String> NO_MESSAGES = Set.of("master", "terminate", "x", "__exited__");

    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void whatMasterAndAgentPrintedIsReadAndPrintedToTheSameBytes() throws Exception {
        for (GoldenBody body : GoldenBody.all()) {
            if (isReal(body)) {
                check(body);
            }
        }
        report("master and agent");
        assertEquals(List.of(), wrong);
        assertEquals(830 + 18 + 692 + 102, equal());
    }

    @Test
    void whatClientsSentIsReadOrRefusedWithOneLine() throws Exception {
        for (GoldenBody body : GoldenBody.all()) {
            if (!isReal(body)) {
                checkClient(body);
            }
        }
        report("clients");
        assertEquals(List.of(), wrong);
        assertEquals(242 + 79, equal());
    }

    @Test
    void refusedCallsGetTheTextOfTheRealMaster() throws IOException {
        int equal = 0;
        for (Map<?, ?> row : GoldenBody.rows("answers.jsonl.gz")) {
            byte[] body = Base64.getDecoder().decode((String) row.get("body"));
            if (row.get("scenario").equals("16-hostile-bytes") && row.get("line").equals(282)) {
                // Transfer-Encoding "gzip, chunked": the real master saw no body at all.
                continue;
            }
            String expected = new String(Base64.getDecoder().decode((String) row.get("answer")), StandardCharsets.UTF_8);
            Encoding encoding = Encoding.ofContentType((String) row.get("type"));
            try {
                if ("/api/v1".equals(row.get("path"))) {
                    V1Edge.parseOperatorCall(encoding, body);
                } else {
                    V1Edge.parseSchedulerCall(encoding, body);
                }
                wrong.add(row.get("scenario") + ":" + row.get("line") + " was read, expected: " + expected);
            } catch (ProtocolException refused) {
                if (sameButForLength(expected, refused.getMessage())) {
                    equal++;
                } else {
                    wrong.add(row.get("scenario") + ":" + row.get("line") + "\n  expected " + expected + "\n  was      " + refused.getMessage());
                }
            }
        }
        System.out.println("refused calls: equal texts " + equal);
        assertEquals(List.of(), wrong);
        assertTrue(equal > 40, "equal texts " + equal);
    }

    /** The real master echoes without limit; here an echo ends with dots. */
    private static boolean sameButForLength(String expected, String was) {
        return expected.equals(was) || was.endsWith("...") && expected.startsWith(was.substring(0, was.length() - 3));
    }

    private static boolean isReal(GoldenBody body) {
        return Set.of("master", "agent", "sorted").contains(body.from());
    }

    private void check(GoldenBody body) throws Exception {
        if (body.type().startsWith(LOG)) {
            count("left out: replicated log of the C++ master, not spoken here");
            return;
        }
        byte[] printed;
        try {
            printed = body.v1() ? throughV1(body) : body.json() ? sorted(body) : throughNames(body);
        } catch (ProtocolException e) {
            wrong.add(body + ": " + e.getMessage());
            return;
        }
        if (Arrays.equals(printed, body.bytes())) {
            count("equal " + kind(body));
        } else {
            wrong.add(body + "\n  expected " + show(body, body.bytes()) + "\n  was      " + show(body, printed));
        }
    }

    private void checkClient(GoldenBody body) throws Exception {
        if (NO_MESSAGES.contains(body.type())) {
            count("left out: no message of that name");
            return;
        }
        byte[] printed;
        try {
            printed = body.v1() ? throughV1(body) : throughNames(body);
        } catch (ProtocolException e) {
            assertTrue(e.getMessage().indexOf('\n') < 0, e.getMessage());
            count("refused " + kind(body) + " in " + body.scenario());
            if (!Set.of("05-scheduler-errors", "07-operator-calls", "16-hostile-bytes").contains(body.scenario())) {
                wrong.add(body + ": " + e.getMessage());
            }
            return;
        }
        // JSON of clients is free in order and blanks; protobuf of libmesos and mesos-execute is not.
        if (body.json()) {
            count("read " + kind(body));
        } else if (Arrays.equals(printed, body.bytes())) {
            count("equal " + kind(body));
        } else {
            wrong.add(body + "\n  expected " + show(body, body.bytes()) + "\n  was      " + show(body, printed));
        }
    }

    private static byte[] throughNames(GoldenBody body) throws ProtocolException {
        return MessageNames.decode(body.type(), body.bytes()).orElseThrow(() -> new AssertionError("no message: " + body.type())).toByteArray();
    }

    private static byte[] sorted(GoldenBody body) throws ProtocolException {
        Message.Builder builder = switch (body.type()) {
            case "mesos.maintenance.Schedule" -> Schedule.newBuilder();
            case "mesos.maintenance.ClusterStatus" -> ClusterStatus.newBuilder();
            case "mesos.internal.Registry" -> Registry.newBuilder();
            default -> throw new AssertionError(body.type());
        };
        return ProtoJson.V0.printSorted(ProtoJson.V0.parse(body.bytes(), builder).build());
    }

    private static byte[] throughV1(GoldenBody body) throws ProtocolException {
        Encoding encoding = body.json() ? Encoding.JSON : Encoding.PROTOBUF;
        byte[] bytes = body.bytes();
        Message message = switch (body.type()) {
            case "mesos.v1.scheduler.Call" -> V1Edge.parseSchedulerCall(encoding, bytes);
            case "mesos.v1.scheduler.Event" -> V1Edge.parse(encoding, bytes, org.tepui.protocol.mesos.scheduler.Event.newBuilder()).build();
            case "mesos.v1.master.Call" -> V1Edge.parseOperatorCall(encoding, bytes);
            case "mesos.v1.master.Event" -> V1Edge.parse(encoding, bytes, org.tepui.protocol.mesos.master.Event.newBuilder()).build();
            case "mesos.v1.master.Response" -> V1Edge.parse(encoding, bytes, org.tepui.protocol.mesos.master.Response.newBuilder()).build();
            case "mesos.v1.agent.Call" -> V1Edge.parseAgentCall(encoding, bytes);
            case "mesos.v1.agent.Response" -> V1Edge.parse(encoding, bytes, org.tepui.protocol.mesos.agent.Response.newBuilder()).build();
            case "mesos.v1.executor.Call" -> V1Edge.parseExecutorCall(encoding, bytes);
            case "mesos.v1.executor.Event" -> V1Edge.parse(encoding, bytes, org.tepui.protocol.mesos.executor.Event.newBuilder()).build();
            default -> throw new AssertionError(body.type());
        };
        return V1Edge.print(encoding, message);
    }

    private static String kind(GoldenBody body) {
        return body.json() ? body.v1() ? "v1 JSON" : "sorted JSON" : body.v1() ? "v1 protobuf" : "process message";
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private int equal() {
        return counts.entrySet().stream().filter(entry -> entry.getKey().startsWith("equal ")).mapToInt(Map.Entry::getValue).sum();
    }

    private void report(String whose) {
        System.out.println("bodies of " + whose + ": " + counts + ", wrong " + wrong.size());
    }

    private static String show(GoldenBody body, byte[] bytes) {
        return body.json() ? new String(bytes, StandardCharsets.UTF_8) : HexFormat.of().formatHex(bytes);
    }
}
