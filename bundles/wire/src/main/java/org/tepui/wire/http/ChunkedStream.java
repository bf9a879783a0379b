package org.tepui.wire.http;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpStream;

/**
 * A streaming answer. Writers put chunks into a queue; the event loop takes all that is there and flushes once. A client that does not read
 * makes {@link #pendingBytes()} grow, and loses its connection beyond the limit.
 */
final class ChunkedStream implements HttpStream {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkedStream.class);
    private static final byte[] END = new byte[0];

    private final AnswerQueue answers;
    private final Channel channel;
    private final long pendingBytesMax;
    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    private final Object lock = new Object();
    private List<Runnable> onClosed = new ArrayList<>(1);
    private boolean closed;

    ChunkedStream(AnswerQueue answers, Channel channel, long pendingBytesMax) {
        this.answers = answers;
        this.channel = channel;
        this.pendingBytesMax = pendingBytesMax;
    }

    @Override
    public void write(byte[] chunk) {
        if (chunk.length == 0 || ended.get() || isClosed()) {
            return;
        }
        if (pending.addAndGet(chunk.length) > pendingBytesMax) {
            ended.set(true);
            answers.onLoop(() -> answers.streamTooSlow(this));
            return;
        }
        queue.add(chunk);
        schedule();
    }

    @Override
    public void end() {
        if (ended.compareAndSet(false, true)) {
            queue.add(END);
            schedule();
        }
    }

    @Override
    public long pendingBytes() {
        return isClosed() ? 0 : pending.get();
    }

    @Override
    public void onClosed(Runnable action) {
        synchronized (lock) {
            if (!closed) {
                onClosed.add(action);
                return;
            }
        }
        run(action);
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            answers.onLoop(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        boolean last = false;
        for (byte[] chunk = queue.poll(); chunk != null && !last; chunk = last ? null : queue.poll()) {
            if (chunk == END) {
                last = true;
            } else if (channel.isActive()) {
                int length = chunk.length;
                channel.write(AnswerEncoder.chunk(channel.alloc(), chunk)).addListener(done -> pending.addAndGet(-length));
            }
        }
        if (last) {
            answers.streamEnded(this);
        } else {
            channel.flush();
        }
    }

    /** Called by the connection, on its event loop, when nothing more will reach the client. */
    void close() {
        List<Runnable> actions;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            actions = onClosed;
            onClosed = List.of();
        }
        queue.clear();
        actions.forEach(ChunkedStream::run);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("What a stream runs at its end failed", e);
        }
    }
}
