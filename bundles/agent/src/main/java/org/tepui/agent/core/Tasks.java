package org.tepui.agent.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.Updates.Note;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.KillPolicy;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus.Reason;
import org.tepui.protocol.mesos.internal.StatusUpdate;

/** The frameworks and tasks of the agent: what runs, what is being killed, what ended and is not acknowledged yet. */
final class Tasks {

    /** Frameworks without tasks that are remembered. */
    private static final int COMPLETED_FRAMEWORKS_MAX = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final Context context;
    private final ProcessLauncher launcher;
    private final TaskKiller killer;
    private final Map<String, FrameworkRun> frameworks = new LinkedHashMap<>();
    private final Deque<FrameworkRun> completed = new ArrayDeque<>();

    /** What tasks need from the agent around them. */
    interface Context {
        AgentSettings settings();

        Timeline timeline();

        Outlet outlet();

        Updates updates();

        Supplier<UUID> uuids();

        Counters counters();

        org.tepui.protocol.mesos.SlaveID id();

        /** Runs an action on the agent's thread. */
        void post(Runnable action);

        /** Takes an update on its way to the framework. */
        void deliver(TaskKey task, StatusUpdate update);

        /** Tells the master that a custom executor, which it counts on this agent, is not there. */
        void executorExited(String framework, String executor);

        /** Forgets the updates of a framework that was shut down. */
        void dropUpdates(String framework);

        boolean draining();
    }

    Tasks(Context context, ProcessLauncher launcher) {
        this.context = context;
        this.launcher = launcher;
        this.killer = new TaskKiller(context, this::update);
    }

    Collection<FrameworkRun> frameworks() {
        return frameworks.values();
    }

    Collection<FrameworkRun> completedFrameworks() {
        return completed;
    }

    Optional<TaskRun> find(TaskKey key) {
        return Optional.ofNullable(frameworks.get(key.framework())).map(f -> f.tasks.get(key.task()));
    }

    /** A framework that comes back leaves the completed ones, with its completed tasks. */
    private FrameworkRun framework(FrameworkInfo info, String pid) {
        String id = info.getId().getValue();
        FrameworkRun known = frameworks.get(id);
        if (known != null) {
            return known;
        }
        Optional<FrameworkRun> back = completed.stream().filter(f -> f.id.equals(id)).findFirst();
        back.ifPresent(framework -> {
            completed.remove(framework);
            framework.info = info;
            framework.pid = pid;
            framework.shutDown = false;
        });
        FrameworkRun taken = back.orElseGet(() -> new FrameworkRun(id, info, pid));
        frameworks.put(id, taken);
        return taken;
    }

    void run(FrameworkInfo info, String pid, TaskInfo taskInfo, boolean launchExecutor) {
        FrameworkRun framework = framework(info, pid);
        TaskKey key = new TaskKey(framework.id, taskInfo.getTaskId().getValue());
        if (framework.shutDown || framework.tasks.containsKey(key.task())) {
            LOG.warn("Task {} is not started: {}", key, framework.shutDown ? "its framework was shut down" : "it is here already");
            context.counters().add("slave/tasks_ignored");
            return;
        }
        LOG.info("Got assigned task {}", key);
        boolean command = !taskInfo.hasExecutor();
        String executor = command ? key.task() : taskInfo.getExecutor().getExecutorId().getValue();
        TaskRun task = new TaskRun(key, taskInfo, executor, context.uuids().get().toString(), command);
        framework.tasks.put(key.task(), task);
        if (context.draining()) {
            update(task, States.neverRan(info), Note.ofAgent(Reason.REASON_SLAVE_DRAINING, "Agent is draining"));
            return;
        }
        Optional<String> refusal = TaskCheck.refusal(taskInfo, info, context.settings());
        if (refusal.isPresent()) {
            if (!command && launchExecutor) {
                context.executorExited(framework.id, executor);
            }
            update(task, TaskState.TASK_FAILED, Note.ofAgent(Reason.REASON_CONTAINER_LAUNCH_FAILED, refusal.get()));
            return;
        }
        LaunchSpec spec = LaunchSpecs.of(task, info, context.id(), context.outlet().self(), context.settings());
        task.checks = Checks.of(task, spec, context, launcher, this::update, t -> killer.unhealthy(t, grace(t, Optional.empty())));
        task.process = Optional.of(launcher.launch(spec, new Watcher(task)));
    }

