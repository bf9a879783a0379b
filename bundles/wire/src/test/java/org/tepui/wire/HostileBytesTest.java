package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What was sent to a real master byte by byte; where we answer otherwise the table says both. */
class HostileBytesTest {

    private TestPort wire;

    @BeforeEach
    void open() throws IOException {
        wire = new TestPort();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @TestFactory
    List<DynamicTest> malformedHttpGetsItsAnswerOrIsClosed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : Recorded.table("hostile-http.tsv")) {
            tests.add(DynamicTest.dynamicTest(row[0], () -> {
                try (TestPort fresh = new TestPort()) {
                    answersAs(fresh, row[2], Recorded.bytes(row[3]));
                    fresh.await("connections_open", 0);
                    goesOn(fresh);
                }
            }));
        }
        return tests;
    }

    private static void answersAs(TestPort wire, String expected, byte[] request) throws IOException {
        try (RawClient client = wire.client()) {
            client.send(request);
            for (String word : expected.split(" ")) {
                switch (word) {
                    case "open" -> assertEquals(200, client.get("/health").read().status(), "still open");
                    case "closed" -> assertTrue(client.closedByServer(), "closed");
                    default -> assertEquals(Integer.parseInt(word), client.read().status());
                }
            }
        }
    }

    private static void goesOn(TestPort wire) throws IOException {
        try (RawClient client = wire.client()) {
            assertEquals(200, client.get("/health").read().status());
        }
    }

    @Test
    void everyRecordedMessageGetsTheRecordedAnswer() throws Exception {
        for (String[] row : Recorded.table("hostile-messages.tsv")) {
            try (RawClient client = wire.client()) {
                client.send(Recorded.bytes(row[2]));
                if (row[1].equals("closed")) {
                    assertTrue(client.closedByServer(), row[0]);
                } else {
                    assertEquals(Integer.parseInt(row[1]), client.read().status(), row[0]);
                }
            }
        }
        goesOn(wire);
    }

    @Test
    void everyMalformedRequestIsCountedOnceByItsClass() throws Exception {
        answersAs(wire, "closed", Recorded.bytes("\\x16\\x03\\x01"));
        answersAs(wire, "closed", Recorded.bytes("GET / HTTP/1.1\\r\\nabc\\r\\n\\r\\n"));
        answersAs(wire, "closed", Recorded.bytes("POST / HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\n"));
        wire.await("bad_input_request_line", 1);
        wire.await("bad_input_header", 1);
        wire.await("bad_input_framing", 1);
    }

    @Test
    void nothingThenHalfCloseEndsTheConnection() throws Exception {
        try (RawClient client = wire.client()) {
            client.shutdownOutput();
            assertTrue(client.closedByServer());
        }
        wire.await("connections_open", 0);
    }

    @Test
    void halfARequestThenHalfCloseEndsTheConnection() throws Exception {
        try (RawClient client = wire.client()) {
            client.send("GET /hea").shutdownOutput();
            assertTrue(client.closedByServer());
        }
        wire.await("connections_open", 0);
    }

    @Test
    void aRequestBeforeAHalfCloseIsStillAnswered() throws Exception {
        try (RawClient client = wire.client()) {
            client.get("/version").shutdownOutput();
            assertEquals(200, client.read().status());
            assertTrue(client.closedByServer());
        }
    }

    @Test
    void aBodyThatIsStillMissingIsWaitedFor() throws Exception {
        try (RawClient client = wire.client()) {
            client.send("POST /api/v1 HTTP/1.1\r\nContent-Length: 21\r\n\r\n{\"type\":");
            client.send("\"GET_HEALTH\"}");
            assertEquals(200, client.read().status());
        }
    }

    @Test
    void aRequestInSingleBytesIsARequest() throws Exception {
        try (RawClient client = wire.client()) {
            for (byte b : TestPort.bytes("POST /api/v1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n{\"type\":\"GET_HEALTH\"}\r\n0\r\n\r\n")) {
                client.send(new byte[] {b});
            }
            assertEquals(200, client.read().status());
        }
    }
}
