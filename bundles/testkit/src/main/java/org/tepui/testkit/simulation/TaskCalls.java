package org.tepui.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/**
 * KILL reaches the agent, at once or when it is back; RECONCILE tells what is. Inputs of one batch may change a task before or after the
 * call: only tasks that are the same before and after it are judged.
 */
final class TaskCalls {

    private static final Set<TaskState> ONLY_FOR_AWARE = Set.of(TaskState.TASK_UNREACHABLE, TaskState.TASK_UNKNOWN, TaskState.TASK_GONE,
            TaskState.TASK_GONE_BY_OPERATOR, TaskState.TASK_DROPPED);
    private static final Set<TaskState> OF_AN_ABSENT_AGENT = Set.of(TaskState.TASK_UNREACHABLE, TaskState.TASK_UNKNOWN,
            TaskState.TASK_GONE_BY_OPERATOR, TaskState.TASK_LOST);

    /** A status that a framework was told in this batch. */
    record Told(String framework, TaskStatus status) { }

    private record TaskKey(String framework, String task) { }

    /** Kills that wait for their agent. */
    private final Set<TaskKey> owed = new LinkedHashSet<>();

    void newLeader() {
        owed.clear();
    }

    void apply(Step step, List<Told> told) {
        for (Told each : told) {
            aware(step.after(), each);
        }
        for (Call call : step.accepted()) {
            if (call.getType() == Call.Type.KILL) {
                kill(step, call);
            } else if (call.getType() == Call.Type.RECONCILE) {
                reconcile(step, call, told);
            }
        }
        settle(step);
    }

    private static void aware(Snapshot snapshot, Told told) {
        FrameworkRecord framework = Step.framework(snapshot, told.framework);
        if (framework != null && !isAware(framework) && !told.status.hasUuid() && ONLY_FOR_AWARE.contains(told.status.getState())) {
            throw new Violation("framework " + told.framework + ", which knows no partitions, was told " + told.status.getState()
                    + " of task " + told.status.getTaskId().getValue());
        }
    }

    private static boolean isAware(FrameworkRecord framework) {
        return framework.info().getCapabilitiesList().stream()
                .anyMatch(capability -> capability.getType() == FrameworkInfo.Capability.Type.PARTITION_AWARE);
    }

    private void kill(Step step, Call call) {
        TaskKey key = new TaskKey(call.getFrameworkId().getValue(), call.getKill().getTaskId().getValue());
        Task before = Step.task(step.before(), key.framework, key.task);
        Task after = Step.task(step.after(), key.framework, key.task);
        boolean stayed = before != null && after != null && before.getSlaveId().equals(after.getSlaveId());
        boolean there = !call.getKill().hasSlaveId() || (stayed && call.getKill().getSlaveId().equals(after.getSlaveId()));
        if (stayed && there && !wasSent(step, key, RunTaskMessage.class)) {
            owed.add(key);
        }
    }

