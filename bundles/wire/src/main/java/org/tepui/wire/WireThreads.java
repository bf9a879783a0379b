package org.tepui.wire;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of all ports of a process; gone when {@link #close()} returns. */
final class WireThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WireThreads.class);
    private static final int LOOPS = 2;
    private static final int COMPRESSIONS_WAITING_MAX = 64;
    private static final int HANDSHAKES = 4;
    private static final int HANDSHAKES_WAITING_MAX = 4096;
    private static final long CLOSE_SECONDS_MAX = 5;

    private final List<Thread> loopThreads = new CopyOnWriteArrayList<>();
    private final EventLoopGroup loops;
    private final ThreadPoolExecutor compressor;
    private final ThreadPoolExecutor handshakes;

    WireThreads() {
        loops = new MultiThreadIoEventLoopGroup(LOOPS, remembered(named("tepui-wire-")), NioIoHandler.newFactory());
        compressor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(COMPRESSIONS_WAITING_MAX),
                named("tepui-wire-gzip-"));
        compressor.allowCoreThreadTimeOut(true);
        handshakes = new ThreadPoolExecutor(HANDSHAKES, HANDSHAKES, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(HANDSHAKES_WAITING_MAX),
                named("tepui-wire-tls-"));
        handshakes.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new FastThreadLocalThread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private ThreadFactory remembered(ThreadFactory factory) {
        return task -> {
            Thread thread = factory.newThread(task);
            loopThreads.add(thread);
            return thread;
        };
    }

    EventLoopGroup loops() {
        return loops;
    }

    Executor compressor() {
        return compressor;
    }

    /** Runs the calculations of TLS handshakes; refuses when too many wait. */
    Executor handshakes() {
        return handshakes;
    }

    @Override
    public void close() {
        compressor.shutdownNow();
        handshakes.shutdownNow();
        loops.shutdownGracefully(0, CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        try {
            boolean ended = loops.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS) & compressor.awaitTermination(1, TimeUnit.SECONDS)
                    & handshakes.awaitTermination(1, TimeUnit.SECONDS);
            // Termination is told from within a thread that then still runs a moment, in a class loader that may be on its way out.
            for (Thread thread : loopThreads) {
                thread.join(TimeUnit.SECONDS.toMillis(1));
                ended &= !thread.isAlive();
            }
            if (!ended) {
                LOG.warn("Threads of the wire are still running {} s after they were told to stop", CLOSE_SECONDS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
