package org.tepui.agent.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.Environment;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;

/** Turns an accepted task into what the launcher needs: arguments, environment, folders. */
final class LaunchSpecs {

    private static final List<String> ARCHIVES = List.of(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".gz", ".zip");

    private LaunchSpecs() {
    }

    static LaunchSpec of(TaskRun task, FrameworkInfo framework, SlaveID agent, Upid self, AgentSettings settings) {
        CommandInfo command = task.info.getCommand();
        Path runs = settings.workDir().resolve("slaves").resolve(agent.getValue())
            .resolve("frameworks").resolve(task.key.framework())
            .resolve("executors").resolve(task.executorId).resolve("runs");
        Path sandbox = runs.resolve(task.containerId);
        return new LaunchSpec(arguments(command), environment(task, framework, agent, self, sandbox), sandbox, runs.resolve("latest"),
            files(command), volumes(task, sandbox, settings.workDir()), false);
    }

    /** Shell form runs under {@code sh -c}. In the other form the first argument is the program's own name, which is not kept. */
    static List<String> arguments(CommandInfo command) {
        if (command.getShell()) {
            return List.of("/bin/sh", "-c", command.getValue());
        }
        List<String> argv = new ArrayList<>();
        argv.add(command.getValue());
        if (command.getArgumentsCount() > 1) {
            argv.addAll(command.getArgumentsList().subList(1, command.getArgumentsCount()));
        }
        return argv;
    }

    private static SortedMap<String, String> environment(TaskRun task, FrameworkInfo framework, SlaveID agent, Upid self, Path sandbox) {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("LIBPROCESS_IP", self.ip());
        all.put("MESOS_AGENT_ENDPOINT", self.address());
        all.put("MESOS_CHECKPOINT", framework.getCheckpoint() ? "1" : "0");
        all.put("MESOS_CONTAINER_IP", self.ip());
        all.put("MESOS_DIRECTORY", sandbox.toString());
        all.put("MESOS_EXECUTOR_ID", task.executorId);
        all.put("MESOS_FRAMEWORK_ID", task.key.framework());
        all.put("MESOS_SANDBOX", sandbox.toString());
        all.put("MESOS_SLAVE_ID", agent.getValue());
        all.put("MESOS_SLAVE_PID", self.toString());
        all.put("MESOS_TASK_ID", task.key.task());
        if (task.info.getResourcesCount() > 0 && task.info.getResources(0).hasAllocationInfo()) {
            all.put("MESOS_ALLOCATION_ROLE", task.info.getResources(0).getAllocationInfo().getRole());
        }
        for (Environment.Variable variable : task.info.getCommand().getEnvironment().getVariablesList()) {
            all.put(variable.getName(), variable.getValue());
        }
        return all;
    }

    private static List<LaunchSpec.FetchedFile> files(CommandInfo command) {
        List<LaunchSpec.FetchedFile> files = new ArrayList<>();
        for (CommandInfo.URI uri : command.getUrisList()) {
            String path = localPath(uri.getValue());
            files.add(new LaunchSpec.FetchedFile(Path.of(path), fileName(uri, path), uri.getExecutable()));
        }
        return files;
    }

    /** The absolute path that the URI names, or an empty text. */
    static String localPath(String uri) {
        String path = uri.startsWith("file://") ? uri.substring("file://".length()) : uri;
        return path.startsWith("/") ? path : "";
    }

    static String fileName(CommandInfo.URI uri, String path) {
        return uri.hasOutputFile() && !uri.getOutputFile().isEmpty() ? uri.getOutputFile() : path.substring(path.lastIndexOf('/') + 1);
    }

    static boolean archive(String path) {
        return ARCHIVES.stream().anyMatch(path::endsWith);
    }

    private static List<LaunchSpec.LinkedVolume> volumes(TaskRun task, Path sandbox, Path workDir) {
        List<LaunchSpec.LinkedVolume> volumes = new ArrayList<>();
        for (Resource resource : task.info.getResourcesList()) {
            if (resource.getDisk().hasPersistence()) {
                Path link = sandbox.resolve(resource.getDisk().getVolume().getContainerPath()).normalize();
                volumes.add(new LaunchSpec.LinkedVolume(Volumes.directory(workDir, resource), link));
            }
        }
        return volumes;
    }
}