    private static boolean wasSent(Step step, TaskKey key, Class<?> type) {
        for (Output output : step.outputs()) {
            if (output instanceof Output.Send send && type.isInstance(send.message())) {
                if (send.message() instanceof KillTaskMessage kill && kill.getTaskId().getValue().equals(key.task)
                        && kill.getFrameworkId().getValue().equals(key.framework)) {
                    return true;
                }
                if (send.message() instanceof RunTaskMessage run && run.getTask().getTaskId().getValue().equals(key.task)
                        && run.getFramework().getId().getValue().equals(key.framework)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A kill is owed until it was sent, the task has ended or its agent was given up. */
    private void settle(Step step) {
        for (TaskKey key : List.copyOf(owed)) {
            Task task = Step.task(step.after(), key.framework, key.task);
            AgentRecord agent = task == null ? null : Step.agent(step.after(), task.getSlaveId().getValue());
            if (agent == null || Model.isTerminal(task.getState()) || wasSent(step, key, KillTaskMessage.class)) {
                owed.remove(key);
            } else if (agent.connected()) {
                throw new Violation("the kill of task " + key.task + " of framework " + key.framework + " was never sent to agent "
                        + agent.id());
            }
        }
    }

    private void reconcile(Step step, Call call, List<Told> told) {
        String id = call.getFrameworkId().getValue();
        FrameworkRecord before = Step.framework(step.before(), id);
        FrameworkRecord after = Step.framework(step.after(), id);
        if (before == null || after == null || before.slot() != after.slot()) {
            return;
        }
        List<TaskStatus> answers = new ArrayList<>();
        told.stream().filter(each -> each.framework.equals(id) && each.status.getReason() == TaskStatus.Reason.REASON_RECONCILIATION)
                .forEach(each -> answers.add(each.status));
        if (call.getReconcile().getTasksCount() == 0) {
            for (Task task : before.tasks()) {
                Task now = Step.task(step.after(), id, task.getTaskId().getValue());
                if (task.equals(now)) {
                    expect(answers, id, task.getTaskId().getValue(), Set.of(latest(task)));
                }
            }
            return;
        }
        for (Call.Reconcile.Task asked : call.getReconcile().getTasksList()) {
            explicit(step, id, asked, answers, isAware(after));
        }
    }

    /** The state that the scheduler was told last, if it was told any. */
    private static TaskState latest(Task task) {
        return task.hasStatusUpdateState() ? task.getStatusUpdateState() : task.getState();
    }

    private void explicit(Step step, String framework, Call.Reconcile.Task asked, List<TaskStatus> all, boolean aware) {
        String id = asked.getTaskId().getValue();
        Task before = Step.task(step.before(), framework, id);
        Task after = Step.task(step.after(), framework, id);
        if (before != null || after != null) {
            if (before != null && before.equals(after)) {
                expect(all, framework, id, Set.of(latest(before)));
            }
            return;
        }
        if (wasSent(step, new TaskKey(framework, id), RunTaskMessage.class)
                || !step.before().recoveredAgents().equals(step.after().recoveredAgents())) {
            return;
        }
        String agent = asked.getSlaveId().getValue();
        // The same task may have been asked for with another agent, or with none.
        List<TaskStatus> answers = all.stream().filter(status -> status.hasSlaveId() == asked.hasSlaveId()
                && status.getSlaveId().getValue().equals(agent)).toList();
        boolean awaited = asked.hasSlaveId()
                ? step.after().recoveredAgents().stream().anyMatch(info -> info.getId().getValue().equals(agent))
                : !step.after().recoveredAgents().isEmpty();
        AgentRecord was = Step.agent(step.before(), agent);
        AgentRecord is = Step.agent(step.after(), agent);
        if (awaited) {
            expectNone(answers, framework, id);
        } else if (!asked.hasSlaveId()) {
            expect(answers, framework, id, Set.of(aware ? TaskState.TASK_UNKNOWN : TaskState.TASK_LOST));
        } else if (was != null && is != null && was.slot() == is.slot()) {
            expect(answers, framework, id, Set.of(aware ? TaskState.TASK_GONE : TaskState.TASK_LOST));
        } else if (was == null && is == null) {
            expect(answers, framework, id, OF_AN_ABSENT_AGENT);
        }
    }

    private static void expect(List<TaskStatus> answers, String framework, String task, Set<TaskState> states) {
        boolean found = false;
        for (TaskStatus status : answers) {
            if (status.getTaskId().getValue().equals(task)) {
                found = true;
                if (!states.contains(status.getState())) {
                    throw new Violation("framework " + framework + " asked of task " + task + " and was told " + status.getState()
                            + ", not " + states);
                }
            }
        }
        if (!found) {
            throw new Violation("framework " + framework + " asked of task " + task + " and was not answered");
        }
    }

    private static void expectNone(List<TaskStatus> answers, String framework, String task) {
        for (TaskStatus status : answers) {
            if (Objects.equals(status.getTaskId().getValue(), task)) {
                throw new Violation("framework " + framework + " was told " + status.getState() + " of task " + task
                        + " although agents that may have it are still to come back");
            }
        }
    }
}
