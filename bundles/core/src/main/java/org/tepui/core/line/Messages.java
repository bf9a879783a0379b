package org.tepui.core.line;

import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.Map;
import org.tepui.core.agents.Pings;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.DeactivateFrameworkMessage;
import org.tepui.protocol.mesos.internal.ExecutorToFrameworkMessage;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.FrameworkErrorMessage;
import org.tepui.protocol.mesos.internal.FrameworkToExecutorMessage;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.LaunchTasksMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.RegisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ResourceRequestMessage;
import org.tepui.protocol.mesos.internal.ReviveOffersMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.SubmitSchedulerRequest;
import org.tepui.protocol.mesos.internal.SubmitSchedulerResponse;
import org.tepui.protocol.mesos.internal.UnregisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateOperationStatusMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

/** Which handler a libprocess message is for. */
final class Messages {

    static final String NO_DRIVERS = "This master does not serve scheduler drivers yet; use the v1 HTTP API at /api/v1/scheduler";

    private interface Handler<M> {
        void handle(Upid from, M message);
    }

    private final Line line;
    private final Pings pings;
    private final Map<Class<?>, Handler<Message>> handlers = new HashMap<>();

    Messages(Line line, Assembly.AgentHandlers agents) {
        this.line = line;
        this.pings = line.pings();
        on(RegisterSlaveMessage.class, agents.registration()::handle);
        on(ReregisterSlaveMessage.class, agents.reregistration()::handle);
        on(UnregisterSlaveMessage.class, agents.updates()::handle);
        on(UpdateSlaveMessage.class, agents.updates()::handle);
        on(ExitedExecutorMessage.class, agents.updates()::handle);
        on(ExecutorToFrameworkMessage.class, agents.updates()::handle);
        on(StatusUpdateMessage.class, agents.statuses()::handle);
        on(UpdateOperationStatusMessage.class, agents.operations()::update);
        on(SubmitSchedulerRequest.class, (from, message) ->
                line.out().send(from, SubmitSchedulerResponse.newBuilder().setOkay(false).build()));
        on(org.tepui.protocol.mesos.scheduler.Call.class, this::driver);
        on(RegisterFrameworkMessage.class, this::driver);
        on(ReregisterFrameworkMessage.class, this::driver);
        on(UnregisterFrameworkMessage.class, this::driver);
        on(DeactivateFrameworkMessage.class, this::driver);
        on(ResourceRequestMessage.class, this::driver);
        on(LaunchTasksMessage.class, this::driver);
        on(ReviveOffersMessage.class, this::driver);
        on(KillTaskMessage.class, this::driver);
        on(StatusUpdateAcknowledgementMessage.class, this::driver);
        on(FrameworkToExecutorMessage.class, this::driver);
        on(ReconcileTasksMessage.class, this::driver);
    }

    private <M extends Message> void on(Class<M> type, Handler<M> handler) {
        handlers.put(type, (from, message) -> handler.handle(from, type.cast(message)));
    }

    void handle(Input.AgentMessage input) {
        if (!line.isLeading()) {
            line.tally().count(Counter.DROPPED_MESSAGES);
            return;
        }
        if (input.message() instanceof PongSlaveMessage) {
            pings.pong(input.from(), input.to());
            return;
        }
        if (!input.message().isInitialized()) {
            line.out().warning("Dropping " + input.message().getDescriptorForType().getFullName() + " from " + input.from()
                    + ": required fields are missing");
            line.tally().count(Counter.DROPPED_MESSAGES);
            return;
        }
        Handler<Message> handler = handlers.get(input.message().getClass());
        if (handler == null) {
            line.out().warning("Dropping " + input.message().getDescriptorForType().getFullName() + " from " + input.from()
                    + ": the master has no use for it");
            line.tally().count(Counter.DROPPED_MESSAGES);
            return;
        }
        if (!input.verdicts().allows(0)
                && (input.message() instanceof RegisterSlaveMessage || input.message() instanceof ReregisterSlaveMessage)) {
            line.tally().count(input.message() instanceof RegisterSlaveMessage ? Counter.MESSAGES_REGISTER_AGENT
                    : Counter.MESSAGES_REREGISTER_AGENT);
            line.out().warning("Ignoring " + input.message().getDescriptorForType().getFullName() + " from " + input.from()
                    + ": not authorized to register, or to reserve its resources");
            return;
        }
        handler.handle(input.from(), input.message());
    }

    private void driver(Upid from, Message message) {
        line.tally().count(Counter.DROPPED_MESSAGES);
        line.out().warning("Dropping " + message.getDescriptorForType().getFullName() + " from " + from + ": " + NO_DRIVERS);
        line.out().send(from, FrameworkErrorMessage.newBuilder().setMessage(NO_DRIVERS).build());
    }
}
