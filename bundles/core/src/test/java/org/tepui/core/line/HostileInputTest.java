package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Plan;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.ExecutorToFrameworkMessage;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.FrameworkErrorMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.RegisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateOperationStatusMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** Whatever comes, the master answers, counts and goes on. */
class HostileInputTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);
    private String agent;
    private Cluster.Scheduler scheduler;

    @BeforeEach
    void start() {
        line.lead();
        agent = cluster.agent(1);
        scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
    }

    private static List<Message> emptyMessages() {
        return List.of(RegisterSlaveMessage.newBuilder().buildPartial(), ReregisterSlaveMessage.newBuilder().buildPartial(),
                UnregisterSlaveMessage.newBuilder().buildPartial(), UpdateSlaveMessage.newBuilder().buildPartial(),
                StatusUpdateMessage.newBuilder().buildPartial(), ExitedExecutorMessage.newBuilder().buildPartial(),
                ExecutorToFrameworkMessage.newBuilder().buildPartial(), UpdateOperationStatusMessage.newBuilder().buildPartial(),
                RegisterFrameworkMessage.newBuilder().buildPartial(), Call.newBuilder().buildPartial(), PongSlaveMessage.getDefaultInstance());
    }

    @Test
    void emptyMessagesFromAnybodyChangeNothing() {
        for (Upid from : List.of(Cluster.pid(1), Cluster.pid(9), Upid.EMPTY, new Upid("", "127.0.0.1", 1))) {
            for (Message message : emptyMessages()) {
                line.input(new Input.AgentMessage(from, "master", message));
                line.input(new Input.AgentMessage(from, "slave-observer(x)", message));
            }
        }
        assertTrue(line.stopped.isEmpty());
        assertEquals(1, line.snapshot.agents().size());
        assertEquals(1, line.snapshot.frameworks().size());
    }

    @Test
    void emptyCallsOfEveryTypeAreAnswered() {
        for (Call.Type type : Call.Type.values()) {
            if (type != Call.Type.TEARDOWN && type != Call.Type.SUBSCRIBE) {
                Output.Reply reply = scheduler.call(Call.newBuilder().setType(type));
                assertTrue(reply.status() == 202 || reply.status() == 400 || reply.status() == 501, type + " got " + reply);
            }
        }
        assertTrue(line.stopped.isEmpty());
    }

    @Test
    void anAgentWithoutAnIdCanNotReregister() {
        cluster.message(2, ReregisterSlaveMessage.newBuilder().setSlave(Cluster.info(Cluster.RESOURCES)).setVersion("1.12.0").build());
        assertEquals(1, line.snapshot.agents().size());
        assertTrue(line.logged("SlaveInfo has no id"));
    }

    @Test
    void anUpdateWithABadPidOrUuidIsCountedAsInvalid() {
        StatusUpdateMessage.Builder good = Cluster.updateMessage(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING, Cluster.bytes(1));
        cluster.message(1, good.clone().setPid("nonsense").build());
        cluster.message(1, good.clone().clearPid().build());
        StatusUpdateMessage.Builder noUuid = good.clone();
        noUuid.getUpdateBuilder().clearUuid();
        cluster.message(1, noUuid.build());
        StatusUpdateMessage.Builder shortUuid = good.clone();
        shortUuid.getUpdateBuilder().setUuid(ByteString.copyFromUtf8("short"));
        cluster.message(1, shortUuid.build());
        cluster.message(2, good.build());
        assertEquals(5, line.count(Counter.INVALID_STATUS_UPDATES));
        assertEquals(0, scheduler.statuses().size());
    }

    @Test
    void anotherAgentCanNotReportATaskAsItsOwn() {
        String second = cluster.agent(2);
        cluster.update(2, second, scheduler.id, "t", TaskState.TASK_FINISHED);
        assertEquals(TaskState.TASK_STAGING, line.snapshot.frameworks().get(0).tasks().get(0).getState());
        cluster.message(2, Cluster.reregistration(2, second, ReregistrationTest.reported("t", scheduler.id, second, TaskState.TASK_RUNNING))
                .addFrameworks(scheduler.info.toBuilder().setId(org.tepui.protocol.mesos.FrameworkID.newBuilder().setValue(scheduler.id)))
                .build());
        assertEquals(1, line.snapshot.frameworks().get(0).tasks().size());
    }

    @Test
    void resourcesOfAllBadKindsAreRefused() {
        List<Resource> bad = new ArrayList<>();
        for (double value : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-9}) {
            bad.add(Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR)
                    .setScalar(Value.Scalar.newBuilder().setValue(value)).build());
        }
        bad.add(Resource.newBuilder().setName("").setType(Value.Type.SCALAR).setScalar(Value.Scalar.newBuilder().setValue(1)).build());
        bad.add(Resource.newBuilder().setName("ports").setType(Value.Type.RANGES).setRanges(Value.Ranges.newBuilder()
                .addRange(Value.Range.newBuilder().setBegin(5).setEnd(1))).build());
        bad.add(Resource.newBuilder().setName("x").setType(Value.Type.TEXT).build());
        for (Resource resource : bad) {
            cluster.message(3, RegisterSlaveMessage.newBuilder().setVersion("1.12.0")
                    .setSlave(SlaveInfo.newBuilder().setHostname("h").addResources(resource)).build());
        }
        assertTrue(line.stopped.isEmpty(), () -> line.stopped.toString());
        assertEquals(1, line.snapshot.agents().size());
    }

    @Test
    void driversAreToldThatTheyAreNotServed() {
        line.input(new Input.AgentMessage(Cluster.pid(7), "master", Call.newBuilder().setType(Call.Type.SUBSCRIBE).build()));
        assertTrue(line.lastSent(Cluster.pid(7), FrameworkErrorMessage.class).getMessage().contains("/api/v1/scheduler"));
    }

    @Test
    void inputsThatNobodyAskedForAreIgnored() {
        line.input(new Input.TimerFired(77), new Input.Stored(77, new StoreResult.Failed("x")), new Input.Planned(Plan.empty(1)),
                new Input.PlanFailed(3, "x"), new Input.StreamClosed(77), new Input.PeerExited(Cluster.pid(5), 77), new Input.Elected());
        assertTrue(line.stopped.isEmpty());
    }

    @Test
    void tenThousandMutatedMessagesDoNotStopTheMaster() throws Exception {
        Random random = new Random(11);
        List<Message> seeds = List.of(Cluster.registration(4, Cluster.RESOURCES).build(), Cluster.reregistration(1, agent,
                ReregistrationTest.reported("t", scheduler.id, agent, TaskState.TASK_RUNNING)).build(),
                Cluster.updateMessage(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING, Cluster.bytes(3)).build());
        int parsed = 0;
        for (int i = 0; i < 10_000; i++) {
            Message seed = seeds.get(random.nextInt(seeds.size()));
            byte[] bytes = seed.toByteArray();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Message mutated;
            try {
                mutated = seed.newBuilderForType().mergeFrom(bytes).build();
            } catch (com.google.protobuf.InvalidProtocolBufferException | com.google.protobuf.UninitializedMessageException e) {
                continue;
            }
            parsed++;
            line.input(new Input.AgentMessage(Cluster.pid(1 + random.nextInt(5)), "master", mutated));
            assertTrue(line.stopped.isEmpty(), () -> line.stopped + "\n" + mutated);
        }
        assertTrue(parsed > 1000, "only " + parsed);
    }

    @Test
    void mutatedAcceptsDoNotStopTheMaster() throws Exception {
        Random random = new Random(12);
        int parsed = 0;
        for (int i = 0; i < 3_000; i++) {
            line.advance(LineHarness.SECOND / 10);
            line.input(new Input.AgentMessage(Cluster.pid(1), "slave-observer(1)", PongSlaveMessage.getDefaultInstance()));
            Offer offer = scheduler.offer();
            byte[] bytes = Call.Accept.newBuilder().addOfferIds(offer.getId()).addOperations(Offer.Operation.newBuilder()
                    .setType(Offer.Operation.Type.LAUNCH).setLaunch(Offer.Operation.Launch.newBuilder()
                            .addTaskInfos(Cluster.task("x" + i, offer, "cpus:0.01;mem:1")))).build().toByteArray();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Call.Accept mutated;
            try {
                mutated = Call.Accept.parseFrom(bytes);
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                continue;
            }
            parsed++;
            scheduler.call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(mutated));
            assertTrue(line.stopped.isEmpty(), () -> line.stopped + "\n" + mutated);
        }
        assertTrue(parsed > 500, "only " + parsed);
        assertEquals(Optional.empty(), line.stopped);
    }
}
