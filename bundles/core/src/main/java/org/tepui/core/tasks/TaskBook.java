package org.tepui.core.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.ledger.Holding;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** Every change of a task or executor in memory: indexes, ledger and records in one step. */
public class TaskBook {

    /** Statuses kept of one task; the oldest but the first go. */
    static final int STATUSES_MAX = 64;

    private final Line line;

    public TaskBook(Line line) {
        this.line = line;
    }

    /** A task that is sent to its agent now. Resources carry their allocation role. */
    public TaskEntry launch(Framework framework, Agent agent, TaskInfo info, Resources resources) {
        Task.Builder task = Task.newBuilder().setName(info.getName()).setTaskId(info.getTaskId()).setFrameworkId(framework.protoId())
                .setSlaveId(agent.protoId()).setState(TaskState.TASK_STAGING).addAllResources(Forms.write(resources))
                .putAllLimits(info.getLimitsMap());
        if (info.hasExecutor()) {
            task.setExecutorId(info.getExecutor().getExecutorId());
        }
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
        String user = userOf(info);
        if (!user.isEmpty()) {
            task.setUser(user);
        } else {
            task.setUser(framework.info.getUser());
        }
        return add(framework, agent, task.build(), resources);
    }

    private static String userOf(TaskInfo info) {
        if (info.hasCommand() && info.getCommand().hasUser()) {
            return info.getCommand().getUser();
        }
        return info.hasExecutor() && info.getExecutor().getCommand().hasUser() ? info.getExecutor().getCommand().getUser() : "";
    }

    /** A task that its agent reports; one that has ended holds nothing. */
    public TaskEntry adopt(Framework framework, Agent agent, Task task, Resources resources) {
        return add(framework, agent, task, TaskStates.isOver(task.getState()) ? Resources.EMPTY : resources);
    }

    private TaskEntry add(Framework framework, Agent agent, Task task, Resources resources) {
        TaskEntry entry = new TaskEntry(framework, agent, task, hold(framework, agent, resources));
        agent.tasks.computeIfAbsent(framework.slot, any -> new LinkedHashMap<>()).put(entry.id, entry);
        line.frameworks().addTask(entry);
        line.agents().touch(agent);
        return entry;
    }

    /** Books resources by the roles that they are allocated to; what has no role, or one too many, is not booked. */
    private List<Holding> hold(Framework framework, Agent agent, Resources resources) {
        List<Holding> holdings = new ArrayList<>(1);
        for (Map.Entry<String, Resources> part : resources.allocations().entrySet()) {
            OptionalInt role = line.roles().id(part.getKey());
            if (role.isPresent()) {
                holdings.add(line.ledger().allocate(agent.slot, framework.slot, role.getAsInt(), part.getValue().unallocate()));
            } else {
                line.out().error("The table of roles is full: " + part.getKey() + " is not booked on agent " + agent.id);
            }
        }
        return holdings;
    }

    /**
     * Writes a status into the task and moves it to the newest state, unless it has ended already; the first time it ends, its resources
     * are free again.
     *
     * @param latest state of the newest update that the agent has
     */
    public void update(TaskEntry entry, TaskStatus status, TaskState latest) {
        boolean wasOver = TaskStates.isOver(entry.state());
        Task.Builder task = entry.task.toBuilder();
        if (!entry.isTerminal()) {
            task.setState(latest);
        }
        int last = task.getStatusesCount() - 1;
        if (last >= 0 && task.getStatuses(last).getState() == status.getState()) {
            task.removeStatuses(last);
        } else if (task.getStatusesCount() >= STATUSES_MAX) {
            task.removeStatuses(1);
        }
        task.addStatuses(status.hasData() ? status.toBuilder().clearData().build() : status);
        entry.task = task.build();
        line.frameworks().updateTask(entry);
        line.agents().touch(entry.agent);
        if (!wasOver && TaskStates.isOver(entry.state())) {
            end(entry, status);
        }
    }

    /** First terminal or unreachable state. */
    protected void end(TaskEntry entry, TaskStatus status) {
        release(entry.holdings);
        entry.holdings = List.of();
        line.tally().countTask(status.toBuilder().setState(entry.state()).build());
    }

    /** The update that the framework was sent last: only this one, when terminal and acknowledged, ends the task's stay in memory. */
    public void forwarded(TaskEntry entry, TaskStatus status) {
        entry.task = entry.task.toBuilder().setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid()).build();
        line.frameworks().updateTask(entry);
    }

    private void release(List<Holding> holdings) {
        holdings.forEach(line.ledger()::release);
    }

    /** Out of memory and into the completed tasks of its framework. */
    public void complete(TaskEntry entry) {
        forget(entry);
        entry.framework.completedTasks().add(entry.task);
    }

    /** Out of memory and into the unreachable tasks of its framework. */
    public void keepUnreachable(TaskEntry entry) {
        forget(entry);
        entry.framework.unreachableTasks().add(entry.task);
        line.agents().unreachableTasks().computeIfAbsent(entry.agent.id, any -> new LinkedHashMap<>())
                .computeIfAbsent(entry.framework.id, any -> new ArrayList<>()).add(entry.id);
    }

    private void forget(TaskEntry entry) {
        release(entry.holdings);
        entry.holdings = List.of();
        removeNested(entry.agent.tasks, entry.framework.slot, entry.id);
        line.frameworks().removeTask(entry);
        line.agents().touch(entry.agent);
    }

    private static <T> void removeNested(Map<Integer, Map<String, T>> nested, int slot, String id) {
        Map<String, T> inner = nested.get(slot);
        if (inner != null && inner.remove(id) != null && inner.isEmpty()) {
            nested.remove(slot);
        }
    }

    /** An executor that starts or runs on the agent. Resources carry their allocation role. */
    public ExecutorEntry addExecutor(Framework framework, Agent agent, ExecutorInfo info, Resources resources) {
        ExecutorEntry entry = new ExecutorEntry(framework, agent, info, hold(framework, agent, resources));
        agent.executors.computeIfAbsent(framework.slot, any -> new LinkedHashMap<>()).put(entry.id(), entry);
        framework.executors.computeIfAbsent(agent.slot, any -> new LinkedHashMap<>()).put(entry.id(), entry);
        framework.executorRecords.put(agent.id + "/" + entry.id(), new FrameworkRecord.Executor(agent.protoId(), info));
        touch(entry);
        return entry;
    }

    public void removeExecutor(ExecutorEntry entry) {
        entry.framework().executorRecords.remove(entry.agent().id + "/" + entry.id());
        release(entry.holdings());
        removeNested(entry.agent().executors, entry.framework().slot, entry.id());
        removeNested(entry.framework().executors, entry.agent().slot, entry.id());
        touch(entry);
    }

    private void touch(ExecutorEntry entry) {
        line.agents().touch(entry.agent());
        line.frameworks().touch(entry.framework());
    }
}
