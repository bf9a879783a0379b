package org.tepui.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ContainerInfo;
import org.tepui.protocol.mesos.DrainConfig;
import org.tepui.protocol.mesos.DurationInfo;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo.Capability.Type;
import org.tepui.protocol.mesos.KillPolicy;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.CheckpointResourcesMessage;
import org.tepui.protocol.mesos.internal.DrainSlaveMessage;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskGroupMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;

class TasksTest {

    private static KillTaskMessage.Builder kill(String task) {
        return KillTaskMessage.newBuilder().setFrameworkId(FrameworkID.newBuilder().setValue("F"))
            .setTaskId(TaskID.newBuilder().setValue(task));
    }

    private static KillPolicy grace(Duration grace) {
        return KillPolicy.newBuilder().setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos())).build();
    }

    @Test
    void aTaskStartsRunsAndFinishesWithTheWordsSchedulersKnow() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.run(Rig.framework(), Rig.task("t", "echo hi"));
        assertEquals(List.of("/bin/sh", "-c", "echo hi"), process.spec.argv());
        process.events.started(77);
        process.events.exited(ExitStatus.exited(0));
        rig.acknowledgeLast();
        rig.acknowledgeLast();
        assertEquals(List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED), rig.sentStates());
        TaskStatus status = rig.lastUpdate().getStatus();
        assertEquals("Command exited with status 0", status.getMessage());
        assertEquals("127.0.0.1", status.getContainerStatus().getNetworkInfos(0).getIpAddresses(0).getIpAddress());
        assertEquals(77, status.getContainerStatus().getExecutorPid());
        assertEquals("t", rig.lastUpdate().getExecutorId().getValue());
        assertEquals("slave(1)@127.0.0.1:5051", rig.out.last(StatusUpdateMessage.class).getPid());
    }

    @Test
    void oneUpdateIsOnItsWayAndItSaysTheLatestState() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.run(Rig.framework(), Rig.task("t", "exit 3"));
        process.events.started(1);
        process.events.exited(ExitStatus.exited(3));
        assertEquals(List.of(TaskState.TASK_STARTING), rig.sentStates());
        rig.acknowledgeLast();
        assertEquals(TaskState.TASK_RUNNING, rig.lastUpdate().getStatus().getState());
        assertEquals(TaskState.TASK_FAILED, rig.lastUpdate().getLatestState());
        rig.acknowledgeLast();
        assertEquals("Command exited with status 3", rig.lastUpdate().getStatus().getMessage());
    }

    @Test
    void anUnacknowledgedUpdateComesAgainInDoublingTimes() {
        Rig rig = Rig.registered();
        rig.run(Rig.framework(), Rig.task("t", "x")).events.started(1);
        assertEquals(1, rig.sentStates().size());
        keepPinged(rig, Duration.ofSeconds(10));
        assertEquals(2, rig.sentStates().size());
        keepPinged(rig, Duration.ofSeconds(20));
        assertEquals(3, rig.sentStates().size());
        keepPinged(rig, Duration.ofMinutes(60));
        int before = rig.sentStates().size();
        keepPinged(rig, Duration.ofMinutes(30));
        assertEquals(3, rig.sentStates().size() - before, "every ten minutes in the end");
        assertEquals(1, rig.out.all(StatusUpdateMessage.class).stream().map(m -> m.getUpdate().getUuid()).distinct().count());
    }

    private static void keepPinged(Rig rig, Duration time) {
        for (long s = 0; s < time.toSeconds(); s += 10) {
            rig.time.pass(Duration.ofSeconds(10));
            rig.ping(true);
        }
    }

    @Test
    void anAcknowledgementWithAnotherUuidIsCountedAndChangesNothing() {
        Rig rig = Rig.registered();
        rig.run(Rig.framework(), Rig.task("t", "x")).events.started(1);
        rig.acknowledge("t", ByteString.copyFromUtf8("0123456789abcdef"));
        rig.acknowledge("other", ByteString.copyFromUtf8("0123456789abcdef"));
        assertEquals(1, rig.sentStates().size());
        assertEquals(2, rig.agent.counters().of("slave/invalid_acknowledgements"));
    }

    @Test
    void aTaskWhoseEndIsAcknowledgedIsCompleted() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(), Rig.task("t", "x"));
        process.events.exited(ExitStatus.exited(0));
        rig.acknowledgeLast();
        assertTrue(rig.agent.view().frameworks().isEmpty());
        assertEquals("t", rig.agent.view().completedFrameworks().get(0).completedTasks().get(0).getTaskId().getValue());
        rig.masterGone();
        rig.time.pass(Duration.ofSeconds(1));
        ReregisterSlaveMessage message = rig.out.last(ReregisterSlaveMessage.class);
        assertEquals(0, message.getTasksCount());
        assertEquals("F", message.getCompletedFrameworks(0).getFrameworkInfo().getId().getValue());
    }

    @Test
    void aFrameworkThatComesBackIsNotCompletedAnyMore() {
        Rig rig = Rig.registered();
        rig.running(Rig.framework(), Rig.task("first", "x")).events.exited(ExitStatus.exited(0));
        rig.acknowledgeLast();
        rig.running(Rig.framework(), Rig.task("second", "x"));
        assertTrue(rig.agent.view().completedFrameworks().isEmpty());
        assertEquals("first", rig.agent.view().frameworks().get(0).completedTasks().get(0).getTaskId().getValue());
    }

    @Test
    void aKillIsToldOnlyToFrameworksThatKnowKilling() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(Type.TASK_KILLING_STATE), Rig.task("t", "x"));
        rig.fromMaster(kill("t").build());
        assertEquals(TaskState.TASK_KILLING, rig.lastUpdate().getStatus().getState());
        assertEquals(List.of("TERM"), process.signals);
        process.events.exited(ExitStatus.signalled(15));
        rig.acknowledgeLast();
        assertEquals(TaskState.TASK_KILLED, rig.lastUpdate().getStatus().getState());
        assertEquals("Command terminated with signal Terminated", rig.lastUpdate().getStatus().getMessage());

        Rig plain = Rig.registered();
        FakeLauncher.FakeProcess other = plain.running(Rig.framework(), Rig.task("t", "x"));
        plain.fromMaster(kill("t").build());
        other.events.exited(ExitStatus.signalled(15));
        assertEquals(List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLED), plain.sentStates());
    }

    @Test
    void aTaskThatStaysIsKilledWhenItsGraceIsOver() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(), Rig.task("t", "x").setKillPolicy(grace(Duration.ofSeconds(2))));
        rig.fromMaster(kill("t").build());
        rig.time.pass(Duration.ofMillis(1999));
        assertEquals(List.of("TERM"), process.signals);
        rig.time.pass(Duration.ofMillis(1));
        assertEquals(List.of("TERM", "KILL"), process.signals);
    }

    @Test
    void theKillMessagesGraceWinsAndASecondKillCountsFromTheFirst() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(), Rig.task("t", "x").setKillPolicy(grace(Duration.ofSeconds(60))));
        rig.fromMaster(kill("t").setKillPolicy(grace(Duration.ofSeconds(10))).build());
        rig.time.pass(Duration.ofSeconds(3));
        rig.fromMaster(kill("t").setKillPolicy(grace(Duration.ofSeconds(4))).build());
        rig.time.pass(Duration.ofSeconds(1));
        assertEquals(List.of("TERM", "KILL"), process.signals);
    }

    @Test
    void aTaskKilledBeforeItStartedNeverRuns() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.run(Rig.framework(), Rig.task("t", "x"));
        rig.fromMaster(kill("t").build());
        process.events.started(5);
        assertEquals(List.of("KILL"), process.signals);
        process.events.exited(ExitStatus.signalled(9));
        assertEquals(List.of(TaskState.TASK_KILLED), rig.sentStates());
        assertEquals(TaskStatus.Reason.REASON_TASK_KILLED_DURING_LAUNCH, rig.lastUpdate().getStatus().getReason());
    }

    @Test
    void aKillOfAnUnknownTaskOfAKnownFrameworkIsAnswered() {
        Rig rig = Rig.registered();
        rig.running(Rig.framework(), Rig.task("t", "x"));
        rig.fromMaster(kill("nosuch").build());
        assertEquals(TaskState.TASK_LOST, rig.lastUpdate().getStatus().getState());
    }

    @Test
    void aLaunchThatFailsIsToldWithItsReason() {
        Rig rig = Rig.registered();
        rig.run(Rig.framework(), Rig.task("t", "x")).events.failed("no space left on device");
        assertEquals(TaskState.TASK_FAILED, rig.lastUpdate().getStatus().getState());
        assertEquals(TaskStatus.Reason.REASON_CONTAINER_LAUNCH_FAILED, rig.lastUpdate().getStatus().getReason());
        assertEquals("Failed to launch container: no space left on device", rig.lastUpdate().getStatus().getMessage());
    }

    @Test
    void whatCannotRunHereIsRefusedInOneLine() {
        assertRefused(Rig.task("t", "x").setContainer(ContainerInfo.newBuilder().setType(ContainerInfo.Type.DOCKER)), "container images");
        assertRefused(Rig.task("t", "x").setCommand(CommandInfo.newBuilder().setValue("x").setUser("nobody")), "own user 'root'");
        assertRefused(Rig.task("t", "x").setCommand(CommandInfo.newBuilder().setValue("x")
            .addUris(CommandInfo.URI.newBuilder().setValue("http://h/x"))), "local files only");
        assertRefused(Rig.task("a/b", "x"), "cannot name a sandbox");
        assertRefused(Rig.task("..", "x"), "cannot name a sandbox");
    }

    private static void assertRefused(TaskInfo.Builder task, String words) {
        Rig rig = Rig.registered();
        rig.run(Rig.framework(), task);
        assertTrue(rig.launcher.launched.isEmpty());
        TaskStatus status = rig.lastUpdate().getStatus();
        assertEquals(TaskState.TASK_FAILED, status.getState());
        assertEquals(TaskStatus.Source.SOURCE_SLAVE, status.getSource());
        assertTrue(status.getMessage().contains(words), status.getMessage());
        assertFalse(status.getMessage().contains("\n"));
    }

    @Test
    void aFrameworkIdThatLeadsOutOfTheWorkDirectoryIsIgnored() {
        Rig rig = Rig.registered();
        rig.run(Rig.framework().setId(FrameworkID.newBuilder().setValue("../../etc")), Rig.task("t", "x"));
        assertTrue(rig.launcher.launched.isEmpty());
        assertEquals(1, rig.agent.counters().of("slave/tasks_ignored"));
    }

    @Test
    void aCustomExecutorIsRefusedAndTheMasterIsToldItIsGone() {
        Rig rig = Rig.registered();
        TaskInfo.Builder task = Rig.task("t", "x").clearCommand().setExecutor(ExecutorInfo.newBuilder()
            .setExecutorId(ExecutorID.newBuilder().setValue("e")).setCommand(CommandInfo.newBuilder().setValue("x")));
        rig.run(Rig.framework(), task);
        assertEquals("e", rig.out.last(ExitedExecutorMessage.class).getExecutorId().getValue());
        assertEquals("e", rig.lastUpdate().getExecutorId().getValue());
        assertEquals(TaskState.TASK_FAILED, rig.lastUpdate().getStatus().getState());
    }

    @Test
    void everyTaskOfAGroupIsAnswered() {
        Rig rig = Rig.registered();
        RunTaskGroupMessage.Builder group = RunTaskGroupMessage.newBuilder().setFramework(Rig.framework()).setLaunchExecutor(true)
            .setExecutor(ExecutorInfo.newBuilder().setExecutorId(ExecutorID.newBuilder().setValue("de"))
                .setType(ExecutorInfo.Type.DEFAULT));
        group.getTaskGroupBuilder().addTasks(Rig.task("a", "x")).addTasks(Rig.task("b", "x"));
        rig.fromMaster(group.build());
        assertEquals(List.of(TaskState.TASK_FAILED, TaskState.TASK_FAILED), rig.sentStates());
        assertEquals(1, rig.out.all(ExitedExecutorMessage.class).size());
    }

    @Test
    void aTaskThatAssumesOtherResourcesIsDropped() {
        Rig rig = Rig.registered();
        var message = Rig.runTask(Rig.framework(Type.PARTITION_AWARE), Rig.task("t", "x"));
        message.addResourceVersionUuidsBuilder().getUuidBuilder().setValue(ByteString.copyFromUtf8("0123456789abcdef"));
        rig.fromMaster(message.build());
        assertEquals(TaskState.TASK_DROPPED, rig.lastUpdate().getStatus().getState());
        assertTrue(rig.launcher.launched.isEmpty());
        var good = Rig.runTask(Rig.framework(), Rig.task("t", "x"));
        good.addResourceVersionUuidsBuilder().setUuid(rig.out.last(RegisterSlaveMessage.class).getResourceVersionUuid());
        rig.fromMaster(good.build());
        assertEquals(1, rig.launcher.launched.size());
    }

    @Test
    void aFrameworkThatIsGoneHasItsTasksKilledWithoutAWord() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(Type.TASK_KILLING_STATE), Rig.task("t", "x"));
        int sent = rig.sentStates().size();
        rig.fromMaster(ShutdownFrameworkMessage.newBuilder().setFrameworkId(FrameworkID.newBuilder().setValue("F")).build());
        assertEquals(List.of("TERM"), process.signals);
        process.events.exited(ExitStatus.signalled(15));
        rig.time.pass(Duration.ofSeconds(60));
        assertEquals(sent, rig.sentStates().size());
        assertTrue(rig.agent.view().frameworks().isEmpty());
    }

    @Test
    void aTaskThatRunsTooLongFails() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(),
            Rig.task("t", "x").setMaxCompletionTime(DurationInfo.newBuilder().setNanoseconds(Duration.ofSeconds(9).toNanos())));
        rig.time.pass(Duration.ofSeconds(9));
        assertEquals(List.of("TERM"), process.signals);
        process.events.exited(ExitStatus.signalled(15));
        assertEquals(TaskState.TASK_FAILED, rig.lastUpdate().getStatus().getState());
        assertEquals(TaskStatus.Reason.REASON_MAX_COMPLETION_TIME_REACHED, rig.lastUpdate().getStatus().getReason());
    }

    @Test
    void drainingKillsWithTheGivenGraceAndTakesNothingNew() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(), Rig.task("t", "x").setKillPolicy(grace(Duration.ofMinutes(5))));
        rig.fromMaster(DrainSlaveMessage.newBuilder().setConfig(DrainConfig.newBuilder()
            .setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(Duration.ofSeconds(1).toNanos()))).build());
        rig.run(Rig.framework(), Rig.task("late", "x"));
        assertEquals(TaskStatus.Reason.REASON_SLAVE_DRAINING, rig.lastUpdate().getStatus().getReason());
        assertEquals(1, rig.launcher.launched.size());
        rig.acknowledgeLast();
        rig.time.pass(Duration.ofSeconds(1));
        assertEquals(List.of("TERM", "KILL"), process.signals);
        process.events.exited(ExitStatus.signalled(9));
        assertEquals(TaskState.TASK_KILLED, rig.lastUpdate().getStatus().getState());
        rig.acknowledgeLast();
        rig.run(Rig.framework(), Rig.task("after", "x"));
        assertEquals(2, rig.launcher.launched.size());
    }

    @Test
    void checkpointedResourcesAreKeptAndTheDataOfDestroyedVolumesGoes() {
        Rig rig = Rig.registered();
        Resource.Builder volume = Rig.scalar("disk", 10).toBuilder();
        volume.addReservationsBuilder().setRole("eng").setType(Resource.ReservationInfo.Type.DYNAMIC).setPrincipal("p");
        volume.getDiskBuilder().getPersistenceBuilder().setId("v1");
        rig.fromMaster(CheckpointResourcesMessage.newBuilder().addResources(volume).build());
        assertEquals(1, rig.store.kept.size());
        rig.masterGone();
        rig.time.pass(Duration.ofSeconds(1));
        Resource told = rig.out.last(ReregisterSlaveMessage.class).getCheckpointedResources(0);
        assertEquals("eng", told.getRole());
        assertEquals("p", told.getReservation().getPrincipal());
        assertEquals(0, told.getReservationsCount());
        rig.fromMaster(CheckpointResourcesMessage.getDefaultInstance());
        assertEquals(List.of(Path.of("/work/volumes/roles/eng/v1")), rig.store.removed);
    }

    @Test
    void checkResultsAreToldWhenTheyChange() {
        Rig rig = Rig.registered();
        TaskInfo.Builder task = Rig.task("t", "x");
        task.getCheckBuilder().setType(org.tepui.protocol.mesos.CheckInfo.Type.COMMAND).setDelaySeconds(0).setIntervalSeconds(1)
            .getCommandBuilder().getCommandBuilder().setValue("true");
        rig.running(Rig.framework(), task);
        rig.time.pass(Duration.ZERO);
        assertEquals(List.of("/bin/sh", "-c", "true"), rig.launcher.last().spec.argv());
        rig.launcher.last().events.exited(ExitStatus.exited(0));
        StatusUpdate first = rig.lastUpdate();
        assertEquals(TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED, first.getStatus().getReason());
        assertEquals(0, first.getStatus().getCheckStatus().getCommand().getExitCode());
        rig.acknowledgeLast();
        int sent = rig.sentStates().size();
        rig.time.pass(Duration.ofSeconds(1));
        rig.launcher.last().events.exited(ExitStatus.exited(0));
        assertEquals(sent, rig.sentStates().size());
    }

    @Test
    void aTaskWhoseHealthChecksFailIsKilled() {
        Rig rig = Rig.registered();
        TaskInfo.Builder task = Rig.task("t", "x");
        task.getHealthCheckBuilder().setDelaySeconds(0).setIntervalSeconds(1).setGracePeriodSeconds(0).setConsecutiveFailures(2)
            .getCommandBuilder().setValue("false");
        FakeLauncher.FakeProcess process = rig.running(Rig.framework(), task);
        rig.time.pass(Duration.ZERO);
        rig.launcher.last().events.exited(ExitStatus.exited(1));
        assertTrue(rig.lastUpdate().getStatus().hasHealthy());
        assertFalse(rig.lastUpdate().getStatus().getHealthy());
        assertTrue(process.signals.isEmpty());
        rig.time.pass(Duration.ofSeconds(1));
        rig.launcher.last().events.exited(ExitStatus.exited(1));
        assertEquals(List.of("TERM"), process.signals);
    }
}