    /** Refuses tasks that assume resources the agent does not have any more. */
    void drop(FrameworkInfo info, TaskInfo task, String message) {
        TaskKey key = new TaskKey(info.getId().getValue(), task.getTaskId().getValue());
        StatusUpdate update = context.updates().aboutUnknown(context.id(), key.framework(), task.getTaskId(), States.neverRan(info),
            Note.ofAgent(Reason.REASON_INVALID_OFFERS, message));
        context.counters().add("slave/tasks_dropped");
        context.deliver(key, update);
    }

    /** Answers for a task that the master thinks is here. */
    void reconcileUnknown(FrameworkInfo info, String framework, org.tepui.protocol.mesos.TaskID task) {
        context.deliver(new TaskKey(framework, task.getValue()), context.updates().aboutUnknown(context.id(), framework, task,
            States.neverRan(info), Note.ofAgent(Reason.REASON_RECONCILIATION, "Task is unknown to the agent")));
    }

    /** Brings process events to the agent's thread. */
    private final class Watcher implements ProcessLauncher.Events {

        private final TaskRun task;

        Watcher(TaskRun task) {
            this.task = task;
        }

        @Override
        public void started(long pid) {
            context.post(() -> Tasks.this.started(task, pid));
        }

        @Override
        public void failed(String reason) {
            context.post(() -> update(task, TaskState.TASK_FAILED,
                Note.ofAgent(Reason.REASON_CONTAINER_LAUNCH_FAILED, "Failed to launch container: " + reason)));
        }

        @Override
        public void exited(ExitStatus status) {
            context.post(() -> Tasks.this.exited(task, status));
        }
    }

    private void started(TaskRun task, long pid) {
        task.pid = pid;
        if (task.killRequested) {
            task.process.ifPresent(ProcessLauncher.Running::kill);
            return;
        }
        update(task, TaskState.TASK_STARTING, Note.ofExecutor());
        update(task, TaskState.TASK_RUNNING, Note.ofExecutor());
        task.checks.ifPresent(Checks::start);
        if (task.info.hasMaxCompletionTime()) {
            Duration longest = Duration.ofNanos(task.info.getMaxCompletionTime().getNanoseconds());
            task.completionTimer = context.timeline().after(longest, () -> killer.overrun(task, grace(task, Optional.empty())));
        }
    }

    private void exited(TaskRun task, ExitStatus status) {
        String words = "Command " + status.words();
        boolean neverRan = task.killRequested && task.state == TaskState.TASK_STAGING;
        if (neverRan) {
            update(task, TaskState.TASK_KILLED, Note.ofAgent(Reason.REASON_TASK_KILLED_DURING_LAUNCH, "Killed while it was started"));
        } else if (status.success()) {
            update(task, TaskState.TASK_FINISHED, Note.ofExecutor(words));
        } else if (task.overran) {
            update(task, TaskState.TASK_FAILED, Note.ofExecutor(words).because(Reason.REASON_MAX_COMPLETION_TIME_REACHED));
        } else if (task.killRequested) {
            update(task, TaskState.TASK_KILLED, killer.reasoned(Note.ofExecutor(words)));
        } else {
            update(task, TaskState.TASK_FAILED, Note.ofExecutor(words));
        }
    }

