package org.tepui.core.tasks;

import java.util.Optional;
import org.tepui.protocol.mesos.CheckInfo;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.HealthCheck;
import org.tepui.protocol.mesos.TaskInfo;

/** Rules for the checks and health checks of a task. */
final class CheckRules {

    private CheckRules() {
    }

    static Optional<String> of(TaskInfo task) {
        Optional<String> check = task.hasCheck() ? check(task.getCheck()).map(cause -> "Task uses invalid check: " + cause)
                : Optional.empty();
        return check.or(() -> task.hasHealthCheck() ? health(task.getHealthCheck()).map(cause -> "Task uses invalid health check: " + cause)
                : Optional.empty());
    }

    private static Optional<String> check(CheckInfo check) {
        if (!check.hasType()) {
            return Optional.of("CheckInfo must specify 'type'");
        }
        Optional<String> error = switch (check.getType()) {
            case COMMAND -> check.hasCommand() ? command(check.getCommand().getCommand(), "Command check", "Check's")
                    : Optional.of("Expecting 'command' to be set for COMMAND check");
            case HTTP -> check.hasHttp() ? path(check.getHttp().hasPath(), check.getHttp().getPath(), "HTTP check")
                    : Optional.of("Expecting 'http' to be set for HTTP check");
            case TCP -> check.hasTcp() ? Optional.empty() : Optional.of("Expecting 'tcp' to be set for TCP check");
            case UNKNOWN -> Optional.of("'" + check.getType() + "' is not a valid check type");
        };
        return error.or(() -> negative("delay_seconds", check.getDelaySeconds()))
                .or(() -> negative("interval_seconds", check.getIntervalSeconds()))
                .or(() -> negative("timeout_seconds", check.getTimeoutSeconds()));
    }

    private static Optional<String> health(HealthCheck check) {
        if (!check.hasType()) {
            return Optional.of("HealthCheck must specify 'type'");
        }
        Optional<String> error = switch (check.getType()) {
            case COMMAND -> check.hasCommand() ? command(check.getCommand(), "Command health check", "Health check's")
                    : Optional.of("Expecting 'command' to be set for COMMAND health check");
            case HTTP -> check.hasHttp() ? http(check.getHttp()) : Optional.of("Expecting 'http' to be set for HTTP health check");
            case TCP -> check.hasTcp() ? Optional.empty() : Optional.of("Expecting 'tcp' to be set for TCP health check");
            case UNKNOWN -> Optional.of("'" + check.getType() + "' is not a valid health check type");
        };
        return error.or(() -> negative("delay_seconds", check.getDelaySeconds()))
                .or(() -> negative("grace_period_seconds", check.getGracePeriodSeconds()))
                .or(() -> negative("interval_seconds", check.getIntervalSeconds()))
                .or(() -> negative("timeout_seconds", check.getTimeoutSeconds()));
    }

    private static Optional<String> http(HealthCheck.HTTPCheckInfo http) {
        if (http.hasScheme() && !http.getScheme().equals("http") && !http.getScheme().equals("https")) {
            return Optional.of("Unsupported HTTP health check scheme: '" + http.getScheme() + "'");
        }
        return path(http.hasPath(), http.getPath(), "HTTP health check");
    }

    private static Optional<String> path(boolean given, String path, String what) {
        return given && !path.startsWith("/") ? Optional.of("The path '" + path + "' of " + what + " must start with '/'")
                : Optional.empty();
    }

    private static Optional<String> command(CommandInfo command, String what, String whose) {
        if (!command.hasValue()) {
            return Optional.of(what + " must contain " + (command.getShell() ? "'shell command'" : "'executable path'"));
        }
        return ContainerRules.command(command).map(cause -> whose + " `CommandInfo` is invalid: " + cause);
    }

    private static Optional<String> negative(String field, double seconds) {
        return seconds < 0 || Double.isNaN(seconds) ? Optional.of("Expecting '" + field + "' to be non-negative") : Optional.empty();
    }
}
