package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.MasterSlaveConnection;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;

/** An agent between fakes, and short words for what a master does to it. */
final class Rig {

    static final Upid MASTER = new Upid("master", "127.0.0.1", 5050);
    static final Upid OBSERVER = new Upid("slave-observer(1)", "127.0.0.1", 5050);
    static final SlaveID ID = SlaveID.newBuilder().setValue("M-S0").build();

    final TestTimeline time = new TestTimeline();
    final FakeOutlet out = new FakeOutlet();
    final FakeLauncher launcher = new FakeLauncher();
    final MemoryStore store = new MemoryStore();
    final List<String> exits = new ArrayList<>();
    final Agent agent;
    private long nextUuid = 1;

    static final class MemoryStore implements ResourceStore {
        List<Resource> kept = List.of();
        final List<Path> removed = new ArrayList<>();

        @Override
        public List<Resource> load() {
            return kept;
        }

        @Override
        public void save(List<Resource> resources) {
            kept = resources;
        }

        @Override
        public void remove(List<Path> directories) {
            removed.addAll(directories);
        }
    }

    Rig() {
        this(List.of(scalar("cpus", 4), scalar("mem", 2048)), List.of(), new UUID(0, 1));
    }

    /** @param resourceVersion the first id that the agent makes */
    Rig(List<Resource> resources, List<org.tepui.protocol.mesos.Attribute> attributes, UUID resourceVersion) {
        this(resources, attributes, resourceVersion, java.util.Optional.empty());
    }

    Rig(List<Resource> resources, List<org.tepui.protocol.mesos.Attribute> attributes, UUID resourceVersion, java.util.Optional<Login> login) {
        AgentSettings settings = new AgentSettings(MASTER, "localhost", resources, attributes,
            Path.of("/work"), Duration.ofSeconds(1), Duration.ofSeconds(5), true, "root");
        java.util.function.Supplier<UUID> uuids = () -> nextUuid == 1 ? firstUuid(resourceVersion) : new UUID(0, nextUuid++);
        agent = new Agent(settings, new Agent.Surroundings(time, out, launcher, store, uuids, () -> 0.5,
            Runnable::run, (code, why) -> exits.add(code + " " + why), login));
    }

    private UUID firstUuid(UUID first) {
        nextUuid++;
        return first;
    }

    static Rig registered() {
        Rig rig = new Rig();
        rig.agent.start();
        rig.time.pass(Duration.ofSeconds(1));
        rig.fromMaster(registeredMessage());
        return rig;
    }

    static SlaveRegisteredMessage registeredMessage() {
        return SlaveRegisteredMessage.newBuilder().setSlaveId(ID)
            .setConnection(MasterSlaveConnection.newBuilder().setTotalPingTimeoutSeconds(75)).build();
    }

    static SlaveReregisteredMessage reregisteredMessage() {
        return SlaveReregisteredMessage.newBuilder().setSlaveId(ID)
            .setConnection(MasterSlaveConnection.newBuilder().setTotalPingTimeoutSeconds(75)).build();
    }

    static Resource scalar(String name, double value) {
        return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(value)).build();
    }

    void fromMaster(Message message) {
        from(MASTER, message);
    }

    void from(Upid sender, Message message) {
        agent.message(sender, message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    void ping(boolean connected) {
        from(OBSERVER, PingSlaveMessage.newBuilder().setConnected(connected).build());
    }

    void masterGone() {
        out.live = false;
        agent.exited(MASTER, out.incarnation);
    }

    static FrameworkInfo.Builder framework(FrameworkInfo.Capability.Type... capabilities) {
        FrameworkInfo.Builder framework = FrameworkInfo.newBuilder().setUser("root").setName("f")
            .setId(FrameworkID.newBuilder().setValue("F")).setCheckpoint(true);
        for (FrameworkInfo.Capability.Type capability : capabilities) {
            framework.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(capability));
        }
        return framework;
    }

    static TaskInfo.Builder task(String id, String command) {
        return TaskInfo.newBuilder().setName(id).setTaskId(TaskID.newBuilder().setValue(id)).setSlaveId(ID)
            .addResources(scalar("cpus", 1)).setCommand(CommandInfo.newBuilder().setValue(command).setShell(true));
    }

    FakeLauncher.FakeProcess run(FrameworkInfo.Builder framework, TaskInfo.Builder task) {
        fromMaster(runTask(framework, task).build());
        return launcher.launched.isEmpty() ? null : launcher.last();
    }

    static RunTaskMessage.Builder runTask(FrameworkInfo.Builder framework, TaskInfo.Builder task) {
        return RunTaskMessage.newBuilder().setFramework(framework).setTask(task).setPid("@0.0.0.0:0").setLaunchExecutor(true);
    }

    /** A running task whose STARTING and RUNNING are acknowledged. */
    FakeLauncher.FakeProcess running(FrameworkInfo.Builder framework, TaskInfo.Builder task) {
        FakeLauncher.FakeProcess process = run(framework, task);
        process.events.started(4711);
        acknowledgeLast();
        acknowledgeLast();
        return process;
    }

    StatusUpdate lastUpdate() {
        return out.last(StatusUpdateMessage.class).getUpdate();
    }

    List<TaskState> sentStates() {
        return out.all(StatusUpdateMessage.class).stream().map(m -> m.getUpdate().getStatus().getState()).toList();
    }

    void acknowledgeLast() {
        StatusUpdate update = lastUpdate();
        acknowledge(update.getStatus().getTaskId().getValue(), update.getUuid());
    }

    void acknowledge(String task, ByteString uuid) {
        fromMaster(StatusUpdateAcknowledgementMessage.newBuilder().setSlaveId(ID)
            .setFrameworkId(FrameworkID.newBuilder().setValue("F")).setTaskId(TaskID.newBuilder().setValue(task)).setUuid(uuid).build());
    }
}
