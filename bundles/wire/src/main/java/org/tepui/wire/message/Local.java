package org.tepui.wire.message;

import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;
import org.tepui.wire.base.Limits;

/** Messages and links between processes of one port: without a socket, on one event loop, so in the order of sending. */
public final class Local {

    private static final Logger LOG = LoggerFactory.getLogger(Local.class);

    private final Processes processes;
    private final EventLoop loop;
    private final ExitNotices exits;
    private final AtomicLong incarnations;
    private final Limits limits;
    private final Counters counters;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Map<LinkKey, Long> links = new LinkedHashMap<>();

    public Local(Processes processes, EventLoop loop, ExitNotices exits, AtomicLong incarnations, Limits limits, Counters counters) {
        this.processes = processes;
        this.loop = loop;
        this.exits = exits;
        this.incarnations = incarnations;
        this.limits = limits;
        this.counters = counters;
    }

    public void send(Upid from, Upid to, String name, byte[] body) {
        long bytes = 64L + body.length;
        if (queuedBytes.addAndGet(bytes) > limits.peerQueueBytesMax()) {
            queuedBytes.addAndGet(-bytes);
            counters.add(Counter.MESSAGES_DROPPED);
            return;
        }
        try {
            loop.execute(() -> {
                queuedBytes.addAndGet(-bytes);
                deliver(from, to, name, body);
            });
        } catch (RejectedExecutionException e) {
            counters.add(Counter.MESSAGES_DROPPED);
        }
    }

    private void deliver(Upid from, Upid to, String name, byte[] body) {
        ProcessHandler handler = processes.get(to.id());
        if (handler == null) {
            counters.add(Counter.MESSAGES_UNROUTED);
            return;
        }
        counters.add(Counter.MESSAGES_LOCAL);
        try {
            handler.message(from, to.id(), name, body, from.address());
        } catch (RuntimeException e) {
            counters.add(Counter.MESSAGE_HANDLER_FAILURES);
            LOG.warn("Process {} failed on message {} from {}; the message is dropped", to.id(), BadInputLog.printable(name), from, e);
        }
    }

    /** A link to a process that is not there exits at once. */
    public long link(String fromProcess, Upid to) {
        LinkKey key = new LinkKey(fromProcess, to);
        long incarnation;
        synchronized (links) {
            Long known = links.get(key);
            if (known != null) {
                return known;
            }
            incarnation = incarnations.incrementAndGet();
            if (processes.contains(to.id())) {
                links.put(key, incarnation);
                counters.add(Counter.LINKS_OPEN);
                return incarnation;
            }
        }
        exits.tell(key, incarnation);
        return incarnation;
    }

    public void unlink(String fromProcess, Upid to) {
        synchronized (links) {
            if (links.remove(new LinkKey(fromProcess, to)) != null) {
                counters.add(Counter.LINKS_OPEN, -1);
            }
        }
    }

    /** A process has ended: those that linked it are told. Call after it was taken out of the processes. */
    public void ended(String processId) {
        Map<LinkKey, Long> broken = new LinkedHashMap<>();
        synchronized (links) {
            for (Map.Entry<LinkKey, Long> link : List.copyOf(links.entrySet())) {
                if (link.getKey().peer().id().equals(processId)) {
                    broken.put(link.getKey(), link.getValue());
                    links.remove(link.getKey());
                }
            }
        }
        counters.add(Counter.LINKS_OPEN, -broken.size());
        broken.forEach(exits::tell);
    }
}
