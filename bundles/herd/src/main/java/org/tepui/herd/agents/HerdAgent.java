package org.tepui.herd.agents;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tepui.herd.measure.Tally;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

/** One agent: messages in, messages out, tasks that start and finish without a process. Any thread may call. */
public final class HerdAgent {

    /** An update that is not acknowledged goes out again after this time, as that of a Mesos agent does. */
    static final long RETRY_NANOS = 10_000_000_000L;
    private static final String WIRE_VERSION = "1.12.0";
    private static final List<SlaveInfo.Capability> CAPABILITIES = List.of(
        capability(SlaveInfo.Capability.Type.MULTI_ROLE), capability(SlaveInfo.Capability.Type.HIERARCHICAL_ROLE),
        capability(SlaveInfo.Capability.Type.RESERVATION_REFINEMENT));

    private final AgentSettings settings;
    private final Surroundings around;
    private final Tally tally;
    private final String process;
    private final SlaveInfo info;
    private final UUID resourceVersion;
    private final Map<String, HerdTask> tasks = new LinkedHashMap<>();
    private SlaveID id;
    private boolean registered;
    private long attemptNanos;

    HerdAgent(int number, int port, AgentSettings settings, Surroundings around, Tally tally) {
        this.settings = settings;
        this.around = around;
        this.tally = tally;
        this.process = "slave(" + number + ")";
        this.attemptNanos = around.nanos();
        this.resourceVersion = UUID.newBuilder().setValue(around.uuid()).build();
        this.info = SlaveInfo.newBuilder().setHostname(settings.hostname()).setPort(port).setCheckpoint(true)
            .addAllResources(TaskSize.times(settings.tasks())).build();
    }

    private static SlaveInfo.Capability capability(SlaveInfo.Capability.Type type) {
        return SlaveInfo.Capability.newBuilder().setType(type).build();
    }

    public String process() {
        return process;
    }

    /** Registers, or comes back with its tasks once it has an id. */
    synchronized void register() {
        attemptNanos = around.nanos();
        around.send(process, settings.master(), id == null ? registration() : reregistration());
    }

    private Message registration() {
        return RegisterSlaveMessage.newBuilder().setSlave(info).setVersion(WIRE_VERSION).addAllAgentCapabilities(CAPABILITIES)
            .setResourceVersionUuid(resourceVersion).build();
    }

    private Message reregistration() {
        ReregisterSlaveMessage.Builder message = ReregisterSlaveMessage.newBuilder().setSlave(info.toBuilder().setId(id))
            .setVersion(WIRE_VERSION).addAllAgentCapabilities(CAPABILITIES).setResourceVersionUuid(resourceVersion);
        Set<FrameworkID> frameworks = new LinkedHashSet<>();
        for (HerdTask task : tasks.values()) {
            message.addTasks(task.describe());
            frameworks.add(task.framework);
        }
        frameworks.forEach(framework -> message.addFrameworks(around.framework(framework)));
        return message.build();
    }

