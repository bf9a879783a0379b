package org.tepui.agent.core;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.AcknowledgeOperationStatusMessage;
import org.tepui.protocol.mesos.internal.ApplyOperationMessage;
import org.tepui.protocol.mesos.internal.CheckpointResourcesMessage;
import org.tepui.protocol.mesos.internal.DrainSlaveMessage;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.FrameworkToExecutorMessage;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.ReconcileOperationsMessage;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.ResourceVersionUUID;
import org.tepui.protocol.mesos.internal.RunTaskGroupMessage;
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
import org.tepui.protocol.mesos.internal.UpdateFrameworkMessage;

/**
 * The agent: takes messages of the master and events of processes, sends messages, starts and ends processes. All methods are called
 * on the agent's thread.
 */
public final class Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AgentSettings settings;
    private final Outlet outlet;
    private final ResourceStore store;
    private final Counters counters;
    private final StatusUpdates statusUpdates;
    private final Tasks tasks;
    private final Registration registration;
    private final AgentMessages messages;
    private final Exit exit;
    private final Map<String, Handler> handlers = new TreeMap<>();
    private Optional<org.tepui.protocol.mesos.DrainConfig> draining = Optional.empty();
    private List<Resource> checkpointed;

    /** What the agent is given from outside. */
    public record Surroundings(Timeline timeline, Outlet outlet, ProcessLauncher launcher, ResourceStore store, Supplier<UUID> uuids,
            DoubleSupplier random, java.util.concurrent.Executor agentThread, Exit exit, Optional<Login> login) {

        /** An agent that does not authenticate. */
        public Surroundings(Timeline timeline, Outlet outlet, ProcessLauncher launcher, ResourceStore store, Supplier<UUID> uuids,
                DoubleSupplier random, java.util.concurrent.Executor agentThread, Exit exit) {
            this(timeline, outlet, launcher, store, uuids, random, agentThread, exit, Optional.empty());
        }
    }

    /** Told once when the agent must end. */
    public interface Exit {

        /** @param code exit code of the process @param why one line for the log */
        void exit(int code, String why);
    }

    private interface Handler {
        void handle(Upid from, byte[] body) throws InvalidProtocolBufferException;
    }

    private interface Parser<M> {
        M parse(byte[] body) throws InvalidProtocolBufferException;
    }

    private interface Taker<M> {
        void take(Upid from, M message);
    }

    public Agent(AgentSettings settings, Surroundings given) {
        this.settings = settings;
        this.outlet = given.outlet();
        this.store = given.store();
        this.exit = given.exit();
        this.counters = new Counters(Metrics.COUNTERS);
        this.checkpointed = store.load();
        this.statusUpdates = new StatusUpdates(given.timeline(), this::send);
        Updates updates = new Updates(given.timeline(), given.uuids(), outlet.self().ip());
        this.tasks = new Tasks(new TaskContext(this, given, updates), given.launcher());
        this.messages = new AgentMessages(settings, outlet.self().port(), Updates.bytes(given.uuids().get()));
        this.registration = new Registration(settings, given.timeline(), outlet, given.random(), given.login(), this::registrationMessage,
            new Registration.Listener() {
                @Override
                public void connected() {
                    outlet.send(registration().master(), messages.update(id()));
                    statusUpdates.resume();
                }

                @Override
                public void disconnected() {
                    statusUpdates.pause();
                }

                @Override
                public void refused() {
                    exit.exit(1, "Master " + registration().master() + " refused authentication: it does not have the principal and secret of "
                        + "--credential");
                }
            });
        understand();
    }

    private Registration registration() {
        return registration;
    }

    private void understand() {
        on(SlaveRegisteredMessage.getDescriptor().getFullName(), SlaveRegisteredMessage::parseFrom, this::registered);
        on(SlaveReregisteredMessage.getDescriptor().getFullName(), SlaveReregisteredMessage::parseFrom, this::reregistered);
        onAny(PingSlaveMessage.getDescriptor().getFullName(), PingSlaveMessage::parseFrom, this::ping);
        on(RunTaskMessage.getDescriptor().getFullName(), RunTaskMessage::parseFrom, this::runTask);
        on(RunTaskGroupMessage.getDescriptor().getFullName(), RunTaskGroupMessage::parseFrom, this::runTaskGroup);
        on(KillTaskMessage.getDescriptor().getFullName(), KillTaskMessage::parseFrom, this::killTask);
        on(StatusUpdateAcknowledgementMessage.getDescriptor().getFullName(), StatusUpdateAcknowledgementMessage::parseFrom,
            this::acknowledge);
        on(ShutdownFrameworkMessage.getDescriptor().getFullName(), ShutdownFrameworkMessage::parseFrom,
            (from, m) -> tasks.shutDown(m.getFrameworkId().getValue()));
        on(ShutdownExecutorMessage.getDescriptor().getFullName(), ShutdownExecutorMessage::parseFrom, this::shutdownExecutor);
        on(UpdateFrameworkMessage.getDescriptor().getFullName(), UpdateFrameworkMessage::parseFrom, this::updateFramework);
        on(CheckpointResourcesMessage.getDescriptor().getFullName(), CheckpointResourcesMessage::parseFrom, this::checkpoint);
        on(FrameworkToExecutorMessage.getDescriptor().getFullName(), FrameworkToExecutorMessage::parseFrom, this::frameworkMessage);
        on(DrainSlaveMessage.getDescriptor().getFullName(), DrainSlaveMessage::parseFrom, this::drain);
        on(ShutdownMessage.getDescriptor().getFullName(), ShutdownMessage::parseFrom, this::shutdown);
        on(ApplyOperationMessage.getDescriptor().getFullName(), ApplyOperationMessage::parseFrom,
            (from, m) -> notBuilt("operation " + m.getOperationInfo().getType()));
        on(ReconcileOperationsMessage.getDescriptor().getFullName(), ReconcileOperationsMessage::parseFrom,
            (from, m) -> notBuilt("reconciliation of operations"));
        on(AcknowledgeOperationStatusMessage.getDescriptor().getFullName(), AcknowledgeOperationStatusMessage::parseFrom,
            (from, m) -> notBuilt("acknowledgement of an operation"));
    }

    /** Taken from the master this agent has found, from nobody else. */
    private <M extends Message> void on(String name, Parser<M> parser, Taker<M> taker) {
        handlers.put(name, (from, body) -> {
            M message = parser.parse(body);
            if (!from.equals(registration.master())) {
                LOG.warn("{} from {} is ignored: the master of this agent is {}", name, from, registration.master());
                counters.add("slave/messages_from_strangers");
            } else if (registration.state() == Registration.State.TERMINATING) {
                LOG.info("{} is ignored: the agent is ending", name);
            } else {
                taker.take(from, message);
            }
        });
    }

    private <M extends Message> void onAny(String name, Parser<M> parser, Taker<M> taker) {
        handlers.put(name, (from, body) -> taker.take(from, parser.parse(body)));
    }

    /** Begins to register. */
    public void start() {
        registration.start();
    }

    /** Full names of the messages that are understood, sorted. */
    public List<String> understood() {
        return List.copyOf(handlers.keySet());
    }

    /** A message to the agent's process. Unknown names and bodies that do not parse are counted and logged, nothing more. */
    public void message(Upid from, String name, byte[] body) {
        Handler handler = handlers.get(name);
        if (handler == null) {
            counters.add("slave/messages_unknown");
            LOG.warn("Message {} from {} is not known here", name, from);
            return;
        }
        try {
            handler.handle(from, body);
        } catch (InvalidProtocolBufferException e) {
            counters.add("slave/messages_invalid");
            LOG.warn("Message {} from {} cannot be read ({} bytes): {}", name, from, body.length, e.getMessage());
        }
    }

    /** A message to the process of {@link Login#outlet()}. */
    public void authenticationMessage(Upid from, String name, byte[] body) {
        registration.authenticationMessage(from, name, body);
    }

    public void exited(Upid peer, long incarnation) {
        registration.exited(peer, incarnation);
    }

    private Message registrationMessage(Optional<SlaveID> id) {
        return id.isPresent() ? messages.reregister(id.get(), tasks, checkpointed) : messages.register(checkpointed);
    }

    private void registered(Upid from, SlaveRegisteredMessage message) {
        if (registration.state() == Registration.State.RUNNING) {
            if (!message.getSlaveId().equals(id())) {
                LOG.warn("Master {} gives this agent the id {}, but it is {} already", from, message.getSlaveId().getValue(), id().getValue());
            }
            return;
        }
        if (registration.id().isPresent() && !registration.id().get().equals(message.getSlaveId())) {
            end(1, "The master gave this agent another id (" + message.getSlaveId().getValue() + ") than it has (" + id().getValue() + ")");
            return;
        }
        if (!TaskCheck.safeName(message.getSlaveId().getValue())) {
            end(1, "The master gave this agent the id '" + message.getSlaveId().getValue() + "', which cannot name a folder");
            return;
        }
        LOG.info("Registered with master {}; given agent ID {}", from, message.getSlaveId().getValue());
        counters.add("slave/registrations");
        registration.accepted(message.getSlaveId(), message.getConnection());
    }

    private void reregistered(Upid from, SlaveReregisteredMessage message) {
        if (registration.id().isEmpty() || !registration.id().get().equals(message.getSlaveId())) {
            end(1, "The master re-registered this agent as " + message.getSlaveId().getValue() + ", but it is "
                + registration.id().map(SlaveID::getValue).orElse("not registered yet"));
            return;
        }
        if (registration.state() == Registration.State.DISCONNECTED) {
            LOG.info("Re-registered with master {}", from);
            counters.add("slave/reregistrations");
            registration.accepted(message.getSlaveId(), message.getConnection());
        }
        message.getReconciliationsList().forEach(this::reconcile);
    }

    /** The master asks about tasks that this agent did not list. */
    private void reconcile(ReconcileTasksMessage asked) {
        String framework = asked.getFrameworkId().getValue();
        for (TaskStatus status : asked.getStatusesList()) {
            TaskKey key = new TaskKey(framework, status.getTaskId().getValue());
            if (tasks.find(key).isEmpty() && !statusUpdates.waiting(key)) {
                LOG.warn("Task {} is known to the master but not to this agent", key);
                tasks.reconcileUnknown(asked.getFramework(), framework, status.getTaskId());
            }
        }
    }

    /** Pings come from observer processes at the master's address. */
    private void ping(Upid from, PingSlaveMessage message) {
        if (!from.address().equals(registration.master().address())) {
            LOG.warn("Ping from {} is ignored: the master of this agent is {}", from, registration.master());
            counters.add("slave/messages_from_strangers");
            return;
        }
        outlet.send(from, PongSlaveMessage.getDefaultInstance());
        registration.pinged(message.getConnected());
    }

    private void runTask(Upid from, RunTaskMessage message) {
        if (registration.id().isEmpty()) {
            LOG.warn("Task '{}' is ignored: this agent is not registered yet", message.getTask().getTaskId().getValue());
            return;
        }
        FrameworkInfo framework = message.getFramework().hasId() ? message.getFramework()
            : message.getFramework().toBuilder().setId(message.getFrameworkId()).build();
        if (!TaskCheck.safeName(framework.getId().getValue())) {
            LOG.warn("Task '{}' is ignored: framework id '{}' cannot name a folder", message.getTask().getTaskId().getValue(),
                framework.getId().getValue());
            counters.add("slave/tasks_ignored");
            return;
        }
        if (outdated(message.getResourceVersionUuidsList())) {
            tasks.drop(framework, message.getTask(), "Task assumes outdated resource state");
            return;
        }
        tasks.run(framework, message.getPid(), message.getTask(), message.getLaunchExecutor());
    }

    private void runTaskGroup(Upid from, RunTaskGroupMessage message) {
        if (registration.id().isEmpty() || !TaskCheck.safeName(message.getFramework().getId().getValue())) {
            LOG.warn("A task group is ignored: this agent is not registered yet, or framework id '{}' cannot name a folder",
                message.getFramework().getId().getValue());
            counters.add("slave/tasks_ignored");
            return;
        }
        boolean launchExecutor = message.getLaunchExecutor();
        for (TaskInfo task : message.getTaskGroup().getTasksList()) {
            TaskInfo whole = task.hasExecutor() ? task : task.toBuilder().setExecutor(message.getExecutor()).build();
            tasks.run(message.getFramework(), "", whole, launchExecutor);
            launchExecutor = false;
        }
    }

    private boolean outdated(List<ResourceVersionUUID> versions) {
        return versions.stream()
            .filter(v -> !v.hasResourceProviderId())
            .anyMatch(v -> !v.getUuid().getValue().equals(messages.resourceVersion()));
    }

    private void killTask(Upid from, KillTaskMessage message) {
        tasks.kill(new TaskKey(message.getFrameworkId().getValue(), message.getTaskId().getValue()),
            message.hasKillPolicy() ? Optional.of(message.getKillPolicy()) : Optional.empty());
    }

    private void acknowledge(Upid from, StatusUpdateAcknowledgementMessage message) {
        TaskKey key = new TaskKey(message.getFrameworkId().getValue(), message.getTaskId().getValue());
        Optional<StatusUpdate> done = statusUpdates.acknowledge(key, message.getUuid());
        if (done.isEmpty()) {
            LOG.warn("Acknowledgement for task {} is ignored: no update with its uuid is on its way", key);
            counters.add("slave/invalid_acknowledgements");
            return;
        }
        if (States.terminal(done.get().getStatus().getState())) {
            tasks.acknowledgedTerminal(key);
            endDraining();
        }
    }

    private void shutdownExecutor(Upid from, ShutdownExecutorMessage message) {
        TaskKey key = new TaskKey(message.getFrameworkId().getValue(), message.getExecutorId().getValue());
        if (tasks.find(key).isPresent()) {
            tasks.kill(key, Optional.empty());
        } else {
            LOG.warn("Shutdown of executor {} is ignored: there is none here", key);
        }
    }

    private void updateFramework(Upid from, UpdateFrameworkMessage message) {
        String id = message.getFrameworkId().getValue();
        tasks.frameworks().stream().filter(f -> f.id.equals(id)).findFirst().ifPresent(framework -> {
            framework.pid = message.getPid();
            if (message.hasFrameworkInfo()) {
                framework.info = message.getFrameworkInfo();
            }
        });
    }

    private void checkpoint(Upid from, CheckpointResourcesMessage message) {
        List<Resource> before = checkpointed;
        store.save(message.getResourcesList());
        checkpointed = message.getResourcesList();
        store.remove(Volumes.destroyed(settings.workDir(), before, checkpointed));
        LOG.info("Checkpointed {} reserved resources", checkpointed.size());
    }

    private void frameworkMessage(Upid from, FrameworkToExecutorMessage message) {
        counters.add("slave/framework_messages_dropped");
        LOG.info("A message of framework {} for executor '{}' is dropped: command tasks take none",
            message.getFrameworkId().getValue(), message.getExecutorId().getValue());
    }

    private void drain(Upid from, DrainSlaveMessage message) {
        LOG.info("Draining: all tasks are killed");
        draining = Optional.of(message.getConfig());
        tasks.drain(message.getConfig().hasMaxGracePeriod()
            ? Optional.of(Duration.ofNanos(message.getConfig().getMaxGracePeriod().getNanoseconds())) : Optional.empty());
        endDraining();
    }

    private void endDraining() {
        if (draining.isPresent() && tasks.all().isEmpty()) {
            LOG.info("Drained");
            draining = Optional.empty();
        }
    }

    private void notBuilt(String what) {
        counters.add("slave/messages_not_built");
        LOG.error("The master sent an {}, which this agent has not announced to support; it is dropped", what);
    }

    private void shutdown(Upid from, ShutdownMessage message) {
        end(0, "The master asked this agent to shut down" + (message.hasMessage() ? ": " + message.getMessage() : ""));
    }

    private void end(int code, String why) {
        registration.terminate();
        statusUpdates.pause();
        exit.exit(code, why);
    }

    /** Leaves for good: the master forgets the agent at once and its tasks are lost. */
    public void unregister() {
        registration.id().ifPresent(id ->
            outlet.send(registration.master(), UnregisterSlaveMessage.newBuilder().setSlaveId(id).build()));
        end(0, "Unregistered");
    }

    /** Leaves without a word, as on SIGTERM: the master sees the connection close. */
    public void stop() {
        registration.terminate();
        statusUpdates.pause();
    }

    void deliver(TaskKey task, StatusUpdate update) {
        statusUpdates.add(task, update);
    }

    private void send(TaskKey key, StatusUpdate update) {
        Optional<TaskRun> task = tasks.find(key);
        StatusUpdate.Builder latest = update.toBuilder().setLatestState(update.getStatus().getState());
        task.ifPresent(t -> {
            latest.setLatestState(t.state);
            t.sent(update.getStatus());
        });
        counters.add("slave/status_updates_sent");
        outlet.send(registration.master(), StatusUpdateMessage.newBuilder().setUpdate(latest).setPid(outlet.self().toString()).build());
    }

    void executorExited(String framework, String executor) {
        outlet.send(registration.master(), ExitedExecutorMessage.newBuilder()
            .setSlaveId(id())
            .setFrameworkId(FrameworkID.newBuilder().setValue(framework))
            .setExecutorId(ExecutorID.newBuilder().setValue(executor))
            .setStatus(-1)
            .build());
    }

    void dropUpdates(String framework) {
        statusUpdates.drop(framework);
    }

    boolean draining() {
        return draining.isPresent();
    }

    SlaveID id() {
        return registration.id().orElseThrow(() -> new IllegalStateException("The agent has no id yet"));
    }

    public AgentSettings settings() {
        return settings;
    }

    public Counters counters() {
        return counters;
    }

    /** What can be asked about the agent, as it is now. */
    public AgentView view() {
        return AgentView.of(outlet, registration, tasks, messages, checkpointed);
    }
}