    /** Sets the task's state, and delivers an update about it unless the framework is gone. */
    private void update(TaskRun task, TaskState state, Note note) {
        if (task.terminal()) {
            return;
        }
        StatusUpdate update = context.updates().about(context.id(), task, state, note);
        task.note(update.getStatus());
        LOG.info("Task {} is {}{}", task.key, state, note.message().map(m -> ": " + m).orElse(""));
        FrameworkRun framework = frameworks.get(task.key.framework());
        boolean terminal = task.terminal();
        if (terminal) {
            task.stopTimers();
            context.counters().add("slave/tasks_" + state.name().substring("TASK_".length()).toLowerCase(java.util.Locale.ROOT));
        }
        if (framework.shutDown) {
            if (terminal) {
                complete(framework, task);
            }
        } else {
            context.deliver(task.key, update);
        }
    }

    /** The framework knows of the task's end. */
    void acknowledgedTerminal(TaskKey key) {
        FrameworkRun framework = frameworks.get(key.framework());
        if (framework != null && framework.tasks.get(key.task()) != null && framework.tasks.get(key.task()).terminal()) {
            complete(framework, framework.tasks.get(key.task()));
        }
    }

    private void complete(FrameworkRun framework, TaskRun task) {
        framework.complete(task);
        if (framework.tasks.isEmpty()) {
            frameworks.remove(framework.id);
            completed.addLast(framework);
            if (completed.size() > COMPLETED_FRAMEWORKS_MAX) {
                completed.removeFirst();
            }
        }
    }

    void kill(TaskKey key, Optional<KillPolicy> policy) {
        FrameworkRun framework = frameworks.get(key.framework());
        if (framework == null) {
            LOG.warn("Kill of task {} is ignored: the framework has no tasks here", key);
            return;
        }
        TaskRun task = framework.tasks.get(key.task());
        if (task == null) {
            LOG.warn("Kill of task {}: there is no such task here", key);
            context.deliver(key, context.updates().aboutUnknown(context.id(), key.framework(),
                org.tepui.protocol.mesos.TaskID.newBuilder().setValue(key.task()).build(), States.neverRan(framework.info),
                Note.ofAgent(Reason.REASON_TASK_UNKNOWN, "Cannot kill a task that this agent does not have")));
            return;
        }
        killer.kill(task, framework, grace(task, policy), false);
    }

    private Duration grace(TaskRun task, Optional<KillPolicy> override) {
        if (override.isPresent() && override.get().hasGracePeriod()) {
            return Duration.ofNanos(override.get().getGracePeriod().getNanoseconds());
        }
        if (task.info.getKillPolicy().hasGracePeriod()) {
            return Duration.ofNanos(task.info.getKillPolicy().getGracePeriod().getNanoseconds());
        }
        return context.settings().shutdownGrace();
    }

    /** Ends all tasks of a framework that is gone; nothing more is told about them. */
    void shutDown(String id) {
        FrameworkRun framework = frameworks.get(id);
        if (framework == null) {
            LOG.info("Shutdown of framework {}: it has no tasks here", id);
            return;
        }
        LOG.info("Shutting down framework {}", id);
        framework.shutDown = true;
        context.dropUpdates(id);
        for (TaskRun task : new ArrayList<>(framework.tasks.values())) {
            if (task.terminal()) {
                complete(framework, task);
            } else {
                killer.kill(task, framework, grace(task, Optional.empty()), true);
            }
        }
    }

    /** Kills what runs, with at most this grace. */
    void drain(Optional<Duration> longestGrace) {
        for (FrameworkRun framework : new ArrayList<>(frameworks.values())) {
            for (TaskRun task : new ArrayList<>(framework.tasks.values())) {
                Duration grace = grace(task, Optional.empty());
                if (longestGrace.isPresent() && longestGrace.get().compareTo(grace) < 0) {
                    grace = longestGrace.get();
                }
                killer.kill(task, framework, grace, false);
            }
        }
    }

    List<TaskRun> all() {
        return frameworks.values().stream().flatMap(f -> f.tasks.values().stream()).toList();
    }
}
