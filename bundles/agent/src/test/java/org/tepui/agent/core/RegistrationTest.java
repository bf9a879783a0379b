package org.tepui.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

class RegistrationTest {

    @Test
    void registersAfterARandomWaitAndAgainInDoublingWindows() {
        Rig rig = new Rig();
        rig.agent.start();
        assertEquals(0, rig.out.all(RegisterSlaveMessage.class).size());
        rig.time.pass(Duration.ofMillis(500));
        assertEquals(1, rig.out.all(RegisterSlaveMessage.class).size());
        rig.time.pass(Duration.ofMillis(1000));
        assertEquals(2, rig.out.all(RegisterSlaveMessage.class).size());
        rig.time.pass(Duration.ofMillis(1999));
        assertEquals(2, rig.out.all(RegisterSlaveMessage.class).size());
        rig.time.pass(Duration.ofMillis(1));
        assertEquals(3, rig.out.all(RegisterSlaveMessage.class).size());
    }

    @Test
    void theWindowGrowsToOneMinuteAndNoFurther() {
        Rig rig = new Rig();
        rig.agent.start();
        rig.time.pass(Duration.ofHours(1));
        int before = rig.out.all(RegisterSlaveMessage.class).size();
        rig.time.pass(Duration.ofMinutes(10));
        assertEquals(20, rig.out.all(RegisterSlaveMessage.class).size() - before);
    }

    @Test
    void aMasterThatCannotBeReachedIsTriedEveryFewSeconds() {
        Rig rig = new Rig();
        rig.agent.start();
        for (int i = 0; i < 600; i++) {
            rig.time.pass(Duration.ofMillis(100));
            if (rig.out.live) {
                rig.masterGone();
            }
        }
        int tries = rig.out.all(RegisterSlaveMessage.class).size();
        assertTrue(tries >= 28, "tries within a minute: " + tries);
    }

    @Test
    void onceAdmittedItStopsRegisteringAndTellsItsResourceVersion() {
        Rig rig = Rig.registered();
        int registrations = rig.out.all(RegisterSlaveMessage.class).size();
        UpdateSlaveMessage update = rig.out.last(UpdateSlaveMessage.class);
        assertEquals(Rig.ID, update.getSlaveId());
        assertEquals(rig.out.last(RegisterSlaveMessage.class).getResourceVersionUuid(), update.getResourceVersionUuid());
        rig.time.pass(Duration.ofSeconds(70));
        assertEquals(registrations, rig.out.all(RegisterSlaveMessage.class).size());
    }

    @Test
    void answersAPingToTheProcessThatSentIt() {
        Rig rig = Rig.registered();
        rig.ping(true);
        FakeOutlet.Sent sent = rig.out.sent.get(rig.out.sent.size() - 1);
        assertEquals(Rig.OBSERVER, sent.to());
        assertEquals(PongSlaveMessage.getDefaultInstance(), sent.message());
    }

    @Test
    void reregistersWhenNoPingComesInTime() {
        Rig rig = Rig.registered();
        rig.time.pass(Duration.ofSeconds(70));
        rig.ping(true);
        rig.time.pass(Duration.ofSeconds(74));
        assertEquals(0, rig.out.all(ReregisterSlaveMessage.class).size());
        rig.time.pass(Duration.ofSeconds(2));
        assertEquals(Rig.ID, rig.out.last(ReregisterSlaveMessage.class).getSlave().getId());
    }

    @Test
    void reregistersWhenThePingSaysDisconnected() {
        Rig rig = Rig.registered();
        rig.ping(false);
        rig.time.pass(Duration.ofSeconds(1));
        assertEquals(1, rig.out.all(ReregisterSlaveMessage.class).size());
    }

    @Test
    void reregistersWithItsTasksWhenTheConnectionBreaks() {
        Rig rig = Rig.registered();
        rig.running(Rig.framework(), Rig.task("t", "sleep 1"));
        rig.masterGone();
        rig.time.pass(Duration.ofSeconds(1));
        ReregisterSlaveMessage message = rig.out.last(ReregisterSlaveMessage.class);
        assertEquals(1, message.getTasksCount());
        assertEquals("t", message.getTasks(0).getTaskId().getValue());
        assertEquals(TaskState.TASK_RUNNING, message.getTasks(0).getState());
        assertEquals(TaskState.TASK_RUNNING, message.getTasks(0).getStatusUpdateState());
        assertEquals(2, message.getTasks(0).getStatusesCount());
        assertEquals("F", message.getFrameworks(0).getId().getValue());
    }

