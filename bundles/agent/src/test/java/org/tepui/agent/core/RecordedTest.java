package org.tepui.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveInfo.Capability;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

/** A real master is understood, and a real agent's words are used: recordings of both. */
class RecordedTest {

    /** What the recorded agent announces and this one does not, because it does not do it. */
    private static final Set<Capability.Type> NOT_HERE = new TreeSet<>(Set.of(Capability.Type.RESOURCE_PROVIDER,
        Capability.Type.RESIZE_VOLUME, Capability.Type.AGENT_OPERATION_FEEDBACK, Capability.Type.TASK_RESOURCE_LIMITS));

    private static UUID uuid(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** An agent with the resources, attributes and resource version of the recorded one. */
    private static Rig like(String scenario) throws Exception {
        RegisterSlaveMessage recorded = RegisterSlaveMessage.parseFrom(Recorded.of(scenario, "agent", "RegisterSlaveMessage").get(0).body());
        Rig rig = new Rig(recorded.getSlave().getResourcesList(), recorded.getSlave().getAttributesList(),
            uuid(recorded.getResourceVersionUuid().getValue()));
        rig.agent.start();
        rig.time.pass(Duration.ofSeconds(1));
        return rig;
    }

    private static Rig registeredLike(String scenario) throws Exception {
        Rig rig = like(scenario);
        rig.fromMaster(SlaveRegisteredMessage.parseFrom(Recorded.of(scenario, "master", "SlaveRegisteredMessage").get(0).body()));
        return rig;
    }

    @Test
    void everyMessageOfARealMasterIsUnderstood() throws Exception {
        for (String scenario : List.of("01", "02", "03", "04", "04b")) {
            Rig rig = like(scenario);
            int fed = 0;
            for (Recorded message : Recorded.all()) {
                if (message.scenario().equals(scenario) && message.from().equals("master")) {
                    assertTrue(rig.agent.understood().contains(message.name()), message.name());
                    Upid from = message.name().endsWith("PingSlaveMessage") ? Rig.OBSERVER : Rig.MASTER;
                    rig.agent.message(from, message.name(), message.body());
                    fed++;
                }
            }
            assertTrue(fed > 5, scenario + ": " + fed);
            assertEquals(0, rig.agent.counters().of("slave/messages_invalid"), scenario);
            assertEquals(0, rig.agent.counters().of("slave/messages_unknown"), scenario);
            assertEquals(0, rig.agent.counters().of("slave/messages_from_strangers"), scenario);
        }
    }

    @Test
    void registersAsARealAgentDoesButForCapabilitiesItDoesNotHave() throws Exception {
        RegisterSlaveMessage recorded = RegisterSlaveMessage.parseFrom(Recorded.of("01", "agent", "RegisterSlaveMessage").get(0).body());
        RegisterSlaveMessage.Builder expected = recorded.toBuilder();
        List<Capability> kept = recorded.getAgentCapabilitiesList().stream().filter(c -> !NOT_HERE.contains(c.getType())).toList();
        expected.clearAgentCapabilities().addAllAgentCapabilities(kept);
        assertEquals(expected.build(), like("01").out.last(RegisterSlaveMessage.class));
    }

    @Test
    void tellsItsUpdateAndItsLeaveAsARealAgentDoes() throws Exception {
        Rig rig = registeredLike("01");
        assertEquals(UpdateSlaveMessage.parseFrom(Recorded.of("01", "agent", "UpdateSlaveMessage").get(0).body()),
            rig.out.last(UpdateSlaveMessage.class));
        rig.agent.unregister();
        assertEquals(UnregisterSlaveMessage.parseFrom(Recorded.of("01", "agent", "UnregisterSlaveMessage").get(0).body()),
            rig.out.last(UnregisterSlaveMessage.class));
    }

    @Test
    void aCommandTaskIsToldAsARealAgentDoes() throws Exception {
        Rig rig = registeredLike("03");
        rig.fromMaster(RunTaskMessage.parseFrom(Recorded.of("03", "master", "RunTaskMessage").get(0).body()));
        List<StatusUpdateMessage> expected = updates("03", "t");
        FakeLauncher.FakeProcess process = rig.launcher.last();
        process.events.started(expected.get(0).getUpdate().getStatus().getContainerStatus().getExecutorPid());
        acknowledge(rig);
        acknowledge(rig);
        process.events.exited(ExitStatus.exited(0));
        acknowledge(rig);
        assertEquals(expected.stream().map(Recorded::masked).toList(),
            rig.out.all(StatusUpdateMessage.class).stream().map(Recorded::masked).toList());
    }

    @Test
    void aFailingTaskIsToldAsARealAgentDoes() throws Exception {
        Rig rig = registeredLike("03");
        rig.fromMaster(RunTaskMessage.parseFrom(Recorded.of("03", "master", "RunTaskMessage").get(1).body()));
        List<StatusUpdateMessage> expected = updates("03", "bad");
        FakeLauncher.FakeProcess process = rig.launcher.last();
        process.events.started(expected.get(0).getUpdate().getStatus().getContainerStatus().getExecutorPid());
        acknowledge(rig);
        acknowledge(rig);
        process.events.exited(ExitStatus.exited(3));
        assertEquals(expected.stream().map(Recorded::masked).toList(),
            rig.out.all(StatusUpdateMessage.class).stream().map(Recorded::masked).toList());
    }

    @Test
    void checksHealthAndKillAreToldAsARealAgentDoes() throws Exception {
        Rig rig = registeredLike("04");
        rig.fromMaster(RunTaskMessage.parseFrom(Recorded.of("04", "master", "RunTaskMessage").get(1).body()));
        List<StatusUpdateMessage> expected = updates("04", "cmd2");
        FakeLauncher.FakeProcess process = rig.launcher.last();
        process.events.started(expected.get(0).getUpdate().getStatus().getContainerStatus().getExecutorPid());
        acknowledge(rig);
        acknowledge(rig);
        rig.time.pass(Duration.ZERO);
        FakeLauncher.FakeProcess check = rig.launcher.launched.get(1);
        FakeLauncher.FakeProcess health = rig.launcher.launched.get(2);
        check.events.exited(ExitStatus.exited(0));
        acknowledge(rig);
        health.events.exited(ExitStatus.exited(0));
        acknowledge(rig);
        rig.fromMaster(KillTaskMessage.parseFrom(Recorded.of("04", "master", "KillTaskMessage").get(0).body()));
        acknowledge(rig);
        rig.time.pass(Duration.ofMillis(500));
        assertEquals(List.of("TERM", "KILL"), process.signals, "the grace of the message counts");
        process.events.exited(ExitStatus.signalled(15));
        assertEquals(expected.stream().map(Recorded::masked).toList(),
            rig.out.all(StatusUpdateMessage.class).stream().map(Recorded::masked).toList());
    }

    @Test
    void reregistersAsARealAgentDoes() throws Exception {
        Rig rig = registeredLike("02");
        ReregisterSlaveMessage recorded = ReregisterSlaveMessage.parseFrom(Recorded.of("02", "agent", "ReregisterSlaveMessage").get(0).body());
        for (Recorded run : Recorded.of("02", "master", "RunTaskMessage")) {
            RunTaskMessage message = RunTaskMessage.parseFrom(run.body());
            rig.fromMaster(message);
            int pid = recorded.getTasksList().stream().filter(t -> t.getTaskId().equals(message.getTask().getTaskId())).findFirst()
                .orElseThrow().getStatuses(0).getContainerStatus().getExecutorPid();
            rig.launcher.last().events.started(pid);
            acknowledge(rig);
            acknowledge(rig);
        }
        rig.masterGone();
        rig.time.pass(Duration.ofSeconds(1));
        ReregisterSlaveMessage sent = rig.out.last(ReregisterSlaveMessage.class);
        assertEquals(comparable(recorded), comparable(sent));
    }

    /** Tasks in the order of their ids, without what differs from run to run, and without capabilities this agent does not have. */
    private static ReregisterSlaveMessage comparable(ReregisterSlaveMessage message) {
        ReregisterSlaveMessage.Builder builder = Recorded.masked(message).toBuilder();
        var tasks = new ArrayList<>(builder.getTasksList());
        tasks.sort(Comparator.comparing(t -> t.getTaskId().getValue()));
        var capabilities = builder.getAgentCapabilitiesList().stream().filter(c -> !NOT_HERE.contains(c.getType())).toList();
        return builder.clearTasks().addAllTasks(tasks).clearAgentCapabilities().addAllAgentCapabilities(capabilities).build();
    }

    /** The updates of a task that the recorded agent sent, each once. */
    private static List<StatusUpdateMessage> updates(String scenario, String task) throws Exception {
        List<StatusUpdateMessage> updates = new ArrayList<>();
        for (Recorded recorded : Recorded.of(scenario, "agent", "StatusUpdateMessage")) {
            StatusUpdateMessage message = StatusUpdateMessage.parseFrom(recorded.body());
            if (message.getUpdate().getStatus().getTaskId().getValue().equals(task)) {
                updates.add(message);
            }
        }
        return updates;
    }

    private static void acknowledge(Rig rig) {
        var update = rig.lastUpdate();
        assertTrue(update.getStatus().getState() != TaskState.TASK_STAGING);
        rig.fromMaster(StatusUpdateAcknowledgementMessage.newBuilder().setSlaveId(update.getSlaveId())
            .setFrameworkId(update.getFrameworkId()).setTaskId(update.getStatus().getTaskId()).setUuid(update.getUuid()).build());
    }
}
