package org.tepui.testkit.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Input;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.Attribute;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.ExecutorToFrameworkMessage;
import org.tepui.protocol.mesos.internal.FrameworkToExecutorMessage;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.ShutdownExecutorMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;
import org.tepui.protocol.resource.ResourceCodec;

/** An agent: registers, runs tasks that end by themselves, sends updates until they are acknowledged, comes back. */
final class SimAgent {

    private static final List<String> RESOURCES = List.of("cpus:4;mem:2048;disk:4096;ports:[31000-32000]",
            "cpus:2.5;mem:1024;disk:1024", "cpus:8;mem:4096;disk:100;ports:[31000-31010]", "cpus:2;mem:900;gpus:1",
            "cpus:1;mem:512;cpus(eng):2;mem(eng):512");

    /** A task here, with the updates that are not acknowledged yet. */
    static final class Running {
        private final FrameworkID framework;
        private final TaskInfo info;
        private final Deque<StatusUpdate> unacknowledged = new ArrayDeque<>();
        private TaskState state = TaskState.TASK_STAGING;

        private Running(FrameworkID framework, TaskInfo info) {
            this.framework = framework;
            this.info = info;
        }

        private boolean runsIn(FrameworkID of, ExecutorID executor) {
            return framework.equals(of) && info.hasExecutor() && info.getExecutor().getExecutorId().equals(executor);
        }

        boolean isTerminal() {
            return Model.isTerminal(state);
        }
    }

    private final World world;
    private final Simulation simulation;
    private final Lane toMaster;
    private final Lane fromMaster;
    private final String resources;
    private final Map<String, Running> tasks = new LinkedHashMap<>();
    private final Map<String, FrameworkInfo> frameworks = new LinkedHashMap<>();
    private final SimExecutors executors;
    private final int number;
    private int port;
    private String id = "";
    private boolean registered;
    private boolean up = true;
    private boolean reachable = true;
    private long lastPing;
    private long attempt;
    private int uuids;
    private int rack;
    private boolean calm;
    private String pinger = "master";

    SimAgent(World world, Simulation simulation, int number) {
        this.world = world;
        this.simulation = simulation;
        this.number = number;
        this.port = 6000 + number * 100;
        this.toMaster = new Lane(world);
        this.fromMaster = new Lane(world);
        this.executors = new SimExecutors(world);
        this.resources = RESOURCES.get(number % RESOURCES.size());
    }

    Upid pid() {
        return new Upid("slave(1)", "10.0.0." + (number + 1), port);
    }

    String id() {
        return id;
    }

    boolean isReachable() {
        return up && reachable;
    }

    boolean isRegistered() {
        return registered;
    }

    Map<String, Running> tasks() {
        return tasks;
    }

    void start() {
        world.after(world.between(0, 3_000) * World.MILLI, this::register);
        world.after(5 * World.SECOND, this::tick);
    }

    private void tick() {
        world.after(world.between(1_000, 9_000) * World.MILLI, this::tick);
        if (!up) {
            return;
        }
        if (registered && world.now() - lastPing > 75 * World.SECOND) {
            registered = false;
            register();
        }
        tasks.values().forEach(task -> sendHead(task));
        if (world.fault("link broken", 25)) {
            breakLink();
        } else if (world.fault("agent unreachable", 60)) {
            reachable = false;
            cut();
            world.after(world.between(1, 200) * World.SECOND, () -> reachable = true);
        } else if (world.fault("agent restarted", 60)) {
            restart();
        } else if (registered && world.fault("agent unregistered", 150)) {
            send(UnregisterSlaveMessage.newBuilder().setSlaveId(slaveId()).build());
            attempt++;
            world.after(World.SECOND, this::forget);
        } else if (registered && world.oneIn(12)) {
            oversubscribe(!calm && world.oneIn(2));
        } else if (world.oneIn(60)) {
            send(StatusUpdateMessage.newBuilder().setPid(world.oneIn(2) ? "nonsense" : pid().toString())
                    .setUpdate(update("nobody", "nothing", TaskState.TASK_RUNNING)).build());
        }
    }

    void calm() {
        calm = true;
        reachable = true;
    }

