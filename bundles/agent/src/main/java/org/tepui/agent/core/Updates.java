package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.tepui.protocol.mesos.ContainerID;
import org.tepui.protocol.mesos.ContainerStatus;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.NetworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.StatusUpdate;

/** Makes status updates with the fields schedulers, routers and name servers read. */
final class Updates {

    private final Timeline timeline;
    private final Supplier<UUID> uuids;
    private final String ip;

    Updates(Timeline timeline, Supplier<UUID> uuids, String ip) {
        this.timeline = timeline;
        this.uuids = uuids;
        this.ip = ip;
    }

    /** What is said about a task, beyond its state. */
    record Note(Optional<String> message, TaskStatus.Source source, Optional<TaskStatus.Reason> reason) {

        static Note ofExecutor() {
            return new Note(Optional.empty(), TaskStatus.Source.SOURCE_EXECUTOR, Optional.empty());
        }

        static Note ofExecutor(String message) {
            return new Note(Optional.of(message), TaskStatus.Source.SOURCE_EXECUTOR, Optional.empty());
        }

        static Note ofAgent(TaskStatus.Reason reason, String message) {
            return new Note(Optional.of(message), TaskStatus.Source.SOURCE_SLAVE, Optional.of(reason));
        }

        Note because(TaskStatus.Reason newReason) {
            return new Note(message, source, Optional.of(newReason));
        }
    }

    /** An update about a task that this agent has or had. */
    StatusUpdate about(SlaveID agent, TaskRun task, TaskState state, Note note) {
        TaskStatus.Builder status = status(agent, task.info.getTaskId(), state, note);
        status.setExecutorId(ExecutorID.newBuilder().setValue(task.executorId));
        if (task.pid > 0) {
            status.setContainerStatus(container(task));
            task.checks.ifPresent(checks -> checks.describe(status));
        }
        return wrap(agent, task.key.framework(), status).setExecutorId(status.getExecutorId()).build();
    }

    /** An update about a task that this agent does not know. */
    StatusUpdate aboutUnknown(SlaveID agent, String framework, TaskID task, TaskState state, Note note) {
        return wrap(agent, framework, status(agent, task, state, note)).build();
    }

    private TaskStatus.Builder status(SlaveID agent, TaskID task, TaskState state, Note note) {
        TaskStatus.Builder status = TaskStatus.newBuilder()
            .setTaskId(task)
            .setState(state)
            .setSource(note.source())
            .setSlaveId(agent)
            .setTimestamp(timeline.epochSeconds())
            .setUuid(bytes(uuids.get()));
        note.message().ifPresent(status::setMessage);
        note.reason().ifPresent(status::setReason);
        return status;
    }

    private static StatusUpdate.Builder wrap(SlaveID agent, String framework, TaskStatus.Builder status) {
        return StatusUpdate.newBuilder()
            .setFrameworkId(FrameworkID.newBuilder().setValue(framework))
            .setSlaveId(agent)
            .setStatus(status)
            .setTimestamp(status.getTimestamp())
            .setUuid(status.getUuid());
    }

    private ContainerStatus container(TaskRun task) {
        return ContainerStatus.newBuilder()
            .setContainerId(ContainerID.newBuilder().setValue(task.containerId))
            .addNetworkInfos(NetworkInfo.newBuilder()
                .addIpAddresses(NetworkInfo.IPAddress.newBuilder().setIpAddress(ip)))
            .setExecutorPid((int) task.pid)
            .build();
    }

    static ByteString bytes(UUID uuid) {
        ByteBuffer buffer = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return ByteString.copyFrom(buffer.flip());
    }
}
