package org.tepui.itest.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.UpdateOperationStatusMessage;

/** One master takes all of it; after each input it lives and answers. */
class HostileInputTest {

    private static final int ANSWER_MILLIS = 1_000;
    private static final int DEEP = 100_000;

    @TempDir
    static Path folder;
    private static TepuiProcess master;

    /** @param status the first digits that the answer's status must have; "" when a closed connection or silence is right too */
    record Case(String name, byte[] bytes, String status) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void aMasterRuns() throws Exception {
        master = TepuiProcess.master(folder, "--allocation_interval=100ms");
        SchedulerClient.awaitRecovery(master.port());
    }

    @AfterAll
    static void itEnds() {
        master.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMasterAnswersOrClosesAndLives(Case each) throws Exception {
        String answer = exchange(each.bytes());
        if (!each.status().isEmpty()) {
            assertTrue(answer.startsWith("HTTP/1.1 " + each.status()), answer);
        }
        assertTrue(master.isAlive(), master.err());
        assertTrue(master.answers("/health"), master.err());
    }

    @Test
    void aMessageThatDoesNotDecodeIsCounted() throws Exception {
        long before = undecodable();
        exchange(message("mesos.internal.RegisterSlaveMessage", new byte[] {(byte) 0xff, (byte) 0xff}));
        TepuiProcess.await("the counter", () -> undecodable() > before);
    }

    private static long undecodable() {
        String key = "\"tepui/messages_undecodable\":";
        String[] metrics = {""};
        TepuiProcess.await("the metrics", () -> {
            metrics[0] = master.get("/metrics/snapshot");
            return metrics[0].contains(key);
        });
        String rest = metrics[0].substring(metrics[0].indexOf(key) + key.length());
        return (long) Double.parseDouble(rest.split("[,}]")[0]);
    }

    static Stream<Case> cases() throws IOException {
        return Stream.of(
                // 1: paths that don't decode
                text("bad percent escape", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "4"),
                text("percent at the end", "GET /master/% HTTP/1.1\r\nHost: x\r\n\r\n", "4"),
                text("percent NUL", "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "4"),
                // 2: messages without a name or a path
                new Case("empty message name", post("/master/", "application/octet-stream", new byte[0], PID), ""),
                new Case("message to the root", post("/", "application/octet-stream", new byte[0], PID), ""),
                // 3: numbers out of range, trailers
                call("a double beyond range", "{\"type\":\"DECLINE\",\"decline\":{\"filters\":{\"refuse_seconds\":1e999}}}", "400"),
                call("an integer beyond range", "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":99999999999999999999999999}}", "400"),
                text("chunks with a trailer", "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n15\r\n{\"type\":\"GET_HEALTH\"}\r\n0\r\nX-Trailer: y\r\n\r\n", ""),
                // 4: nesting
                call("arrays " + DEEP + " deep", "[".repeat(DEEP), "400"),
                call("objects " + DEEP + " deep", "{\"a\":".repeat(DEEP), "400"),
                // 5: protobuf groups that open and never close
                new Case("protobuf groups " + DEEP + " deep", post("/api/v1/scheduler", "application/x-protobuf", repeat(0x0b, DEEP), ""),
                        "400"),
                new Case("groups in a message", message("mesos.internal.RegisterSlaveMessage", repeat(0x7b, DEEP)), "202"),
                // 6: record lengths
                new Case("record length beyond range", post("/api/v1", "application/recordio",
                        "99999999999999999999\n{}".getBytes(StandardCharsets.US_ASCII), ""), "4"),
                // 7: another's pid on one connection
                text("two addresses on one connection", messageText("slave(1)@127.0.0.1:7001") + messageText("slave(1)@127.0.0.1:7002"), ""),
                text("a pid that isn't one", messageText("slave(1)@nowhere:99999999"), ""),
                // 8: bombs, floods, smuggling
                new Case("a gzip bomb", gzipBomb(), ""),
                text("a flood of fields", "GET /health HTTP/1.1\r\nHost: x\r\n" + "X-A: b\r\n".repeat(20_000) + "\r\n", ""),
                text("length and chunks", "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\nGET /health HTTP/1.1\r\n\r\n", ""),
                text("two lengths", "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", ""),
                text("a negative length", "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", ""),
                text("not HTTP", "\u0016\u0003\u0001\u0002\u0000garbage\r\n\r\n", ""),
                // what ended the recorded master
                message("ReregisterSlaveMessage without an id", ReregisterSlaveMessage.newBuilder()
                        .setSlave(SlaveInfo.newBuilder().setHostname("h")).buildPartial()),
                message("StatusUpdateMessage with a bad pid", StatusUpdateMessage.newBuilder().setPid("bad").setUpdate(update()).build()),
                message("UpdateOperationStatusMessage without an agent", UpdateOperationStatusMessage.newBuilder().buildPartial()),
                call("REMOVE_QUOTA of a role without", "{\"type\":\"REMOVE_QUOTA\",\"remove_quota\":{\"role\":\"none\"}}", ""));
    }

    @Test
    void launchGroupWithTheSameTaskTwiceEndsNothing() throws Exception {
        try (TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:2;mem:256;disk:256");
                SchedulerClient scheduler = SchedulerClient.subscribe(master.port(), "{\"user\":\"root\",\"name\":\"twice\"}")) {
            var offer = scheduler.offer(each -> true);
            String task = "{\"name\":\"g\",\"task_id\":{\"value\":\"g\"},\"agent_id\":" + offer.get("agent_id")
                    + ",\"command\":{\"value\":\"true\"},\"resources\":" + SchedulerClient.scalars("cpus", 0.1, "mem", 32) + "}";
            scheduler.call("\"type\":\"ACCEPT\",\"accept\":{\"offer_ids\":[" + offer.get("id") + "],\"operations\":[{\"type\":\"LAUNCH_GROUP\","
                    + "\"launch_group\":{\"executor\":{\"type\":\"DEFAULT\",\"executor_id\":{\"value\":\"e\"}},\"task_group\":{\"tasks\":["
                    + task + "," + task + "]}}}]}");
            assertTrue(master.answers("/health"), master.err());
            assertTrue(agent.isAlive(), agent.err());
            assertEquals(List.of(), master.err().lines().filter(line -> line.startsWith("E")).toList());
        }
    }

    private static final String PID = "Libprocess-From: slave(1)@127.0.0.1:7001\r\nUser-Agent: libprocess/slave(1)@127.0.0.1:7001\r\n";

    private static StatusUpdate update() {
        return StatusUpdate.newBuilder().setFrameworkId(FrameworkID.newBuilder().setValue("f")).setSlaveId(SlaveID.newBuilder().setValue("s"))
                .setStatus(TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue("t")).setState(TaskState.TASK_RUNNING))
                .setTimestamp(1).setUuid(ByteString.copyFrom(new byte[16])).build();
    }

