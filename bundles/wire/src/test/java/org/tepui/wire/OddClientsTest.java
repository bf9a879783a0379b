package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recorded odd clients. Deviations: HEAD has no body, Expect gets an interim answer, a jsonp name is checked. */
class OddClientsTest {

    private static final Set<String> DEVIATING = Set.of("head", "expect_nobody", "jsonp_bad");

    @TestFactory
    List<DynamicTest> recordedRequestsGetTheRecordedAnswers() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : Recorded.table("odd-clients.tsv")) {
            if (!DEVIATING.contains(row[0])) {
                tests.add(DynamicTest.dynamicTest(row[0], () -> answersAs(row)));
            }
        }
        return tests;
    }

    private static void answersAs(String[] row) throws Exception {
        try (TestPort wire = new TestPort(); RawClient client = wire.client()) {
            client.send(Recorded.bytes(row[3]));
            if (row[0].startsWith("sub")) {
                RawClient.Answer head = client.readHead();
                assertEquals(200, head.status());
                assertEquals("chunked", head.header("Transfer-Encoding").orElseThrow());
                assertEquals("20\n{\"type\":\"HEARTBEAT\"}", new String(client.readChunk()));
                wire.stream().write(TestPort.bytes("1\nx"));
                assertEquals("1\nx", new String(client.readChunk()));
                return;
            }
            if (!row[1].equals("-")) {
                for (String status : row[1].split(",")) {
                    RawClient.Answer answer = client.read();
                    assertEquals(Integer.parseInt(status), answer.status());
                    assertTrue(answer.header("Date").orElseThrow().endsWith(" GMT"));
                    assertTrue(answer.header("Content-Length").isPresent());
                    assertTrue(answer.header("Connection").isEmpty());
                }
            }
            if (row[2].equals("closed")) {
                assertTrue(client.closedByServer());
            } else {
                assertEquals(200, client.get("/health").read().status());
            }
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        try (TestPort wire = new TestPort(); RawClient client = wire.client()) {
            client.send("HEAD /version HTTP/1.1\r\nHost: h\r\n\r\nGET /health HTTP/1.1\r\nHost: h\r\n\r\n");
            RawClient.Answer head = client.read(true);
            assertEquals("20", head.header("Content-Length").orElseThrow());
            assertEquals(200, client.read().status());
        }
    }

    @Test
    void aClientThatWaitsForContinueGetsIt() throws Exception {
        try (TestPort wire = new TestPort(); RawClient client = wire.client()) {
            client.send("POST /api/v1 HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 21\r\n\r\n");
            assertEquals(100, client.read().status());
            client.send("{\"type\":\"GET_HEALTH\"}");
            assertEquals(200, client.read().status());
        }
    }

    @Test
    void aJsonpNameThatIsNoNameIsRefused() throws Exception {
        try (TestPort wire = new TestPort(); RawClient client = wire.client()) {
            assertEquals(400, client.get("/version?jsonp=%3Cscript%3E").read().status());
            RawClient.Answer wrapped = client.get("/version?jsonp=a.b").read();
            assertEquals("a.b({\"version\":\"1.12.0\"})", wrapped.text());
            assertEquals("text/javascript", wrapped.header("Content-Type").orElseThrow());
        }
    }
}
