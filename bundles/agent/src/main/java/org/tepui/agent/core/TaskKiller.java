package org.tepui.agent.core;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.Updates.Note;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus.Reason;

/** Ends tasks: SIGTERM to the process group, SIGKILL when the grace is over. */
final class TaskKiller {

    private static final Logger LOG = LoggerFactory.getLogger(TaskKiller.class);

    private final Tasks.Context context;
    private final Reporter reporter;

    /** Sets a task's state and delivers the update. */
    interface Reporter {
        void report(TaskRun task, TaskState state, Note note);
    }

    TaskKiller(Tasks.Context context, Reporter reporter) {
        this.context = context;
        this.reporter = reporter;
    }

    /** Does nothing for an ended task. A second kill only moves the escalation, counted from the first. */
    void kill(TaskRun task, FrameworkRun framework, Duration grace, boolean silent) {
        if (task.terminal()) {
            return;
        }
        if (task.killRequested) {
            escalateAfter(task, grace.minusNanos(context.timeline().nanos() - task.killStartedNanos));
            return;
        }
        task.killRequested = true;
        task.killStartedNanos = context.timeline().nanos();
        if (task.state == TaskState.TASK_STAGING) {
            return;
        }
        LOG.info("Killing task {} with a grace of {} ms", task.key, grace.toMillis());
        task.checks.ifPresent(Checks::stop);
        if (!silent && States.has(framework.info, FrameworkInfo.Capability.Type.TASK_KILLING_STATE)) {
            reporter.report(task, TaskState.TASK_KILLING, reasoned(Note.ofExecutor()));
        }
        terminate(task, grace);
    }

    /** The task has run longer than it may ({@code max_completion_time}): it will be TASK_FAILED. */
    void overrun(TaskRun task, Duration grace) {
        if (task.terminal() || task.killRequested) {
            return;
        }
        LOG.info("Task {} has reached its max_completion_time", task.key);
        task.killRequested = true;
        task.overran = true;
        task.killStartedNanos = context.timeline().nanos();
        terminate(task, grace);
    }

    /** Its health check has failed too often: it will be TASK_KILLED. */
    void unhealthy(TaskRun task, Duration grace) {
        if (task.terminal() || task.killRequested) {
            return;
        }
        task.killRequested = true;
        task.killStartedNanos = context.timeline().nanos();
        terminate(task, grace);
    }

    private void terminate(TaskRun task, Duration grace) {
        task.checks.ifPresent(Checks::stop);
        task.process.ifPresent(ProcessLauncher.Running::terminate);
        escalateAfter(task, grace);
    }

    private void escalateAfter(TaskRun task, Duration wait) {
        task.escalation.cancel();
        task.escalation = context.timeline().after(wait.isNegative() ? Duration.ZERO : wait, () -> {
            LOG.info("Task {} has not ended within its grace: SIGKILL", task.key);
            task.process.ifPresent(ProcessLauncher.Running::kill);
        });
    }

    /** While the agent drains, kills say so. */
    Note reasoned(Note note) {
        return context.draining() ? note.because(Reason.REASON_SLAVE_DRAINING) : note;
    }
}