    private static Case message(String name, Message message) {
        return new Case(name, message("mesos.internal." + message.getClass().getSimpleName(), message.toByteArray()), "202");
    }

    private static byte[] message(String name, byte[] body) {
        return post("/master/" + name, "application/octet-stream", body, PID);
    }

    private static String messageText(String pid) {
        return "POST /master/mesos.internal.PingSlaveMessage HTTP/1.1\r\nHost: x\r\nLibprocess-From: " + pid + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static Case call(String name, String body, String status) {
        String path = body.contains("QUOTA") ? "/api/v1" : "/api/v1/scheduler";
        return new Case(name, post(path, "application/json", body.getBytes(StandardCharsets.UTF_8), ""), status);
    }

    private static Case text(String name, String bytes, String status) {
        return new Case(name, bytes.getBytes(StandardCharsets.ISO_8859_1), status);
    }

    private static byte[] post(String path, String type, byte[] body, String more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "Content-Type: " + type + "\r\nAccept: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] repeat(int value, int count) {
        byte[] out = new byte[count];
        java.util.Arrays.fill(out, (byte) value);
        return out;
    }

    private static byte[] gzipBomb() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 128; i++) {
                gzip.write(zeros);
            }
        }
        return post("/api/v1", "application/json", body.toByteArray(), "Content-Encoding: gzip\r\n");
    }

    /** What comes within a second, or until the connection ends. */
    private static String exchange(byte[] bytes) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), master.port())) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(bytes);
            byte[] buffer = new byte[8_192];
            int n = socket.getInputStream().read(buffer);
            if (n > 0) {
                answer.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException e) {
            answer.writeBytes("silence".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            answer.writeBytes(("closed: " + e.getMessage()).getBytes(StandardCharsets.US_ASCII));
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
