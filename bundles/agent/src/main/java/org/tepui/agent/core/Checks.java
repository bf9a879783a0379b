package org.tepui.agent.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.Updates.Note;
import org.tepui.protocol.mesos.CheckInfo;
import org.tepui.protocol.mesos.CheckStatusInfo;
import org.tepui.protocol.mesos.HealthCheck;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.TaskStatus.Reason;

/**
 * The check and the health check of one task. Those of type COMMAND run beside the task in its sandbox; HTTP and TCP are not built:
 * they are warned about once, and their result stays unknown.
 */
final class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    private final TaskRun task;
    private final Tasks.Context context;
    private final TaskKiller.Reporter reporter;
    private final Consumer<TaskRun> unhealthy;
    private final List<CheckLoop> loops = new ArrayList<>();
    private Optional<Integer> exitCode = Optional.empty();
    private Optional<Boolean> healthy = Optional.empty();
    private int failures;
    private long startedNanos;

    private Checks(TaskRun task, Tasks.Context context, TaskKiller.Reporter reporter, Consumer<TaskRun> unhealthy) {
        this.task = task;
        this.context = context;
        this.reporter = reporter;
        this.unhealthy = unhealthy;
    }

    /** @param unhealthy told once when the health check has failed too often */
    static Optional<Checks> of(TaskRun task, LaunchSpec spec, Tasks.Context context, ProcessLauncher launcher,
            TaskKiller.Reporter reporter, Consumer<TaskRun> unhealthy) {
        if (!task.info.hasCheck() && !task.info.hasHealthCheck()) {
            return Optional.empty();
        }
        Checks checks = new Checks(task, context, reporter, unhealthy);
        CheckInfo check = task.info.getCheck();
        if (check.getType() == CheckInfo.Type.COMMAND) {
            checks.loops.add(new CheckLoop(spec.beside(LaunchSpecs.arguments(check.getCommand().getCommand())), context, launcher,
                new CheckLoop.Times(seconds(check.getDelaySeconds()), seconds(check.getIntervalSeconds()),
                    seconds(check.getTimeoutSeconds())), checks::checked));
        } else if (task.info.hasCheck()) {
            LOG.warn("Task {}: its {} check is not run, this agent runs COMMAND checks only", task.key, check.getType());
        }
        HealthCheck health = task.info.getHealthCheck();
        if (task.info.hasHealthCheck() && health.hasCommand()) {
            checks.loops.add(new CheckLoop(spec.beside(LaunchSpecs.arguments(health.getCommand())), context, launcher,
                new CheckLoop.Times(seconds(health.getDelaySeconds()), seconds(health.getIntervalSeconds()),
                    seconds(health.getTimeoutSeconds())), checks::healthChecked));
        } else if (task.info.hasHealthCheck()) {
            LOG.warn("Task {}: its {} health check is not run, this agent runs COMMAND checks only", task.key, health.getType());
        }
        return Optional.of(checks);
    }

    private static Duration seconds(double value) {
        return Duration.ofNanos((long) (Math.max(0, value) * 1e9));
    }

    void start() {
        startedNanos = context.timeline().nanos();
        loops.forEach(CheckLoop::start);
    }

    /** From here on the task's updates carry no results. */
    void stop() {
        loops.forEach(CheckLoop::stop);
        exitCode = Optional.empty();
        healthy = Optional.empty();
    }

    void describe(TaskStatus.Builder status) {
        healthy.ifPresent(status::setHealthy);
        if (!task.info.hasCheck()) {
            return;
        }
        CheckStatusInfo.Builder result = CheckStatusInfo.newBuilder().setType(task.info.getCheck().getType());
        switch (task.info.getCheck().getType()) {
            case COMMAND -> {
                CheckStatusInfo.Command.Builder command = CheckStatusInfo.Command.newBuilder();
                exitCode.ifPresent(command::setExitCode);
                result.setCommand(command);
            }
            case HTTP -> result.setHttp(CheckStatusInfo.Http.getDefaultInstance());
            case TCP -> result.setTcp(CheckStatusInfo.Tcp.getDefaultInstance());
            case UNKNOWN -> { }
        }
        status.setCheckStatus(result);
    }

    private void checked(Optional<ExitStatus> result) {
        Optional<Integer> now = result.filter(r -> r.signal() == 0).map(ExitStatus::code);
        if (now.equals(exitCode)) {
            return;
        }
        exitCode = now;
        reporter.report(task, TaskState.TASK_RUNNING, Note.ofExecutor().because(Reason.REASON_TASK_CHECK_STATUS_UPDATED));
    }

    private void healthChecked(Optional<ExitStatus> result) {
        HealthCheck health = task.info.getHealthCheck();
        Note note = Note.ofExecutor().because(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
        if (result.isPresent() && result.get().success()) {
            boolean news = failures > 0 || healthy.isEmpty();
            failures = 0;
            healthy = Optional.of(true);
            if (news) {
                reporter.report(task, TaskState.TASK_RUNNING, note);
            }
            return;
        }
        long ageNanos = context.timeline().nanos() - startedNanos;
        if (healthy.isEmpty() && ageNanos < (long) (health.getGracePeriodSeconds() * 1e9)) {
            return;
        }
        failures++;
        healthy = Optional.of(false);
        reporter.report(task, TaskState.TASK_RUNNING, note);
        if (failures >= health.getConsecutiveFailures()) {
            LOG.info("Task {}: {} health checks in a row have failed, the task is killed", task.key, failures);
            unhealthy.accept(task);
        }
    }
}
