package org.tepui.agent.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;

/**
 * The agent at one moment, for its HTTP endpoints. Immutable.
 *
 * @param id the agent's id; empty before its first registration
 * @param state {@code DISCONNECTED}, {@code RUNNING} or {@code TERMINATING}
 */
public record AgentView(Optional<String> id, String pid, String masterPid, String state, SlaveInfo info, List<SlaveInfo.Capability> capabilities,
        List<Resource> checkpointed, List<Framework> frameworks, List<Framework> completedFrameworks) {

    /** @param tasks those that run or wait for an acknowledgement of their end */
    public record Framework(String id, FrameworkInfo info, List<RunningTask> tasks, List<Task> completedTasks) {
    }

    /** @param executorId the executor, for command tasks the task's id @param containerId name of its sandbox */
    public record RunningTask(Task task, String executorId, String containerId) {
    }

    static AgentView of(Outlet outlet, Registration registration, Tasks tasks, AgentMessages messages, List<Resource> checkpointed) {
        return new AgentView(registration.id().map(SlaveID::getValue), outlet.self().toString(),
            registration.master().toString(), registration.state().name(), messages.info(), AgentMessages.capabilities(), checkpointed, frameworks(tasks.frameworks()),
            frameworks(tasks.completedFrameworks()));
    }

    private static List<Framework> frameworks(Iterable<FrameworkRun> runs) {
        List<Framework> all = new ArrayList<>();
        for (FrameworkRun run : runs) {
            List<RunningTask> tasks = run.tasks.values().stream()
                .map(t -> new RunningTask(t.describe(), t.executorId, t.containerId)).toList();
            all.add(new Framework(run.id, run.info, tasks, run.completed()));
        }
        return List.copyOf(all);
    }
}
