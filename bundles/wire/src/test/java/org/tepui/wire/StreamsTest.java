package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpStream;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.wire.base.Limits;

class StreamsTest {

    private static final String SUBSCRIBE = "POST /api/v1/scheduler HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";

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

    private HttpStream subscribe(RawClient from) throws Exception {
        from.send(SUBSCRIBE);
        RawClient.Answer head = from.readHead();
        assertEquals("chunked", head.header("Transfer-Encoding").orElseThrow());
        from.readChunk();
        return wire.stream();
    }

    @Test
    void oneWriteIsOneChunkWhateverTheLoad() throws Exception {
        HttpStream stream = subscribe(client);
        int records = 20_000;
        Thread writer = new Thread(() -> {
            for (int i = 0; i < records; i++) {
                stream.write(TestPort.bytes("record " + i + "\n" + "x".repeat(i % 300)));
            }
            stream.end();
        });
        writer.start();
        for (int i = 0; i < records; i++) {
            assertEquals("record " + i + "\n" + "x".repeat(i % 300), new String(client.readChunk()));
        }
        assertEquals(0, client.readChunk().length);
        writer.join();
    }

    @Test
    void aStreamThatWaitsBehindAnotherIsAbandonedWhenTheClientGoes() throws Exception {
        HttpStream first = subscribe(client);
        CountDownLatch closed = new CountDownLatch(1);
        first.onClosed(closed::countDown);
        client.send(SUBSCRIBE);
        first.write(TestPort.bytes("x"));
        client.readChunk();
        client.close();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (wire.abandoned.get() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(1, wire.abandoned.get(), "the second stream was neither opened nor abandoned");
    }

    @Test
    void anEmptyWriteIsNotTheLastChunk() throws Exception {
        HttpStream stream = subscribe(client);
        stream.write(new byte[0]);
        stream.write(TestPort.bytes("a"));
        assertEquals("a", new String(client.readChunk()));
    }

    @Test
    void theConnectionGoesOnBehindAStreamThatEnds() throws Exception {
        HttpStream stream = subscribe(client);
        client.get("/version");
        stream.write(TestPort.bytes("last"));
        stream.end();
        stream.write(TestPort.bytes("too late"));
        assertEquals("last", new String(client.readChunk()));
        assertEquals(0, client.readChunk().length);
        assertEquals("{\"version\":\"1.12.0\"}", client.read().text());
        assertEquals(0, wire.counter("streams_open"));
    }

    @Test
    void aStreamForConnectionCloseClosesAtItsEnd() throws Exception {
        client.send("POST /api/v1/scheduler HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        client.readHead();
        client.readChunk();
        wire.stream().end();
        assertEquals(0, client.readChunk().length);
        assertTrue(client.closedByServer());
    }

    @Test
    void aClientThatLeavesIsNoticedAtOnce() throws Exception {
        HttpStream stream = subscribe(client);
        CountDownLatch closed = new CountDownLatch(1);
        stream.onClosed(closed::countDown);
        long start = System.nanoTime();
        client.close();
        assertTrue(closed.await(5, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1), "noticed within a second");
        CountDownLatch again = new CountDownLatch(1);
        stream.onClosed(again::countDown);
        assertEquals(0, again.getCount(), "a late listener runs at once");
        stream.write(TestPort.bytes("ignored"));
        stream.end();
        wire.await("streams_open", 0);
    }

    @Test
    void closingThePortEndsItsStreams() throws Exception {
        HttpStream stream = subscribe(client);
        CountDownLatch closed = new CountDownLatch(1);
        stream.onClosed(closed::countDown);
        wire.port.close();
        assertTrue(closed.await(5, TimeUnit.SECONDS));
        assertTrue(client.closedByServer());
    }

    @Test
    void pendingBytesAreThoseThatTheClientHasNotTaken() throws Exception {
        HttpStream stream = subscribe(client);
        byte[] block = new byte[1 << 20];
        int blocks = 20;
        for (int i = 0; i < blocks; i++) {
            stream.write(block);
        }
        // The kernel takes some megabytes; the rest waits here.
        assertTrue(stream.pendingBytes() > 4L << 20, stream.pendingBytes() + " pending");
        for (int i = 0; i < blocks; i++) {
            assertEquals(block.length, client.readChunk().length);
        }
        stream.write(TestPort.bytes("end"));
        assertEquals("end", new String(client.readChunk()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (stream.pendingBytes() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(0, stream.pendingBytes());
    }

    @Test
    void aClientThatNeverReadsLosesItsStream() throws Exception {
        try (TestPort strict = new TestPort(Limits.standard().withStreamPendingBytesMax(1 << 20), PortConfig.of("127.0.0.1", 0));
                RawClient deaf = strict.client()) {
            deaf.send(SUBSCRIBE);
            HttpStream stream = strict.stream();
            CountDownLatch closed = new CountDownLatch(1);
            stream.onClosed(closed::countDown);
            byte[] block = new byte[64 * 1024];
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (closed.getCount() > 0 && System.nanoTime() < deadline) {
                stream.write(block);
            }
            assertEquals(0, closed.getCount());
            assertEquals(1, strict.counter("streams_closed_slow"));
            assertEquals(1, strict.counter("bad_input_slow_reader"));
        }
    }

    @Test
    void tooManyRequestsBehindAStreamEndIt() throws Exception {
        subscribe(client);
        client.send("GET /health HTTP/1.1\r\n\r\n".repeat(100));
        assertTrue(client.closedByServer());
        wire.await("bad_input_too_many", 1);
    }
}
