package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpEndpoints;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.wire.base.Limits;

class HttpAnswersTest {

    private TestPort wire;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        wire = new TestPort();
        client = wire.client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        wire.close();
    }

    @Test
    void whileAProcessStartsPathsWithoutARouteAreAnsweredAsItSays() throws Exception {
        AutoCloseable starting = wire.port.unknown(HttpResponse.text(503, "starting"));
        assertEquals("starting", client.get("/master/later").read().text());
        assertEquals("GET /master/path {}", client.get("/path").read().text());
        starting.close();
        assertEquals(404, client.get("/master/later").read().status());
    }

    @Test
    void endpointsCanBeAskedFromWithinTheProcess() throws Exception {
        HttpEndpoints endpoints = wire.factory;
        assertEquals("POST /master/path {a=b}", endpoints.ask(HttpRequest.of("POST", "/master/path", Map.of("a", "b"), List.of(), new byte[0],
                "", false, Optional.empty())).toCompletableFuture().get().text());
        assertEquals(405, endpoints.ask(HttpRequest.get("/master/teardown")).toCompletableFuture().get().status());
        assertEquals(404, endpoints.ask(HttpRequest.get("/master/nothing")).toCompletableFuture().get().status());
    }

    @Test
    void pathsReachTheLongestRouteByWholePartsOfTheirProcess() throws Exception {
        wire.port.route(TestPort.endpoint("/master/path/deep", request -> TestPort.done(HttpResponse.text(200, "deep"))));
        wire.port.route(TestPort.endpoint("/slave(1)/health", request -> TestPort.done(HttpResponse.text(200, request.path()))));
        assertEquals("GET /master/path {}", client.get("/path").read().text());
        assertEquals("GET /master/path {}", client.get("/master/path/").read().text());
        assertEquals("GET /master/path/x/y z {}", client.get("/path/x/y%20z").read().text());
        assertEquals("deep", client.get("/%6daster/path/deep/x").read().text());
        assertEquals("GET /master/path/deeper {}", client.get("/path/deeper").read().text());
        assertEquals("/slave(1)/health", client.get("/slave(1)/health").read().text());
        assertEquals("/slave(1)/health", client.get("/slave%281%29/health").read().text());
        assertEquals("<html>", client.get("/").read().text());
        assertEquals(404, client.get("/pathology").read().status());
        assertEquals(404, client.get("/master/stats.json").read().status());
        assertEquals(404, client.get("/metrics").read().status());
        assertEquals(404, client.get("/version/x").read().status());
    }

    @Test
    void queriesAreDecodedInTheirOrder() throws Exception {
        assertEquals("GET /master/path {b=1 2, c=, a=x=y}", client.get("/path?b=%31+2&c;a=x=y").read().text());
        assertEquals("GET /master/path {b=1, a=3}", client.get("/path?a=1&b=1&&a=3").read().text());
    }

    @Test
    void anUnknownPathIsAnsweredWithTheRecordedText() throws Exception {
        RawClient.Answer answer = client.get("/nothing").read();
        assertEquals("404 Not Found.", answer.text());
        assertEquals("Not Found", answer.reason());
        assertEquals("text/plain; charset=utf-8", answer.header("Content-Type").orElseThrow());
    }

    @Test
    void aMethodThatIsNotAllowedIsAnsweredWithTheAllowedOnes() throws Exception {
        wire.port.route(TestPort.endpoint("/master/quota", request -> TestPort.done(HttpResponse.of(200)), "GET", "POST", "DELETE"));
        client.send("PUT /quota HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
        RawClient.Answer answer = client.read();
        assertEquals(405, answer.status());
        assertEquals("GET, POST, DELETE", answer.header("Allow").orElseThrow());
        assertEquals("405 Method Not Allowed. Expecting one of { 'GET', 'POST', 'DELETE' }, but received 'PUT'.", answer.text());
    }

    @Test
    void anEndpointThatGoesIsNotFoundAndOneThatComesIsServed() throws Exception {
        var late = TestPort.endpoint("/late", request -> TestPort.done(HttpResponse.text(200, "late")));
        assertEquals(404, client.get("/late").read().status());
        wire.factory.addEndpoint(late, Map.of());
        assertEquals("late", client.get("/late").read().text());
        wire.factory.removeEndpoint(late);
        assertEquals(404, client.get("/late").read().status());
    }

    @Test
    void aBundlesEndpointNeverTakesThePlaceOfTheProcessOwn() throws Exception {
        wire.factory.addEndpoint(TestPort.endpoint("/master/later", request -> TestPort.done(HttpResponse.text(200, "plugin"))), Map.of());
        assertEquals("plugin", client.get("/master/later").read().text());
        wire.port.route(TestPort.endpoint("/master/later", request -> TestPort.done(HttpResponse.text(200, "own"))));
        assertEquals("own", client.get("/master/later").read().text());
    }

    @Test
    void anEndpointThatDoesNotTellItsPathIsLeftOutAlone() throws Exception {
        HttpEndpoint broken = new HttpEndpoint() {
            @Override
            public String path() {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                return TestPort.done(HttpResponse.of(200));
            }
        };
        wire.factory.addEndpoint(broken, Map.of());
        wire.factory.addEndpoint(TestPort.endpoint("/good", request -> TestPort.done(HttpResponse.text(200, "good"))), Map.of());
        assertEquals("good", client.get("/good").read().text());
        wire.factory.removeEndpoint(broken);
    }

    @Test
    void anEndpointThatFailsIsAnswered500AndTheConnectionGoesOn() throws Exception {
        wire.port.route(TestPort.endpoint("/master/throws", request -> {
            throw new IllegalStateException("on purpose");
        }));
        wire.port.route(TestPort.endpoint("/master/fails", request -> CompletableFuture.failedStage(new IOException("on purpose"))));
        wire.port.route(TestPort.endpoint("/master/null", request -> null));
        assertEquals(500, client.get("/throws").read().status());
        assertEquals(500, client.get("/fails").read().status());
        assertEquals(500, client.get("/null").read().status());
        assertEquals(200, client.get("/health").read().status());
        assertEquals(3, wire.counter("endpoint_failures"));
    }

    @Test
    void largeAnswersAreCompressedForThoseWhoTakeIt() throws Exception {
        RawClient.Answer packed = client.get("/state", "Accept-Encoding: gzip", "Content-Type: application/json").read();
        assertEquals("gzip", packed.header("Content-Encoding").orElseThrow());
        assertEquals("application/json", packed.header("Content-Type").orElseThrow());
        assertEquals(TestPort.BIG, new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()));
        assertTrue(client.get("/state", "Accept-Encoding: *").read().header("Content-Encoding").isPresent());
        assertTrue(client.get("/state", "Accept-Encoding: deflate, gzip;q=0.5").read().header("Content-Encoding").isPresent());
        assertTrue(client.get("/state", "Accept-Encoding: gzip;q=0, *").read().header("Content-Encoding").isEmpty());
        assertTrue(client.get("/state", "Accept-Encoding: gzip;q=0.000").read().header("Content-Encoding").isEmpty());
        assertTrue(client.get("/state").read().header("Content-Encoding").isEmpty());
        assertTrue(client.get("/version", "Accept-Encoding: gzip").read().header("Content-Encoding").isEmpty());
    }

    @Test
    void aVeryLargeAnswerKeepsItsPlaceWhileItIsCompressedElsewhere() throws Exception {
        byte[] large = new byte[3_000_000];
        wire.port.route(TestPort.endpoint("/master/large", request -> TestPort.done(HttpResponse.of(200, "text/plain", large))));
        client.get("/large", "Accept-Encoding: gzip").get("/version");
        assertArrayEquals(large, new GZIPInputStream(new ByteArrayInputStream(client.read().body())).readAllBytes());
        assertEquals("{\"version\":\"1.12.0\"}", client.read().text());
    }

    @Test
    void aGzipBombIsRefused() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        client.send("POST /echo HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n").send(bomb.toByteArray());
        assertEquals(413, client.read().status());
        assertEquals(200, client.get("/health").read().status());
    }

    @Test
    void largeBodiesArriveWhole() throws Exception {
        byte[] body = new byte[5_000_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        client.send("POST /echo HTTP/1.1\r\nContent-Length: " + body.length + "\r\n\r\n").send(body);
        assertArrayEquals(body, client.read().body());
        client.send("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n").send(body)
                .send("\r\n0\r\n\r\n");
        assertArrayEquals(body, client.read().body());
    }

    @Test
    void answersKeepTheOrderOfPipelinedRequestsWhateverTheOrderOfTheirMaking() throws Exception {
        BlockingQueue<CompletableFuture<HttpResponse>> waiting = new LinkedBlockingQueue<>();
        wire.port.route(TestPort.endpoint("/master/slow", request -> {
            CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
            waiting.add(answer);
            return answer;
        }));
        client.get("/slow").get("/version").get("/slow").get("/health");
        CompletableFuture<HttpResponse> first = TestPort.within(waiting);
        CompletableFuture<HttpResponse> second = TestPort.within(waiting);
        second.complete(HttpResponse.text(200, "second"));
        first.complete(HttpResponse.text(200, "first"));
        assertEquals("first", client.read().text());
        assertEquals("{\"version\":\"1.12.0\"}", client.read().text());
        assertEquals("second", client.read().text());
        assertEquals("", client.read().text());
    }

    @Test
    void onlySoManyRequestsOfAConnectionAreInWorkAtOnce() throws Exception {
        BlockingQueue<CompletableFuture<HttpResponse>> waiting = new LinkedBlockingQueue<>();
        wire.port.route(TestPort.endpoint("/master/slow", request -> {
            CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
            waiting.add(answer);
            return answer;
        }));
        int all = 500;
        int inFlight = Limits.standard().requestsInFlightMax();
        client.send("GET /slow HTTP/1.1\r\n\r\n".repeat(all));
        List<CompletableFuture<HttpResponse>> taken = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            taken.add(TestPort.within(waiting));
        }
        try (RawClient other = wire.client()) {
            assertEquals(200, other.get("/health").read().status());
        }
        assertEquals(0, waiting.size());
        for (int i = 0; i < all; i++) {
            taken.get(i).complete(HttpResponse.text(200, "n" + i));
            assertEquals("n" + i, client.read().text());
            if (taken.size() < all) {
                taken.add(TestPort.within(waiting));
            }
        }
    }

    @Test
    void aClientThatNeverReadsItsAnswersStopsBeingRead() throws Exception {
        byte[] large = new byte[4 << 20];
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        wire.port.route(TestPort.endpoint("/master/large", request -> {
            asked.add("once");
            return TestPort.done(HttpResponse.of(200, "text/plain", large));
        }));
        client.send("GET /large HTTP/1.1\r\n\r\n".repeat(50));
        TestPort.within(asked);
        try (RawClient other = wire.client()) {
            for (int i = 0; i < 20; i++) {
                assertEquals(200, other.get("/health").read().status());
            }
        }
        assertTrue(asked.size() < 10, asked.size() + " more answers were made for a client that reads none");
        for (int i = 0; i < 50; i++) {
            assertEquals(large.length, client.read().body().length);
        }
    }

    @Test
    void headersOfAnAnswerCannotBeSplit() throws Exception {
        wire.port.route(TestPort.endpoint("/master/moved", request -> TestPort.done(HttpResponse.of(307)
                .with("Location", "//h:1/" + request.query("to").orElse("")))));
        RawClient.Answer answer = client.get("/moved?to=a%0d%0aX-Evil:%201").read();
        assertEquals("Temporary Redirect", answer.reason());
        assertTrue(answer.header("X-Evil").isEmpty());
    }

    @Test
    void connectionsBeyondTheirNumberAreClosed() throws Exception {
        PortConfig config = PortConfig.of("127.0.0.1", 0);
        try (TestPort small = new TestPort(Limits.standard(), new PortConfig(config.bindIp(), 0, config.advertiseIp(),
                config.advertisePort(), false, 1000, 2)); RawClient one = small.client(); RawClient two = small.client()) {
            assertEquals(200, one.get("/health").read().status());
            assertEquals(200, two.get("/health").read().status());
            try (RawClient three = small.client()) {
                assertTrue(three.closedByServer());
            }
            small.await("connections_refused", 1);
            two.close();
            small.await("connections_open", 1);
            try (RawClient four = small.client()) {
                assertEquals(200, four.get("/health").read().status());
            }
        }
    }

    @Test
    void bodiesBeyondTheLimitAreRefused() throws Exception {
        PortConfig config = PortConfig.of("127.0.0.1", 0);
        try (TestPort small = new TestPort(Limits.standard(), new PortConfig(config.bindIp(), 0, config.advertiseIp(),
                config.advertisePort(), false, 1000, 10)); RawClient fits = small.client(); RawClient not = small.client()) {
            assertEquals(1000, fits.send("POST /echo HTTP/1.1\r\nContent-Length: 1000\r\n\r\n").send(new byte[1000]).read().body().length);
            RawClient.Answer refused = not.send("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n").send(new byte[1000])
                    .send("\r\n1\r\nx\r\n0\r\n\r\n").read();
            assertEquals(413, refused.status());
            assertEquals("Request Entity Too Large", refused.reason());
            assertTrue(not.closedByServer());
        }
    }

    @Test
    void allBodiesTogetherHaveALimit() throws Exception {
        try (TestPort small = new TestPort(Limits.standard().withBodiesBytesMax(50_000), PortConfig.of("127.0.0.1", 0));
                RawClient one = small.client(); RawClient two = small.client()) {
            one.send("POST /echo HTTP/1.1\r\nContent-Length: 40000\r\n\r\n").send(new byte[39_999]);
            two.send("POST /echo HTTP/1.1\r\nContent-Length: 40000\r\n\r\n").send(new byte[40_000]);
            RawClient.Answer refused = two.read();
            // Which of the two comes second is open.
            assertTrue(refused.status() == 503 || refused.status() == 200);
            one.send(new byte[1]);
            RawClient.Answer other = one.read();
            assertTrue(other.status() == 200 || other.status() == 503);
        }
    }

    @Test
    void unfinishedRequestsTimeOut() throws Exception {
        try (TestPort hasty = new TestPort(Limits.standard().withTimes(100_000_000L), PortConfig.of("127.0.0.1", 0));
                RawClient head = hasty.client(); RawClient body = hasty.client(); RawClient idle = hasty.client()) {
            assertEquals(200, idle.get("/health").read().status());
            head.send("GET /hea");
            body.send("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
            assertEquals("Request Time-out", head.read().reason());
            assertEquals(408, body.read().status());
            assertTrue(head.closedByServer());
            assertTrue(body.closedByServer());
            assertEquals(200, idle.get("/health").read().status());
            assertEquals(2, hasty.counter("requests_timed_out"));
        }
    }

    @Test
    void aClientThatTakesNothingOfItsAnswerIsClosed() throws Exception {
        try (TestPort hasty = new TestPort(Limits.standard().withTimes(200_000_000L), PortConfig.of("127.0.0.1", 0));
                RawClient deaf = hasty.client()) {
            byte[] large = new byte[32 << 20];
            hasty.port.route(TestPort.endpoint("/master/large", request -> TestPort.done(HttpResponse.of(200, "text/plain", large))));
            deaf.get("/large");
            hasty.await("connections_stalled", 1);
            hasty.await("connections_open", 0);
        }
    }

    @Test
    void anAddressInUseIsSaidInOneLine() {
        IOException error = assertThrows(IOException.class, () -> wire.factory.open(PortConfig.of("127.0.0.1", wire.port.port())));
        assertTrue(error.getMessage().startsWith("Cannot listen on 127.0.0.1:" + wire.port.port() + ": "), error.getMessage());
    }

    @Test
    void noEventLoopOutlivesTheFactory() throws Exception {
        assertEquals(200, client.get("/health").read().status());
        assertTrue(eventLoops() > 0);
        wire.close();
        assertTrue(client.closedByServer());
        assertEquals(0, eventLoops());
        assertThrows(IOException.class, () -> wire.factory.open(PortConfig.of("127.0.0.1", 0)));
    }

    private static long eventLoops() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().matches("tepui-wire-[0-9]+")).count();
    }
}
