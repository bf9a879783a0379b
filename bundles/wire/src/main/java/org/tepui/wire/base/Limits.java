package org.tepui.wire.base;

/**
 * Bounds that no flag sets. Sizes in bytes, times in nanoseconds.
 *
 * @param headBytesMax request line and headers together (the C++ server takes 80 KiB)
 * @param requestsInFlightMax requests of one connection whose answers are not written yet; more are not read
 * @param bodiesBytesMax bodies being received on all connections of the port
 * @param streamPendingBytesMax what a stream may hold for a client that does not read; beyond it the connection is closed
 * @param peerQueueBytesMax messages waiting for one peer address; beyond it new ones are dropped
 * @param peerQueuesBytesMax messages waiting for all peers together
 * @param headTime from the first byte of a request to the end of its headers
 * @param bodyPause between two reads while a body is incomplete
 * @param stallTime a client takes nothing of its answers
 * @param connectTime for an outbound connection
 * @param idlePeerTime how long a connection without a link stays once its queue is empty
 * @param handshakeTime for a TLS handshake, in either direction
 * @param sweepInterval how often connections are looked at for the three times above
 */
public record Limits(int headBytesMax, int requestsInFlightMax, long bodiesBytesMax, long streamPendingBytesMax, long peerQueueBytesMax,
        long peerQueuesBytesMax, long headTime, long bodyPause, long stallTime, long connectTime, long idlePeerTime, long handshakeTime,
        long sweepInterval) {

    private static final long SECOND = 1_000_000_000L;

    public static Limits standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(80 * 1024, 64, Math.max(128L << 20, heap / 4), 64L << 20, 32L << 20, Math.max(64L << 20, heap / 8),
                30 * SECOND, 30 * SECOND, 60 * SECOND, 10 * SECOND, SECOND, 10 * SECOND, 2 * SECOND);
    }

    public Limits withStreamPendingBytesMax(long bytes) {
        return new Limits(headBytesMax, requestsInFlightMax, bodiesBytesMax, bytes, peerQueueBytesMax, peerQueuesBytesMax, headTime, bodyPause, stallTime,
                connectTime, idlePeerTime, handshakeTime, sweepInterval);
    }

    public Limits withPeerQueueBytesMax(long bytes) {
        return new Limits(headBytesMax, requestsInFlightMax, bodiesBytesMax, streamPendingBytesMax, bytes, peerQueuesBytesMax, headTime, bodyPause,
                stallTime, connectTime, idlePeerTime, handshakeTime, sweepInterval);
    }

    public Limits withBodiesBytesMax(long bytes) {
        return new Limits(headBytesMax, requestsInFlightMax, bytes, streamPendingBytesMax, peerQueueBytesMax, peerQueuesBytesMax, headTime, bodyPause, stallTime,
                connectTime, idlePeerTime, handshakeTime, sweepInterval);
    }

    /** All waiting times, for tests that must see them pass. */
    public Limits withTimes(long nanos) {
        return new Limits(headBytesMax, requestsInFlightMax, bodiesBytesMax, streamPendingBytesMax, peerQueueBytesMax, peerQueuesBytesMax, nanos, nanos, nanos,
                nanos, nanos, nanos, nanos / 4);
    }
}