    /** A message to this agent. */
    void message(Upid from, String name, byte[] body) {
        try {
            switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "PingSlaveMessage" -> pinged(from, PingSlaveMessage.parseFrom(body).getConnected());
                case "RunTaskMessage" -> run(RunTaskMessage.parseFrom(body));
                case "StatusUpdateAcknowledgementMessage" -> acknowledged(StatusUpdateAcknowledgementMessage.parseFrom(body));
                case "SlaveRegisteredMessage" -> accepted(SlaveRegisteredMessage.parseFrom(body).getSlaveId(), false);
                case "SlaveReregisteredMessage" -> accepted(SlaveReregisteredMessage.parseFrom(body).getSlaveId(), true);
                case "KillTaskMessage" -> kill(KillTaskMessage.parseFrom(body));
                case "ShutdownFrameworkMessage" -> shutDown(ShutdownFrameworkMessage.parseFrom(body).getFrameworkId());
                case "UpdateFrameworkMessage", "CheckpointResourcesMessage" -> { }
                default -> tally.surprise(name);
            }
        } catch (InvalidProtocolBufferException e) {
            tally.surprise("unreadable " + name);
        }
    }

    private void accepted(SlaveID given, boolean again) {
        synchronized (this) {
            if (registered || again && !given.equals(id)) {
                return;
            }
            id = given;
            registered = true;
            around.send(process, settings.master(), UpdateSlaveMessage.newBuilder().setSlaveId(id).setUpdateOversubscribedResources(false)
                .setOperations(UpdateSlaveMessage.Operations.getDefaultInstance()).setResourceVersionUuid(resourceVersion)
                .setResourceProviders(UpdateSlaveMessage.ResourceProviders.getDefaultInstance()).build());
            tasks.values().forEach(this::sendFirst);
        }
        around.accepted(this, again);
    }

    private void pinged(Upid from, boolean connected) {
        tally.pings.increment();
        around.send(process, from, PongSlaveMessage.getDefaultInstance());
        if (!connected) {
            disconnected();
        }
    }

    /** The master is gone, or takes this agent for gone. */
    void disconnected() {
        synchronized (this) {
            if (!registered) {
                return;
            }
            registered = false;
            // The turn of this agent may come while others are looked at: what counts as long is counted from here.
            attemptNanos = around.nanos();
        }
        around.lost(this);
    }

    private static String key(FrameworkID framework, String task) {
        return framework.getValue() + ' ' + task;
    }

    private synchronized void run(RunTaskMessage message) {
        if (id == null) {
            return;
        }
        FrameworkInfo framework = around.shared(message.getFramework());
        HerdTask task = new HerdTask(framework.getId(), message.getTask());
        if (tasks.putIfAbsent(key(task.framework, task.info.getTaskId().getValue()), task) != null) {
            return;
        }
        update(task, TaskState.TASK_STARTING);
        update(task, TaskState.TASK_RUNNING);
        around.after(settings.taskNanos(), () -> finish(task));
    }

    private synchronized void finish(HerdTask task) {
        if (!around.holding() && !task.ended() && tasks.containsKey(key(task.framework, task.info.getTaskId().getValue()))) {
            update(task, TaskState.TASK_FINISHED);
        }
    }

    private synchronized void kill(KillTaskMessage message) {
        HerdTask task = tasks.get(key(message.getFrameworkId(), message.getTaskId().getValue()));
        if (task != null && !task.ended()) {
            update(task, TaskState.TASK_KILLED);
        }
    }

    private synchronized void shutDown(FrameworkID framework) {
        tasks.values().removeIf(task -> task.framework.equals(framework));
    }

    private void update(HerdTask task, TaskState state) {
        ByteString uuid = around.uuid();
        double now = around.epochSeconds();
        ExecutorID executor = ExecutorID.newBuilder().setValue(task.info.getTaskId().getValue()).build();
        TaskStatus status = TaskStatus.newBuilder().setTaskId(task.info.getTaskId()).setState(state).setSlaveId(id)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR).setExecutorId(executor).setTimestamp(now).setUuid(uuid).build();
        task.note(StatusUpdate.newBuilder().setFrameworkId(task.framework).setExecutorId(executor).setSlaveId(id).setStatus(status)
            .setTimestamp(now).setUuid(uuid).build());
        if (task.waiting.size() == 1) {
            task.sendings = 0;
            sendFirst(task);
        }
    }

    private void sendFirst(HerdTask task) {
        StatusUpdate first = task.waiting.peek();
        if (first == null || !registered) {
            return;
        }
        task.sentNanos = around.nanos();
        if (task.sendings++ > 0) {
            tally.updatesSentAgain.increment();
        }
        around.send(process, settings.master(), StatusUpdateMessage.newBuilder()
            .setUpdate(first.toBuilder().setLatestState(task.state)).setPid(process + "@" + settings.hostname() + ":" + info.getPort()).build());
    }

    private synchronized void acknowledged(StatusUpdateAcknowledgementMessage message) {
        String key = key(message.getFrameworkId(), message.getTaskId().getValue());
        HerdTask task = tasks.get(key);
        if (task == null || task.waiting.isEmpty() || !task.waiting.peek().getUuid().equals(message.getUuid())) {
            return;
        }
        if (task.sendings == 1) {
            tally.updateToAcknowledged.add(around.nanos() - task.sentNanos);
        }
        task.waiting.poll();
        task.sendings = 0;
        if (task.waiting.isEmpty() && task.ended()) {
            tasks.remove(key);
        } else {
            sendFirst(task);
        }
    }

    /** Sends again what has had no answer for long: the registration if it is {@code due}, updates. */
    synchronized void sweep(long registrationRetryNanos, boolean due) {
        long now = around.nanos();
        if (!registered) {
            if (due && now - attemptNanos > registrationRetryNanos) {
                register();
            }
            return;
        }
        for (HerdTask task : tasks.values()) {
            if (!task.waiting.isEmpty() && now - task.sentNanos > RETRY_NANOS) {
                sendFirst(task);
            }
        }
    }

    /** Leaves for good. */
    synchronized void unregister() {
        if (id != null) {
            around.send(process, settings.master(), UnregisterSlaveMessage.newBuilder().setSlaveId(id).build());
        }
    }

    /** What this agent believes. @param id empty before its registration @param tasks state by framework and task */
    public record Belief(String process, String id, boolean registered, int unacknowledged, Map<String, TaskState> tasks) {
    }

    public synchronized Belief belief() {
        Map<String, TaskState> states = new LinkedHashMap<>();
        int unacknowledged = 0;
        for (Map.Entry<String, HerdTask> task : new ArrayList<>(tasks.entrySet())) {
            states.put(task.getKey(), task.getValue().state);
            unacknowledged += task.getValue().waiting.size();
        }
        return new Belief(process, id == null ? "" : id.getValue(), registered, unacknowledged, states);
    }
}
