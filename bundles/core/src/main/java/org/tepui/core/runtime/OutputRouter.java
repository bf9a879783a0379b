package org.tepui.core.runtime;

import com.google.protobuf.Message;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.planner.Planner;
import org.tepui.core.hook.LaunchLabels;
import org.tepui.core.hook.LostAgents;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;

/**
 * Carries out what the line says. Runs on the line's thread, so everything that encodes or writes is handed to a lane: one a peer
 * address, one a stream, one for the log.
 */
final class OutputRouter implements Consumer<Output> {

    private static final Logger LOG = LoggerFactory.getLogger("org.tepui.master");
    private static final String LOG_LANE = "log";
    private static final String HOOK_LANE = "hooks";
    private static final String PING_LANE = "ping ";

    /** What hooks do behind the line. */
    record Hooks(LaunchLabels labels, LostAgents lostAgents) { }

    private final Port port;
    private final Lanes lanes;
    private final Links links;
    private final Exchanges exchanges;
    private final StorageDriver storage;
    private final Planner planner;
    private final LocalProcesses processes;
    private final Hooks hooks;
    private final Supplier<Snapshot> snapshot;
    private final Consumer<Output.StopLeading> stopLeading;

    OutputRouter(Port port, Lanes lanes, Links links, Exchanges exchanges, StorageDriver storage, Planner planner,
            LocalProcesses processes, Hooks hooks, Supplier<Snapshot> snapshot, Consumer<Output.StopLeading> stopLeading) {
        this.port = port;
        this.lanes = lanes;
        this.links = links;
        this.exchanges = exchanges;
        this.storage = storage;
        this.planner = planner;
        this.processes = processes;
        this.hooks = hooks;
        this.snapshot = snapshot;
        this.stopLeading = stopLeading;
    }

    @Override
    public void accept(Output output) {
        if (output instanceof Output.Send send) {
            processes.ensure(send.from());
            send(send);
        } else if (output instanceof Output.Emit emit) {
            lanes.submit(emit.connection(), () -> exchanges.emit(emit));
        } else if (output instanceof Output.Reply reply) {
            lanes.submit(reply.request(), () -> exchanges.reply(reply));
        } else if (output instanceof Output.OpenStream open) {
            lanes.submit(open.connection(), () -> exchanges.open(open));
        } else if (output instanceof Output.EndStream end) {
            lanes.submit(end.connection(), () -> exchanges.end(end));
        } else if (output instanceof Output.Link link) {
            lanes.submit(link.peer().address(), () -> links.link(link));
        } else if (output instanceof Output.Unlink unlink) {
            lanes.submit(unlink.peer().address(), () -> links.unlink(unlink));
        } else if (output instanceof Output.TellPlanner tell) {
            planner.apply(tell.epoch(), tell.changes());
        } else if (output instanceof Output.AskPlanner ask) {
            planner.request(ask.agents(), ask.seed());
        } else if (output instanceof Output.PlanRefused refused) {
            planner.refused(refused.epoch(), refused.reason());
        } else if (output instanceof Output.Scan scan) {
            storage.scan(scan);
        } else if (output instanceof Output.Store store) {
            storage.store(store);
        } else if (output instanceof Output.AgentLost lost) {
            if (hooks.lostAgents().admits()) {
                lanes.submitHeld(HOOK_LANE, () -> hooks.lostAgents().tell(lost.agent()));
            }
        } else if (output instanceof Output.Log log) {
            lanes.submit(LOG_LANE, () -> log(log));
        } else if (output instanceof Output.StopLeading stop) {
            stopLeading.accept(stop);
        } else {
            throw new IllegalStateException("no way to carry out " + output.getClass().getSimpleName());
        }
    }

    private void send(Output.Send send) {
        String peer = send.to().address();
        if (hooks.labels().concerns(send.message())) {
            Snapshot sent = snapshot.get();
            lanes.submitHeld(peer, () -> hooks.labels().decorate(send.message(), sent).thenAccept(message -> write(send, message)));
        } else if (send.message() instanceof PingSlaveMessage && lanes.isHeld(peer)) {
            // Whether the agent is alive does not wait for a hook.
            lanes.submit(PING_LANE + peer, () -> write(send, send.message()));
        } else {
            lanes.submit(peer, () -> write(send, send.message()));
        }
    }

    private void write(Output.Send send, Message message) {
        port.send(send.from(), send.to(), message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    private static void log(Output.Log log) {
        switch (log.level()) {
            case INFO -> LOG.info(log.text());
            case WARNING -> LOG.warn(log.text());
            case ERROR -> LOG.error(log.text());
        }
    }
}
