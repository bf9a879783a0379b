package org.tepui.agent.core;

import java.nio.file.Path;
import java.util.Optional;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ContainerInfo;
import org.tepui.protocol.mesos.Environment;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskInfo;

/** Says what this agent cannot run, in one line for the task's TASK_FAILED. */
final class TaskCheck {

    private TaskCheck() {
    }

    static Optional<String> refusal(TaskInfo task, FrameworkInfo framework, AgentSettings settings) {
        if (task.hasExecutor() || !task.hasCommand()) {
            return Optional.of("This agent runs command tasks only, not executors: give the task a command and no executor");
        }
        if (!safeName(task.getTaskId().getValue())) {
            return Optional.of("Task id '" + task.getTaskId().getValue() + "' cannot name a sandbox: it must not be '.', '..' or hold '/'");
        }
        return container(task)
            .or(() -> volumes(task))
            .or(() -> command(task.getCommand()))
            .or(() -> user(task.getCommand(), framework, settings));
    }

    static boolean safeName(String id) {
        return !id.isEmpty() && !id.equals(".") && !id.equals("..") && id.indexOf('/') < 0 && id.indexOf('\0') < 0 && id.length() <= 255;
    }

    private static Optional<String> container(TaskInfo task) {
        if (!task.hasContainer()) {
            return Optional.empty();
        }
        ContainerInfo container = task.getContainer();
        if (container.getType() != ContainerInfo.Type.MESOS || container.getMesos().hasImage()) {
            return Optional.of("This agent runs plain processes, not container images: leave out 'container'");
        }
        if (container.getVolumesCount() > 0 || container.getNetworkInfosCount() > 0 || container.hasHostname()
                || container.hasLinuxInfo() || container.hasRlimitInfo() || container.hasTtyInfo()) {
            return Optional.of("This agent runs plain processes without own volumes, networks or limits: leave out 'container'");
        }
        return Optional.empty();
    }

    private static Optional<String> volumes(TaskInfo task) {
        for (Resource resource : task.getResourcesList()) {
            if (resource.getDisk().hasSource()) {
                return Optional.of("This agent has no disks with a source: resource '" + resource.getName() + "' cannot be used");
            }
            if (resource.getDisk().hasPersistence() && !safeName(resource.getDisk().getPersistence().getId())) {
                return Optional.of("Persistence id '" + resource.getDisk().getPersistence().getId() + "' cannot name a folder");
            }
            String path = resource.getDisk().getVolume().getContainerPath();
            if (resource.getDisk().hasPersistence() && !insideSandbox(path)) {
                return Optional.of("Container path '" + path + "' of a volume must be relative and stay inside the sandbox");
            }
        }
        return Optional.empty();
    }

    private static boolean insideSandbox(String path) {
        Path sandbox = Path.of("/sandbox");
        Path inside = sandbox.resolve(path).normalize();
        return path.indexOf('\0') < 0 && inside.startsWith(sandbox) && !inside.equals(sandbox);
    }

    private static Optional<String> command(CommandInfo command) {
        if (command.getValue().isEmpty()) {
            return Optional.of("The command has no value");
        }
        for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
            if (variable.getType() == Environment.Variable.Type.SECRET) {
                return Optional.of("This agent resolves no secrets: environment variable '" + variable.getName() + "' is refused");
            }
        }
        for (CommandInfo.URI uri : command.getUrisList()) {
            Optional<String> refusal = uri(uri);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> uri(CommandInfo.URI uri) {
        String path = LaunchSpecs.localPath(uri.getValue());
        if (path.isEmpty()) {
            return Optional.of("This agent copies local files only: URI '" + uri.getValue() + "' is neither an absolute path nor file://");
        }
        if (!safeName(LaunchSpecs.fileName(uri, path))) {
            return Optional.of("URI '" + uri.getValue() + "' gives no usable file name for the sandbox");
        }
        if (uri.getExtract() && LaunchSpecs.archive(path)) {
            return Optional.of("This agent does not unpack archives: set extract to false for URI '" + uri.getValue() + "'");
        }
        return Optional.empty();
    }

    private static Optional<String> user(CommandInfo command, FrameworkInfo framework, AgentSettings settings) {
        String user = command.hasUser() ? command.getUser() : framework.getUser();
        if (!settings.switchUser() || user.isEmpty() || user.equals(settings.ownUser())) {
            return Optional.empty();
        }
        return Optional.of("This agent runs tasks as its own user '" + settings.ownUser() + "', not as '" + user
            + "': change the user of the task, or start the agent with --no-switch_user");
    }
}
