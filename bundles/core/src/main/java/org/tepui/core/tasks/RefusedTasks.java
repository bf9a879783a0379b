package org.tepui.core.tasks;

import java.util.ArrayList;
import java.util.List;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.line.Verdicts;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** Tasks that are never launched: their framework is told why, and they are counted. */
public class RefusedTasks {

    private final Line line;

    public RefusedTasks(Line line) {
        this.line = line;
    }

    /** Tasks of a LAUNCH or LAUNCH_GROUP. */
    public static List<TaskInfo> of(Offer.Operation operation) {
        return operation.getType() == Offer.Operation.Type.LAUNCH ? operation.getLaunch().getTaskInfosList()
                : operation.getLaunchGroup().getTaskGroup().getTasksList();
    }

    public void tasks(Framework framework, List<TaskInfo> tasks, TaskState state, TaskStatus.Reason reason, String message) {
        for (TaskInfo task : tasks) {
            task(framework, task, state, reason, message);
        }
    }

    public void task(Framework framework, TaskInfo task, TaskState state, TaskStatus.Reason reason, String message) {
        line.out().warning("Task '" + task.getTaskId().getValue() + "' of framework " + framework + " is not launched: " + message);
        TaskStatus status = line.statuses().own(task.getTaskId(), task.getSlaveId(), state, reason, message).build();
        line.tally().countTask(status);
        line.statuses().send(framework, status);
    }

    /** As whom a task would run: the user of its command, else of its executor, else of the framework. */
    public static String user(FrameworkInfo framework, TaskInfo task) {
        if (task.hasCommand() && task.getCommand().hasUser()) {
            return task.getCommand().getUser();
        }
        return task.getExecutor().getCommand().hasUser() ? task.getExecutor().getCommand().getUser() : framework.getUser();
    }

    /** The operations without the tasks that may not run: those are refused here, a group as a whole. */
    public List<Offer.Operation> unauthorized(Framework framework, List<Offer.Operation> operations, Verdicts verdicts) {
        if (!verdicts.asked()) {
            return operations;
        }
        List<Offer.Operation> permitted = new ArrayList<>();
        int question = 0;
        for (Offer.Operation operation : operations) {
            switch (operation.getType()) {
                case LAUNCH -> launch(framework, operation, verdicts, question, permitted);
                case LAUNCH_GROUP -> group(framework, operation, verdicts, question, permitted);
                default -> {
                    permitted.add(operation);
                    continue;
                }
            }
            question += of(operation).size();
        }
        return permitted;
    }

    private void launch(Framework framework, Offer.Operation operation, Verdicts verdicts, int first, List<Offer.Operation> permitted) {
        List<TaskInfo> tasks = of(operation);
        List<TaskInfo> allowed = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (verdicts.allows(first + i)) {
                allowed.add(tasks.get(i));
            } else {
                task(framework, tasks.get(i), TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_UNAUTHORIZED,
                        "Principal '" + framework.info.getPrincipal() + "' no authorized to " + action(framework, tasks.get(i)));
            }
        }
        if (!allowed.isEmpty() || tasks.isEmpty()) {
            Offer.Operation.Builder rest = operation.toBuilder();
            rest.getLaunchBuilder().clearTaskInfos().addAllTaskInfos(allowed);
            permitted.add(rest.build());
        }
    }

    private void group(Framework framework, Offer.Operation operation, Verdicts verdicts, int first, List<Offer.Operation> permitted) {
        List<TaskInfo> tasks = of(operation);
        for (int i = 0; i < tasks.size(); i++) {
            if (!verdicts.allows(first + i)) {
                tasks(framework, tasks, TaskState.TASK_ERROR, TaskStatus.Reason.REASON_TASK_GROUP_UNAUTHORIZED, "Task '"
                        + tasks.get(i).getTaskId().getValue() + "' is not authorized to" + action(framework, tasks.get(i)));
                return;
            }
        }
        permitted.add(operation);
    }

    private static String action(Framework framework, TaskInfo task) {
        return "launch task " + task.getTaskId().getValue() + " of framework " + framework.id + " under user '"
                + user(framework.info, task) + "'";
    }
}
