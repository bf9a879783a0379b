package org.tepui.wire.message;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;

/** Tells processes of broken links, never from within the call that made the link. */
public final class ExitNotices {

    private static final Logger LOG = LoggerFactory.getLogger(ExitNotices.class);

    private final Processes processes;
    private final EventLoop loop;
    private final Counters counters;

    public ExitNotices(Processes processes, EventLoop loop, Counters counters) {
        this.processes = processes;
        this.loop = loop;
        this.counters = counters;
    }

    void tell(LinkKey link, long incarnation) {
        counters.add(Counter.LINK_EXITS);
        try {
            loop.execute(() -> exited(link, incarnation));
        } catch (RejectedExecutionException e) {
            LOG.debug("The exit of {} came after the port was closed", link.peer());
        }
    }

    private void exited(LinkKey link, long incarnation) {
        ProcessHandler handler = processes.get(link.fromProcess());
        if (handler == null) {
            return;
        }
        try {
            handler.exited(link.peer(), incarnation);
        } catch (RuntimeException e) {
            counters.add(Counter.MESSAGE_HANDLER_FAILURES);
            LOG.warn("Process {} failed on the exit of {}", link.fromProcess(), link.peer(), e);
        }
    }
}