    @Test
    void anOldLinksExitIsNoNews() {
        Rig rig = Rig.registered();
        rig.agent.exited(Rig.MASTER, rig.out.incarnation - 1);
        rig.agent.exited(new Upid("master", "127.0.0.1", 9), rig.out.incarnation);
        rig.time.pass(Duration.ofSeconds(5));
        assertEquals(0, rig.out.all(ReregisterSlaveMessage.class).size());
    }

    @Test
    void sendsNoUpdatesWhileDisconnectedAndTheFirstOfEachTaskAfterwards() {
        Rig rig = Rig.registered();
        FakeLauncher.FakeProcess process = rig.run(Rig.framework(), Rig.task("t", "true"));
        rig.masterGone();
        process.events.started(1);
        process.events.exited(ExitStatus.exited(0));
        rig.time.pass(Duration.ofMinutes(1));
        assertEquals(0, rig.out.all(StatusUpdateMessage.class).size());
        rig.fromMaster(Rig.reregisteredMessage());
        assertEquals(java.util.List.of(TaskState.TASK_STARTING), rig.sentStates());
        assertEquals(TaskState.TASK_FINISHED, rig.lastUpdate().getLatestState());
    }

    @Test
    void aTaskTheMasterMissesAndTheAgentDoesNotHaveIsAnswered() {
        Rig rig = Rig.registered();
        rig.masterGone();
        SlaveReregisteredMessage.Builder message = Rig.reregisteredMessage().toBuilder();
        message.addReconciliationsBuilder().setFrameworkId(Rig.framework().getId())
            .setFramework(Rig.framework(FrameworkInfo.Capability.Type.PARTITION_AWARE))
            .addStatusesBuilder().setTaskId(Rig.task("lost", "x").getTaskId()).setState(TaskState.TASK_STAGING);
        rig.fromMaster(message.build());
        assertEquals(TaskState.TASK_DROPPED, rig.lastUpdate().getStatus().getState());
        assertEquals("lost", rig.lastUpdate().getStatus().getTaskId().getValue());
    }

    @Test
    void anotherIdThanItHasEndsTheAgent() {
        Rig rig = Rig.registered();
        rig.masterGone();
        rig.fromMaster(Rig.reregisteredMessage().toBuilder().setSlaveId(SlaveID.newBuilder().setValue("other")).build());
        assertEquals(1, rig.exits.size());
        assertTrue(rig.exits.get(0).startsWith("1 "), rig.exits.get(0));
    }

    @Test
    void shutsDownOnTheWordOfItsMasterOnly() {
        Rig rig = Rig.registered();
        ShutdownMessage message = ShutdownMessage.newBuilder().setMessage("Agent has been marked gone").build();
        rig.from(new Upid("master", "127.0.0.1", 6000), message);
        assertTrue(rig.exits.isEmpty());
        rig.fromMaster(message);
        assertEquals(java.util.List.of("0 The master asked this agent to shut down: Agent has been marked gone"), rig.exits);
    }

    @Test
    void unregistersWhenItLeavesForGood() {
        Rig rig = Rig.registered();
        rig.agent.unregister();
        assertEquals(Rig.ID, rig.out.last(UnregisterSlaveMessage.class).getSlaveId());
        assertEquals(java.util.List.of("0 Unregistered"), rig.exits);
    }

    @Test
    void aPingFromElsewhereChangesNothing() {
        Rig rig = Rig.registered();
        int sent = rig.out.sent.size();
        rig.from(new Upid("slave-observer(1)", "10.0.0.1", 5050),
            org.tepui.protocol.mesos.internal.PingSlaveMessage.newBuilder().setConnected(false).build());
        rig.time.pass(Duration.ofSeconds(5));
        assertEquals(sent, rig.out.sent.size());
    }

    @Test
    void anIdThatLeadsOutOfTheWorkDirectoryEndsTheAgent() {
        Rig rig = new Rig();
        rig.agent.start();
        rig.fromMaster(Rig.registeredMessage().toBuilder().setSlaveId(SlaveID.newBuilder().setValue("../x")).build());
        assertTrue(rig.exits.get(0).startsWith("1 "), rig.exits.toString());
    }

    @Test
    void badMessagesAreCountedAndNothingElse() {
        Rig rig = Rig.registered();
        int sent = rig.out.sent.size();
        rig.agent.message(Rig.MASTER, "mesos.internal.RunTaskMessage", new byte[] {1, 2, 3});
        rig.agent.message(Rig.MASTER, "mesos.internal.NoSuchMessage", new byte[0]);
        assertEquals(1, rig.agent.counters().of("slave/messages_invalid"));
        assertEquals(1, rig.agent.counters().of("slave/messages_unknown"));
        assertEquals(sent, rig.out.sent.size());
    }
}