    /** What it could give away for a while: revocable, more or less of it each time, or nothing. */
    private void oversubscribe(boolean some) {
        UpdateSlaveMessage.Builder message = UpdateSlaveMessage.newBuilder().setSlaveId(slaveId()).setResourceVersionUuid(version())
                .setUpdateOversubscribedResources(true);
        if (some) {
            message.addOversubscribedResources(Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR)
                    .setScalar(Value.Scalar.newBuilder().setValue(world.between(1, 6)))
                    .setRevocable(Resource.RevocableInfo.getDefaultInstance()));
        }
        send(message.build());
    }

    private void breakLink() {
        cut();
        simulation.leader().broken(pid());
        if (registered) {
            // Both ends notice; the agent asks again.
            registered = false;
            world.after(world.between(1, 2_000) * World.MILLI, this::register);
        }
    }

    private void cut() {
        toMaster.cut();
        fromMaster.cut();
        simulation.leader().broken(pid());
    }

    /** The process comes back with its checkpointed id, perhaps at another port; its tasks have failed. */
    private void restart() {
        cut();
        up = false;
        registered = false;
        world.after(world.between(100, 30_000) * World.MILLI, () -> {
            up = true;
            if (world.oneIn(2)) {
                port++;
            }
            if (world.oneIn(3)) {
                rack++;
            }
            executors.clear();
            tasks.values().forEach(task -> {
                if (!task.isTerminal()) {
                    change(task, TaskState.TASK_FAILED);
                }
            });
            register();
        });
    }

    /** Starts anew as an agent that nobody knows. */
    private void forget() {
        cut();
        id = "";
        registered = false;
        tasks.clear();
        frameworks.clear();
        executors.clear();
        port++;
        world.after(world.between(500, 20_000) * World.MILLI, this::register);
    }

    void leaderLost() {
        toMaster.cut();
        fromMaster.cut();
        registered = false;
    }

    void leaderDetected() {
        world.after(world.between(10, 5_000) * World.MILLI, this::register);
    }

    private void register() {
        long mine = ++attempt;
        ask(mine, World.SECOND);
    }

    private void ask(long mine, long wait) {
        if (mine != attempt || registered || !up) {
            return;
        }
        if (simulation.hasLeader()) {
            send(id.isEmpty() ? registration() : reregistration());
        }
        world.after(wait + world.between(0, 500) * World.MILLI, () -> ask(mine, Math.min(wait * 2, 30 * World.SECOND)));
    }

    private SlaveInfo.Builder info() {
        return SlaveInfo.newBuilder().setHostname("agent" + number).setPort(port).setCheckpoint(true).addAttributes(Attribute.newBuilder()
                .setName("rack").setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue("r" + rack))).addAllResources(
                ResourceCodec.toProto(Resources.parse(resources), ReservationFields.Format.PRE_REFINEMENT));
    }

    private Message registration() {
        return RegisterSlaveMessage.newBuilder().setSlave(info()).setVersion("1.12.0").addAllAgentCapabilities(capabilities())
                .setResourceVersionUuid(version()).build();
    }

    private Message reregistration() {
        ReregisterSlaveMessage.Builder message = ReregisterSlaveMessage.newBuilder().setSlave(info().setId(slaveId()))
                .setVersion("1.12.0").addAllAgentCapabilities(capabilities()).setResourceVersionUuid(version());
        for (Running task : tasks.values()) {
            Task.Builder known = Task.newBuilder().setName(task.info.getName()).setTaskId(task.info.getTaskId())
                    .setFrameworkId(task.framework).setSlaveId(slaveId()).setState(task.state)
                    .addAllResources(task.info.getResourcesList());
            if (task.info.hasExecutor()) {
                known.setExecutorId(task.info.getExecutor().getExecutorId());
            }
            if (!task.unacknowledged.isEmpty()) {
                StatusUpdate head = task.unacknowledged.peek();
                known.setStatusUpdateState(head.getStatus().getState()).setStatusUpdateUuid(head.getUuid());
            }
            message.addTasks(known);
        }
        frameworks.values().forEach(message::addFrameworks);
        executors.all().forEach(message::addExecutorInfos);
        return message.build();
    }

    private static List<SlaveInfo.Capability> capabilities() {
        return List.of(capability(SlaveInfo.Capability.Type.MULTI_ROLE), capability(SlaveInfo.Capability.Type.HIERARCHICAL_ROLE),
                capability(SlaveInfo.Capability.Type.RESERVATION_REFINEMENT));
    }

    private static SlaveInfo.Capability capability(SlaveInfo.Capability.Type type) {
        return SlaveInfo.Capability.newBuilder().setType(type).build();
    }

    private SlaveID slaveId() {
        return SlaveID.newBuilder().setValue(id).build();
    }

    private UUID version() {
        return UUID.newBuilder().setValue(uuid(0)).build();
    }

    private ByteString uuid(int count) {
        return ByteString.copyFrom(ByteBuffer.allocate(16).putInt(number).putInt(port).putInt(0x4000).putInt(count).array());
    }

    private void send(Message message) {
        if (up && reachable) {
            Upid from = pid();
            toMaster.send(() -> {
                if (simulation.hasLeader()) {
                    simulation.leader().enter(new Input.AgentMessage(from, to(message), message));
                }
            });
        }
    }

    private String to(Message message) {
        return message instanceof PongSlaveMessage ? pinger : "master";
    }

    /** From the leader; arrives later, or never when the agent is away. */
    void receive(String from, Message message) {
        if (!up || !reachable) {
            return;
        }
        Upid addressed = pid();
        fromMaster.send(() -> {
            if (up && reachable && addressed.equals(pid())) {
                handle(from, message);
            }
        });
        if (world.fault("message lost with its connection", message instanceof RunTaskMessage ? 40 : 400)) {
            breakLink();
        }
    }

    private void handle(String from, Message message) {
        if (message instanceof SlaveRegisteredMessage accepted) {
            if (id.isEmpty() || id.equals(accepted.getSlaveId().getValue())) {
                id = accepted.getSlaveId().getValue();
                joined();
            }
        } else if (message instanceof SlaveReregisteredMessage accepted) {
            if (accepted.getSlaveId().getValue().equals(id)) {
                joined();
                accepted.getReconciliationsList().forEach(this::reconcile);
            }
        } else if (message instanceof PingSlaveMessage ping) {
            lastPing = world.now();
            pinger = from;
            send(PongSlaveMessage.getDefaultInstance());
            if (!ping.getConnected() && registered) {
                registered = false;
                register();
            }
        } else if (message instanceof RunTaskMessage run) {
            run(run);
        } else if (message instanceof KillTaskMessage kill) {
            kill(kill);
        } else if (message instanceof StatusUpdateAcknowledgementMessage acknowledgement) {
            acknowledged(acknowledgement);
        } else if (message instanceof ShutdownFrameworkMessage shutdown) {
            tasks.values().removeIf(task -> task.framework.equals(shutdown.getFrameworkId()));
            frameworks.remove(shutdown.getFrameworkId().getValue());
            executors.dropFramework(shutdown.getFrameworkId());
        } else if (message instanceof ShutdownExecutorMessage shutdown) {
            killExecutor(shutdown.getFrameworkId(), shutdown.getExecutorId());
        } else if (message instanceof FrameworkToExecutorMessage said) {
            if (executors.isRunning(said.getFrameworkId(), said.getExecutorId())) {
                send(ExecutorToFrameworkMessage.newBuilder().setSlaveId(slaveId()).setFrameworkId(said.getFrameworkId())
                        .setExecutorId(said.getExecutorId()).setData(said.getData()).build());
            }
        } else if (message instanceof ShutdownMessage) {
            forget();
        }
    }

    private void joined() {
        registered = true;
        lastPing = world.now();
        tasks.values().forEach(this::sendHead);
    }

    private void reconcile(ReconcileTasksMessage message) {
        for (TaskStatus status : message.getStatusesList()) {
            String key = key(message.getFrameworkId(), status.getTaskId());
            if (!tasks.containsKey(key)) {
                frameworks.put(message.getFrameworkId().getValue(), message.getFramework());
                Running lost = new Running(message.getFrameworkId(), TaskInfo.newBuilder().setName("lost").setTaskId(status.getTaskId())
                        .setSlaveId(slaveId()).build());
                tasks.put(key, lost);
                change(lost, TaskState.TASK_LOST);
            }
        }
    }

    static String key(FrameworkID framework, TaskID task) {
        return framework.getValue() + "/" + task.getValue();
    }

    private void run(RunTaskMessage run) {
        if (!registered || !run.getTask().getSlaveId().getValue().equals(id)) {
            return;
        }
        FrameworkID framework = run.getFramework().getId();
        String key = key(framework, run.getTask().getTaskId());
        if (tasks.containsKey(key)) {
            throw new Violation("task " + key + " was sent twice to agent " + id);
        }
        frameworks.put(framework.getValue(), run.getFramework());
        Running task = new Running(framework, run.getTask());
        tasks.put(key, task);
        if (run.getTask().hasExecutor()) {
            ExecutorInfo executor = run.getTask().getExecutor();
            if (!run.getLaunchExecutor() && !executors.isRunning(framework, executor.getExecutorId())) {
                // It left while the task was under way.
                change(task, TaskState.TASK_LOST);
                return;
            }
            executors.start(executor);
        }
        change(task, TaskState.TASK_STARTING);
        world.after(world.between(1, 2_000) * World.MILLI, () -> next(key, task, TaskState.TASK_RUNNING));
        TaskState end = world.oneIn(4) ? TaskState.TASK_FAILED : TaskState.TASK_FINISHED;
        world.after(world.between(3_000, 90_000) * World.MILLI, () -> next(key, task, end));
    }

    private void next(String key, Running task, TaskState state) {
        if (up && tasks.get(key) == task && !task.isTerminal()) {
            change(task, state);
        }
    }

    private void kill(KillTaskMessage kill) {
        Running task = tasks.get(key(kill.getFrameworkId(), kill.getTaskId()));
        if (task != null && !task.isTerminal()) {
            change(task, TaskState.TASK_KILLED);
        }
    }

    /** Its tasks fail, then it is gone. */
    private void killExecutor(FrameworkID framework, ExecutorID executor) {
        for (Running task : tasks.values()) {
            if (!task.isTerminal() && task.runsIn(framework, executor)) {
                change(task, TaskState.TASK_FAILED);
            }
        }
        executors.exit(framework, executor, slaveId(), this::send);
    }

    private boolean isIdle(ExecutorInfo executor) {
        return tasks.values().stream().noneMatch(task -> !task.isTerminal()
                && task.runsIn(executor.getFrameworkId(), executor.getExecutorId()));
    }

    private void change(Running task, TaskState state) {
        task.state = state;
        if (Model.isTerminal(state) && task.info.hasExecutor()) {
            ExecutorInfo executor = task.info.getExecutor();
            executors.all().stream().filter(info -> task.runsIn(info.getFrameworkId(), info.getExecutorId())).forEach(info ->
                    executors.leaveLater(info, () -> up && isIdle(executor),
                            () -> executors.exit(info.getFrameworkId(), info.getExecutorId(), slaveId(), this::send)));
        }
        task.unacknowledged.add(update(task.framework.getValue(), task.info.getTaskId().getValue(), state));
        sendHead(task);
    }

    private StatusUpdate update(String framework, String task, TaskState state) {
        ByteString uuid = uuid(++uuids);
        TaskStatus status = TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue(task)).setState(state).setSlaveId(slaveId())
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR).setUuid(uuid).setTimestamp(world.now() / 1e9).build();
        return StatusUpdate.newBuilder().setFrameworkId(FrameworkID.newBuilder().setValue(framework)).setSlaveId(slaveId())
                .setExecutorId(ExecutorID.newBuilder().setValue(task)).setStatus(status).setTimestamp(world.now() / 1e9).setUuid(uuid)
                .setLatestState(state).build();
    }

    /** Sends the oldest update that is not acknowledged; the tick repeats it. */
    private void sendHead(Running task) {
        StatusUpdate head = task.unacknowledged.peek();
        if (head != null && registered) {
            send(StatusUpdateMessage.newBuilder().setPid(pid().toString())
                    .setUpdate(head.toBuilder().setLatestState(task.state)).build());
        }
    }

    private void acknowledged(StatusUpdateAcknowledgementMessage message) {
        String key = key(message.getFrameworkId(), message.getTaskId());
        Running task = tasks.get(key);
        if (task == null || task.unacknowledged.isEmpty() || !task.unacknowledged.peek().getUuid().equals(message.getUuid())) {
            return;
        }
        StatusUpdate done = task.unacknowledged.poll();
        if (Model.isTerminal(done.getStatus().getState())) {
            tasks.remove(key);
        } else {
            sendHead(task);
        }
    }
}
