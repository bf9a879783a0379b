package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** One task on this agent, from its RunTaskMessage until its terminal update is acknowledged. */
final class TaskRun {

    /** Statuses kept for a master that asks what happened; equal neighbours count once, so more are rare. */
    private static final int STATUSES_MAX = 20;

    final TaskKey key;
    final TaskInfo info;
    final String executorId;
    final String containerId;
    /** The command task's executor is the agent itself; a custom executor has an entry at the master, which must be told of its end. */
    final boolean commandTask;
    TaskState state = TaskState.TASK_STAGING;
    Optional<ProcessLauncher.Running> process = Optional.empty();
    long pid;
    boolean killRequested;
    boolean overran;
    long killStartedNanos;
    Timeline.Cancel escalation = () -> { };
    Timeline.Cancel completionTimer = () -> { };
    Optional<Checks> checks = Optional.empty();
    private final List<TaskStatus> statuses = new ArrayList<>();
    private TaskState sentState;
    private ByteString sentUuid;

    TaskRun(TaskKey key, TaskInfo info, String executorId, String containerId, boolean commandTask) {
        this.key = key;
        this.info = info;
        this.executorId = executorId;
        this.containerId = containerId;
        this.commandTask = commandTask;
    }

    boolean terminal() {
        return States.terminal(state);
    }

    void note(TaskStatus status) {
        if (!terminal()) {
            state = status.getState();
        }
        int last = statuses.size() - 1;
        if (last >= 0 && statuses.get(last).getState() == status.getState()) {
            statuses.set(last, status);
        } else {
            statuses.add(status);
        }
        if (statuses.size() > STATUSES_MAX) {
            statuses.remove(0);
        }
    }

    /** The update that went to the master last. */
    void sent(TaskStatus status) {
        sentState = status.getState();
        sentUuid = status.getUuid();
    }

    void stopTimers() {
        escalation.cancel();
        completionTimer.cancel();
        checks.ifPresent(Checks::stop);
    }

    /** The task as a master takes it at re-registration. */
    Task describe() {
        Task.Builder task = Task.newBuilder()
            .setName(info.getName())
            .setTaskId(info.getTaskId())
            .setFrameworkId(org.tepui.protocol.mesos.FrameworkID.newBuilder().setValue(key.framework()))
            .setSlaveId(info.getSlaveId())
            .setState(state)
            .addAllResources(OldFormat.of(info.getResourcesList()))
            .addAllStatuses(statuses)
            .putAllLimits(info.getLimitsMap());
        if (!commandTask) {
            task.setExecutorId(info.getExecutor().getExecutorId());
        }
        if (sentUuid != null) {
            task.setStatusUpdateState(sentState).setStatusUpdateUuid(sentUuid);
        }
        copyOptional(task);
        return task.build();
    }

    private void copyOptional(Task.Builder task) {
        if (info.hasLabels()) {
            task.setLabels(info.getLabels());
        }
        if (info.hasDiscovery()) {
            task.setDiscovery(info.getDiscovery());
        }
        if (info.hasContainer()) {
            task.setContainer(info.getContainer());
        }
        if (info.hasHealthCheck()) {
            task.setHealthCheck(info.getHealthCheck());
        }
        if (info.hasKillPolicy()) {
            task.setKillPolicy(info.getKillPolicy());
        }
        if (info.hasCommand() && info.getCommand().hasUser()) {
            task.setUser(info.getCommand().getUser());
        } else if (info.hasExecutor() && info.getExecutor().getCommand().hasUser()) {
            task.setUser(info.getExecutor().getCommand().getUser());
        }
    }
}
