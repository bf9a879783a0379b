package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.mesos.CheckInfo;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ContainerInfo;
import org.tepui.protocol.mesos.DurationInfo;
import org.tepui.protocol.mesos.Environment;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.HealthCheck;
import org.tepui.protocol.mesos.KillPolicy;
import org.tepui.protocol.mesos.LinuxInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.Secret;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.Volume;

/** The text for each thing that can be wrong with a task: what schedulers have always been told. */
class TaskTextsTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);
    private final Map<String, Consumer<TaskInfo.Builder>> cases = new LinkedHashMap<>();

    private static DurationInfo negative() {
        return DurationInfo.newBuilder().setNanoseconds(-1).build();
    }

    private static ExecutorInfo.Builder executor() {
        return ExecutorInfo.newBuilder().setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .setCommand(CommandInfo.newBuilder().setValue("run")).addAllResources(Forms.write(Resources.parse("cpus:0.1;mem:32")));
    }

    private static Consumer<TaskInfo.Builder> executor(Consumer<ExecutorInfo.Builder> change) {
        return task -> {
            ExecutorInfo.Builder executor = executor();
            change.accept(executor);
            task.clearCommand().setExecutor(executor);
        };
    }

    private static Consumer<TaskInfo.Builder> health(Consumer<HealthCheck.Builder> change) {
        return task -> change.accept(task.getHealthCheckBuilder());
    }

    private static Consumer<TaskInfo.Builder> check(Consumer<CheckInfo.Builder> change) {
        return task -> change.accept(task.getCheckBuilder());
    }

    private static Consumer<TaskInfo.Builder> variable(Consumer<Environment.Variable.Builder> change) {
        return task -> {
            Environment.Variable.Builder variable = Environment.Variable.newBuilder().setName("X");
            change.accept(variable);
            task.getCommandBuilder().getEnvironmentBuilder().addVariables(variable);
        };
    }

    private static Consumer<TaskInfo.Builder> volume(Consumer<Volume.Builder> change) {
        return task -> {
            Volume.Builder volume = Volume.newBuilder().setMode(Volume.Mode.RW).setContainerPath("p");
            change.accept(volume);
            task.setContainer(ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS).addVolumes(volume));
        };
    }

    private static Resource scalar(String name, double value) {
        return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(value))
                .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("eng")).build();
    }

    private void identityAndTimes() {
        cases.put("ID must not be empty", task -> task.setTaskId(TaskID.newBuilder().setValue("")));
        cases.put("'..' is disallowed", task -> task.setTaskId(TaskID.newBuilder().setValue("..")));
        cases.put("'a/b' contains invalid characters", task -> task.setTaskId(TaskID.newBuilder().setValue("a/b")));
        cases.put("Task uses invalid agent other while agent m-S0 is expected",
                task -> task.setSlaveId(SlaveID.newBuilder().setValue("other")));
        cases.put("Task's 'kill_policy.grace_period' must be non-negative",
                task -> task.setKillPolicy(KillPolicy.newBuilder().setGracePeriod(negative())));
        cases.put("Task's `max_completion_time` must be non-negative", task -> task.setMaxCompletionTime(negative()));
    }

    private void checks() {
        cases.put("Task uses invalid health check: HealthCheck must specify 'type'", health(check -> check.setDelaySeconds(1)));
        cases.put("Task uses invalid health check: Expecting 'command' to be set for COMMAND health check",
                health(check -> check.setType(HealthCheck.Type.COMMAND)));
        cases.put("Task uses invalid health check: Command health check must contain 'shell command'",
                health(check -> check.setType(HealthCheck.Type.COMMAND).setCommand(CommandInfo.getDefaultInstance())));
        cases.put("Task uses invalid health check: Unsupported HTTP health check scheme: 'ftp'", health(check ->
                check.setType(HealthCheck.Type.HTTP).setHttp(HealthCheck.HTTPCheckInfo.newBuilder().setPort(1).setScheme("ftp"))));
        cases.put("Task uses invalid health check: The path 'x' of HTTP health check must start with '/'", health(check ->
                check.setType(HealthCheck.Type.HTTP).setHttp(HealthCheck.HTTPCheckInfo.newBuilder().setPort(1).setPath("x"))));
        cases.put("Task uses invalid health check: Expecting 'grace_period_seconds' to be non-negative", health(check ->
                check.setType(HealthCheck.Type.TCP).setTcp(HealthCheck.TCPCheckInfo.newBuilder().setPort(1)).setGracePeriodSeconds(-1)));
        cases.put("Task uses invalid check: CheckInfo must specify 'type'", check(check -> check.setDelaySeconds(1)));
        cases.put("Task uses invalid check: Expecting 'http' to be set for HTTP check", check(check -> check.setType(CheckInfo.Type.HTTP)));
        cases.put("Task uses invalid check: Expecting 'tcp' to be set for TCP check", check(check -> check.setType(CheckInfo.Type.TCP)));
    }

    private void resources() {
        cases.put("Task uses no resources", TaskInfo.Builder::clearResources);
        cases.put("Resource 'cpus(allocated: eng):-1' is invalid: Invalid scalar resource: value <= 0",
                task -> task.addResources(scalar("cpus", -1)));
        cases.put("Task uses invalid resources: Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer",
                task -> task.addResources(scalar("gpus", 0.5)));
        cases.put("Invalid task resources: The resources have multiple allocation roles ('ops' and 'eng') but only one allocation role is"
                + " allowed", task -> task.addResources(scalar("gpus", 1).toBuilder()
                        .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("ops"))));
        cases.put("Task mixes revocable and non-revocable resources: Cannot use both revocable and non-revocable 'cpus' at the same time",
                task -> task.addResources(scalar("cpus", 1).toBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance())));
        cases.put("Agent is not capable of handling task resource limits",
                task -> task.putLimits("cpus", Value.Scalar.newBuilder().setValue(2).build()));
    }

    private void containers() {
        cases.put("Task's `CommandInfo` is invalid: Environment variable 'X' of type 'VALUE' must have a value set", variable(variable -> { }));
        cases.put("Task's `CommandInfo` is invalid: Environment variable 'X' of type 'SECRET' must have a secret set",
                variable(variable -> variable.setType(Environment.Variable.Type.SECRET)));
        cases.put("Task's `CommandInfo` is invalid: Environment variable 'X' specifies an invalid secret: Secret of type VALUE must have"
                + " the 'value' field set", variable(variable -> variable.setType(Environment.Variable.Type.SECRET)
                        .setSecret(Secret.newBuilder().setType(Secret.Type.VALUE))));
        cases.put("Task's `ContainerInfo` is invalid: DockerInfo 'docker' is not set for DOCKER typed ContainerInfo",
                task -> task.setContainer(ContainerInfo.newBuilder().setType(ContainerInfo.Type.DOCKER)));
        cases.put("Task's `ContainerInfo` is invalid: Invalid volume: Only one of them should be set: 'host_path', 'image' and 'source'",
                volume(volume -> { }));
        cases.put("Task's `ContainerInfo` is invalid: Invalid volume: 'source.type' is unknown",
                volume(volume -> volume.setSource(Volume.Source.newBuilder().setType(Volume.Source.Type.UNKNOWN))));
        cases.put("Only tasks in a task group may have 'share_cgroups' set to 'false'", task -> task.setContainer(ContainerInfo.newBuilder()
                .setType(ContainerInfo.Type.MESOS).setLinuxInfo(LinuxInfo.newBuilder().setShareCgroups(false))));
    }

    private void executors() {
        cases.put("Task should have at least one (but not both) of CommandInfo or ExecutorInfo present", TaskInfo.Builder::clearCommand);
        cases.put("ExecutorInfo has an invalid FrameworkID (Actual: zz vs Expected: m-0000)",
                executor(executor -> executor.setFrameworkId(FrameworkID.newBuilder().setValue("zz"))));
        cases.put("ExecutorInfo's 'shutdown_grace_period' must be non-negative",
                executor(executor -> executor.setShutdownGracePeriod(negative())));
        cases.put("'ExecutorInfo.command' must not be set for 'DEFAULT' executor",
                executor(executor -> executor.setType(ExecutorInfo.Type.DEFAULT)));
        cases.put("'ExecutorInfo.type' must be 'CUSTOM'", executor(executor -> executor.setType(ExecutorInfo.Type.DEFAULT).clearCommand()));
        cases.put("'ExecutorInfo.command' must be set", executor(ExecutorInfo.Builder::clearCommand));
        cases.put("There are overlapping resources in the task resources", task -> {
            task.addAllResources(Forms.write(Resources.parse("ports:[31000-31001]")));
            executor(executor -> executor.addAllResources(Forms.write(Resources.parse("ports:[31001-31002]")))).accept(task);
        });
    }

    @Test
    void everyInvalidTaskIsRefusedWithItsTextAndNothingIsBooked() {
        line.lead();
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        identityAndTimes();
        checks();
        resources();
        containers();
        executors();
        cases.forEach((text, change) -> {
            TaskInfo.Builder task = Cluster.task("t", scheduler.offer(), "cpus:1;mem:64");
            change.accept(task);
            scheduler.launch(scheduler.offer(), task.build());
            TaskStatus status = scheduler.status();
            assertEquals(TaskState.TASK_ERROR, status.getState());
            assertEquals(TaskStatus.Reason.REASON_TASK_INVALID, status.getReason());
            assertTrue(status.getMessage().startsWith(text), "wanted: " + text + "\nis:     " + status.getMessage());
            assertEquals(0, line.snapshot.agents().get(0).used().size());
            line.advance(LineHarness.SECOND);
            line.input(new Input.AgentMessage(Cluster.pid(1), "slave-observer(1)",
                    org.tepui.protocol.mesos.internal.PongSlaveMessage.getDefaultInstance()));
        });
        assertEquals(cases.size(), scheduler.statuses().size());
    }
}
