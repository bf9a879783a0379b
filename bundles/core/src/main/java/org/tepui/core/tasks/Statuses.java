package org.tepui.core.tasks;

import com.google.protobuf.ByteString;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.scheduler.Event;

/** Makes statuses of the master's own, and UPDATE events of any. */
public class Statuses {

    private final Line line;

    public Statuses(Line line) {
        this.line = line;
    }

    /**
     * A status by the master: no uuid, so nobody acknowledges it.
     *
     * @param agent null when unknown
     */
    public TaskStatus.Builder own(TaskID task, SlaveID agent, TaskState state, TaskStatus.Reason reason, String message) {
        TaskStatus.Builder status = TaskStatus.newBuilder().setTaskId(task).setState(state).setMessage(message)
                .setSource(TaskStatus.Source.SOURCE_MASTER).setReason(reason).setTimestamp(line.clock().seconds());
        if (agent != null) {
            status.setSlaveId(agent);
        }
        return status;
    }

    /** The state that partition-aware frameworks get, and TASK_LOST for the others. */
    public static TaskState aware(Framework framework, TaskState state) {
        return framework.isPartitionAware() ? state : TaskState.TASK_LOST;
    }

    /** What is known of a task, as an answer: with what its last status tells of health, checks and container. */
    public TaskStatus.Builder known(Task task, TaskState state, TaskStatus.Reason reason, String message) {
        TaskStatus.Builder status = own(task.getTaskId(), task.getSlaveId(), state, reason, message);
        if (task.hasExecutorId()) {
            status.setExecutorId(task.getExecutorId());
        }
        if (task.getStatusesCount() > 0) {
            TaskStatus last = task.getStatuses(task.getStatusesCount() - 1);
            if (last.hasHealthy()) {
                status.setHealthy(last.getHealthy());
            }
            if (last.hasCheckStatus()) {
                status.setCheckStatus(last.getCheckStatus());
            }
            if (last.hasContainerStatus()) {
                status.setContainerStatus(last.getContainerStatus());
            }
        }
        return status;
    }

    /** Sends an UPDATE to a connected framework; false if it is not connected. */
    public boolean send(Framework framework, TaskStatus status) {
        if (!framework.isConnected()) {
            return false;
        }
        line.out().emit(framework.connection, Event.newBuilder().setType(Event.Type.UPDATE)
                .setUpdate(Event.Update.newBuilder().setStatus(status)).build());
        return true;
    }

    /** The status of an agent's update as schedulers see it: the envelope's agent, executor, time and uuid count. */
    public static TaskStatus ofUpdate(StatusUpdateMessage message) {
        StatusUpdate update = message.getUpdate();
        TaskStatus.Builder status = update.getStatus().toBuilder().setTimestamp(update.getTimestamp());
        if (update.hasSlaveId()) {
            status.setSlaveId(update.getSlaveId());
        }
        if (update.hasExecutorId()) {
            status.setExecutorId(update.getExecutorId());
        }
        ByteString uuid = update.getUuid();
        if (!uuid.isEmpty() && !Upid.parse(message.getPid()).isEmpty()) {
            status.setUuid(uuid);
        } else {
            status.clearUuid();
        }
        return status.build();
    }
}
