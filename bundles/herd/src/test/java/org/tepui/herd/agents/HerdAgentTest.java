package org.tepui.herd.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.herd.measure.Tally;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;

class HerdAgentTest {

    private static final Upid MASTER = new Upid("master", "127.0.0.1", 5050);
    private static final SlaveID ID = SlaveID.newBuilder().setValue("S7").build();
    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder().setUser("u").setName("f")
        .setId(FrameworkID.newBuilder().setValue("F1")).build();

    private final Fake fake = new Fake();
    private final Tally tally = new Tally();
    private final HerdAgent agent = new HerdAgent(7, 9, new AgentSettings(MASTER, 4, 1_000, "h"), fake, tally);

    private static final class Fake implements Surroundings {
        final List<Message> sent = new ArrayList<>();
        final List<Runnable> timers = new ArrayList<>();
        final Map<String, FrameworkInfo> frameworks = new TreeMap<>();
        long nanos;
        int uuids;
        int lost;
        boolean hold;

        @Override
        public void send(String process, Upid to, Message message) {
            assertEquals("slave(7)", process);
            sent.add(message);
        }

        @Override
        public void after(long after, Runnable action) {
            timers.add(action);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public double epochSeconds() {
            return 1;
        }

        @Override
        public ByteString uuid() {
            return ByteString.copyFromUtf8("uuid-" + uuids++);
        }

        @Override
        public boolean holding() {
            return hold;
        }

        @Override
        public FrameworkInfo shared(FrameworkInfo info) {
            frameworks.put(info.getId().getValue(), info);
            return info;
        }

        @Override
        public FrameworkInfo framework(FrameworkID id) {
            return frameworks.get(id.getValue());
        }

        @Override
        public void accepted(HerdAgent which, boolean again) {
        }

        @Override
        public void lost(HerdAgent which) {
            lost++;
        }
    }

    private void give(Message message) {
        agent.message(MASTER, message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    private <M> M last(Class<M> type) {
        return type.cast(fake.sent.get(fake.sent.size() - 1));
    }

    private StatusUpdate lastUpdate() {
        return last(StatusUpdateMessage.class).getUpdate();
    }

    private void acknowledge(StatusUpdate update) {
        give(StatusUpdateAcknowledgementMessage.newBuilder().setSlaveId(ID).setFrameworkId(FRAMEWORK.getId())
            .setTaskId(update.getStatus().getTaskId()).setUuid(update.getUuid()).build());
    }

    private void register() {
        agent.register();
        assertEquals("h", last(RegisterSlaveMessage.class).getSlave().getHostname());
        give(SlaveRegisteredMessage.newBuilder().setSlaveId(ID).build());
    }

    private void run(String task) {
        give(RunTaskMessage.newBuilder().setFramework(FRAMEWORK).setTask(TaskInfo.newBuilder().setName(task)
            .setTaskId(TaskID.newBuilder().setValue(task)).setSlaveId(ID).addAllResources(TaskSize.times(1))).build());
    }

    @Test
    void aTaskStartsRunsAndFinishesOneAcknowledgedUpdateAfterTheOther() {
        register();
        run("t");
        assertEquals(TaskState.TASK_STARTING, lastUpdate().getStatus().getState());
        assertEquals(TaskState.TASK_STARTING, lastUpdate().getLatestState(), "nothing later was known when it went out");
        acknowledge(lastUpdate());
        assertEquals(TaskState.TASK_RUNNING, lastUpdate().getStatus().getState());
        acknowledge(lastUpdate());
        fake.timers.get(0).run();
        assertEquals(TaskState.TASK_FINISHED, lastUpdate().getStatus().getState());
        assertEquals(Map.of("F1 t", TaskState.TASK_FINISHED), agent.belief().tasks());
        acknowledge(lastUpdate());
        assertEquals(Map.of(), agent.belief().tasks());
        assertEquals(3, tally.updateToAcknowledged.count());
    }

    @Test
    void whileTheHerdHoldsNoTaskEnds() {
        register();
        run("t");
        fake.hold = true;
        fake.timers.get(0).run();
        assertEquals(Map.of("F1 t", TaskState.TASK_RUNNING), agent.belief().tasks());
    }

    @Test
    void anAcknowledgementOfAnotherUpdateChangesNothing() {
        register();
        run("t");
        acknowledge(lastUpdate().toBuilder().setUuid(ByteString.copyFromUtf8("other")).build());
        assertEquals(TaskState.TASK_STARTING, lastUpdate().getStatus().getState());
        assertEquals(2, agent.belief().unacknowledged());
    }

    @Test
    void anUpdateWithoutAnAnswerGoesOutAgainAfterTenSeconds() {
        register();
        run("t");
        int before = fake.sent.size();
        fake.nanos = HerdAgent.RETRY_NANOS;
        agent.sweep(1, false);
        assertEquals(before, fake.sent.size());
        fake.nanos++;
        agent.sweep(1, false);
        assertEquals(before + 1, fake.sent.size());
        assertEquals(1, tally.updatesSentAgain.sum());
    }

    @Test
    void anAgentThatTheMasterTakesForGoneComesBackWithItsTasks() {
        register();
        run("t");
        give(PingSlaveMessage.newBuilder().setConnected(false).build());
        last(PongSlaveMessage.class);
        assertEquals(1, fake.lost);
        assertFalse(agent.belief().registered());
        agent.register();
        ReregisterSlaveMessage back = last(ReregisterSlaveMessage.class);
        assertEquals(ID, back.getSlave().getId());
        assertEquals(TaskState.TASK_RUNNING, back.getTasks(0).getState());
        assertEquals(TaskState.TASK_STARTING, back.getTasks(0).getStatusUpdateState());
        assertEquals(FRAMEWORK, back.getFrameworks(0));
        give(SlaveReregisteredMessage.newBuilder().setSlaveId(ID).build());
        assertTrue(agent.belief().registered());
        assertEquals(TaskState.TASK_STARTING, lastUpdate().getStatus().getState(), "what was not acknowledged goes out again");
    }

    @Test
    void anAgentWhoseTurnToComeBackIsStillAheadIsNotTakenForOneWithoutAnAnswer() {
        register();
        fake.nanos = 100;
        agent.disconnected();
        int before = fake.sent.size();
        agent.sweep(50, true);
        assertEquals(before, fake.sent.size());
        fake.nanos = 151;
        agent.sweep(50, true);
        last(ReregisterSlaveMessage.class);
    }

    @Test
    void whatAnAgentDoesNotPlayOrCannotReadIsCountedByName() {
        agent.message(MASTER, "mesos.internal.Nonsense", new byte[0]);
        agent.message(MASTER, RunTaskMessage.getDescriptor().getFullName(), new byte[] {1});
        assertEquals(List.of("mesos.internal.Nonsense", "unreadable mesos.internal.RunTaskMessage"),
            List.copyOf(tally.surprises().keySet()));
    }
}
