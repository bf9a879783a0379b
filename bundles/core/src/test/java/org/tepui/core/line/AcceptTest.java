package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OperationID;
import org.tepui.protocol.mesos.OperationState;
import org.tepui.protocol.mesos.OperationStatus;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskGroupInfo;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

class AcceptTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);
    private String agent;
    private Cluster.Scheduler scheduler;

    @BeforeEach
    void start() {
        line.lead();
        agent = cluster.agent(1);
        scheduler = cluster.subscribe("eng");
    }

    private void accept(List<String> offers, Offer.Operation... operations) {
        Call.Accept.Builder accept = Call.Accept.newBuilder().addAllOperations(Arrays.asList(operations));
        offers.forEach(id -> accept.addOfferIds(Cluster.offerId(id)));
        assertEquals(202, scheduler.call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept)).status());
    }

    private static Offer.Operation launch(TaskInfo... tasks) {
        return Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(Arrays.asList(tasks))).build();
    }

    private static ExecutorInfo executor(String id) {
        return ExecutorInfo.newBuilder().setExecutorId(ExecutorID.newBuilder().setValue(id))
                .setCommand(CommandInfo.newBuilder().setValue("run")).addAllResources(Forms.write(Resources.parse("cpus:0.5;mem:32"))).build();
    }

    private TaskInfo withExecutor(String id, String executor) {
        return Cluster.task(id, scheduler.offer(), "cpus:1;mem:64").clearCommand().setExecutor(executor(executor)).build();
    }

    private long used(String name) {
        return line.snapshot.agents().get(0).used().thousandths(name);
    }

    @Test
    void invalidOffersDropTheTasksAndTheKnownOffersAreFreeAgain() {
        Offer offer = scheduler.offer();
        accept(List.of(offer.getId().getValue(), "nosuch"), launch(Cluster.task("t", offer)));
        assertEquals(TaskState.TASK_DROPPED, scheduler.status().getState());
        assertEquals(TaskStatus.Reason.REASON_INVALID_OFFERS, scheduler.status().getReason());
        assertEquals("Task launched with invalid offers: Offer nosuch is no longer valid", scheduler.status().getMessage());
        assertEquals(0, line.snapshot.agents().get(0).offered().size());
        accept(List.of("x", "x"), launch(Cluster.task("t", offer)));
        assertEquals("Task launched with invalid offers: Duplicate offer x in offer list", scheduler.status().getMessage());
        accept(List.of(), launch(Cluster.task("t", offer)));
        assertEquals("Task launched with invalid offers: No offers specified", scheduler.status().getMessage());
        assertEquals(3, line.count(Counter.TASKS_DROPPED));
    }

    @Test
    void offersOfOthersStayTheirs() {
        Offer offer = scheduler.offer();
        Cluster.Scheduler other = cluster.subscribe("ops");
        other.launch(offer, Cluster.task("t", offer));
        assertEquals("Task launched with invalid offers: Offer " + offer.getId().getValue() + " has invalid framework m-0000 while framework"
                + " m-0001 is expected", other.status().getMessage());
        assertEquals(4000, line.snapshot.agents().get(0).offered().thousandths("cpus"));
        other.decline(offer, 1);
        assertEquals(4000, line.snapshot.agents().get(0).offered().thousandths("cpus"));
    }

    @Test
    void offersOfDifferentAgentsCanNotBeTakenTogether() {
        Offer first = scheduler.offer();
        cluster.agent(2);
        Offer second = scheduler.offer();
        accept(List.of(first.getId().getValue(), second.getId().getValue()), launch(Cluster.task("t", first)));
        assertTrue(scheduler.status().getMessage().contains("must belong to one single agent"));
        assertEquals(0, line.snapshot.agents().get(0).offered().size());
        assertEquals(0, line.snapshot.agents().get(1).offered().size());
    }

    @Test
    void tasksStandAlone() {
        Offer offer = scheduler.offer();
        scheduler.launch(offer, Cluster.task("a", offer), Cluster.task("a", offer), Cluster.task("big", offer, "cpus:100").build(),
                Cluster.task("b", offer));
        assertEquals(2, line.sent(Cluster.pid(1), RunTaskMessage.class).size());
        assertEquals("Task has duplicate ID: a", scheduler.statuses().get(0).getMessage());
        assertEquals(2, scheduler.statuses().size());
        assertEquals(2000, used("cpus"));
    }

    @Test
    void anExecutorIsBookedOnceForAllItsTasksAndUntilItExits() {
        Offer offer = scheduler.offer();
        scheduler.launch(offer, withExecutor("a", "e"), withExecutor("b", "e"));
        List<RunTaskMessage> runs = line.sent(Cluster.pid(1), RunTaskMessage.class);
        assertTrue(runs.get(0).getLaunchExecutor());
        assertEquals(false, runs.get(1).getLaunchExecutor());
        assertEquals(scheduler.id, runs.get(0).getTask().getExecutor().getFrameworkId().getValue());
        assertEquals(2500, used("cpus"));
        assertEquals(1, line.snapshot.frameworks().get(0).executors().size());
        cluster.message(1, ExitedExecutorMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent))
                .setFrameworkId(FrameworkID.newBuilder().setValue(scheduler.id)).setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .setStatus(9).build());
        assertEquals(2000, used("cpus"));
        assertEquals(9, line.last(scheduler.connection, Event.Type.FAILURE).getFailure().getStatus());
    }

    @Test
    void operationsThatAreNotBuiltAreDroppedWithAnAnswerAndNothingIsLost() {
        Offer offer = scheduler.offer();
        Offer.Operation reserve = Offer.Operation.newBuilder().setType(Offer.Operation.Type.RESERVE)
                .setId(OperationID.newBuilder().setValue("op")).setReserve(Offer.Operation.Reserve.getDefaultInstance()).build();
        accept(List.of(offer.getId().getValue()), reserve, launch(Cluster.task("t", offer)));
        OperationStatus status = line.last(scheduler.connection, Event.Type.UPDATE_OPERATION_STATUS).getUpdateOperationStatus().getStatus();
        assertEquals(OperationState.OPERATION_ERROR, status.getState());
        assertEquals("op", status.getOperationId().getValue());
        assertTrue(status.getMessage().contains("RESERVE"));
        assertEquals(1, line.sent(Cluster.pid(1), RunTaskMessage.class).size());
    }

    @Test
    void everyTaskOfAGroupIsAnswered() {
        Offer offer = scheduler.offer();
        Offer.Operation group = Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH_GROUP)
                .setLaunchGroup(Offer.Operation.LaunchGroup.newBuilder().setExecutor(executor("e")).setTaskGroup(TaskGroupInfo.newBuilder()
                        .addTasks(Cluster.task("g", offer)).addTasks(Cluster.task("g", offer)))).build();
        accept(List.of(offer.getId().getValue()), group);
        assertEquals(2, scheduler.statuses().size());
        assertEquals(TaskStatus.Reason.REASON_TASK_GROUP_INVALID, scheduler.status().getReason());
        assertEquals(0, line.snapshot.agents().get(0).offered().size());
    }

    @Test
    void anIdOnALaunchIsRefused() {
        Offer offer = scheduler.offer();
        accept(List.of(offer.getId().getValue()), launch(Cluster.task("t", offer)).toBuilder()
                .setId(OperationID.newBuilder().setValue("op")).build());
        assertEquals("The `id` field cannot be set on LAUNCH operations", scheduler.status().getMessage());
    }

    @Test
    void anAcceptWithoutOperationsIsADecline() {
        accept(List.of(scheduler.offer().getId().getValue()));
        line.advance(4 * LineHarness.SECOND);
        assertEquals(1, line.events(scheduler.connection, Event.Type.OFFERS).size());
        line.advance(3 * LineHarness.SECOND);
        assertEquals(2, line.events(scheduler.connection, Event.Type.OFFERS).size());
    }

    @Test
    void anOfferIsRescindedAfterItsTimeout() {
        LineHarness.Config config = LineHarness.config();
        config.offerTimeout = java.util.Optional.of(3 * LineHarness.SECOND);
        LineHarness timed = new LineHarness(config.build(), new java.util.TreeMap<>(), new Assembly()).lead();
        Cluster timedCluster = new Cluster(timed);
        timedCluster.agent(1);
        Cluster.Scheduler framework = timedCluster.subscribe("eng");
        String id = framework.offer().getId().getValue();
        timed.advance(3 * LineHarness.SECOND);
        assertEquals(id, timed.events(framework.connection, Event.Type.RESCIND).get(0).getRescind().getOfferId().getValue());
    }

    @Test
    void frameworksWithoutMultiRoleSeeNoAllocation() {
        Cluster.Scheduler single = cluster.subscribe(Cluster.framework("x").clearRoles().clearCapabilities().setRole("solo").build());
        cluster.agent(2);
        List<Offer> offers = new ArrayList<>();
        line.advance(2 * LineHarness.SECOND);
        line.events(single.connection, Event.Type.OFFERS).forEach(event -> offers.addAll(event.getOffers().getOffersList()));
        assertTrue(offers.size() > 0);
        assertEquals(false, offers.get(0).hasAllocationInfo());
        assertEquals(false, offers.get(0).getResources(0).hasAllocationInfo());
        assertEquals("*", offers.get(0).getResources(0).getRole());
    }
}
