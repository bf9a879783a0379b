package org.tepui.herd.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.herd.agents.TaskSize;
import org.tepui.herd.client.SchedulerConnection.Outgoing;
import org.tepui.herd.measure.Tally;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

class HerdSchedulerTest {

    private static final FrameworkID ID = FrameworkID.newBuilder().setValue("F1").build();

    private final Tally tally = new Tally();
    private final HerdScheduler scheduler = new HerdScheduler("herd-0", "a", Optional.of("ops"), 5, 10, tally, () -> 0);

    HerdSchedulerTest() {
        scheduler.event(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(ID)).build());
    }

    private List<Outgoing> offer(List<Resource> resources) {
        return scheduler.event(Event.newBuilder().setType(Event.Type.OFFERS).setOffers(Event.Offers.newBuilder().addOffers(Offer.newBuilder()
            .setId(OfferID.newBuilder().setValue("O1")).setFrameworkId(ID).setSlaveId(SlaveID.newBuilder().setValue("S1")).setHostname("h")
            .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("a")).addAllResources(resources))).build());
    }

    private List<Outgoing> update(String task, TaskState state) {
        return scheduler.event(Event.newBuilder().setType(Event.Type.UPDATE).setUpdate(Event.Update.newBuilder().setStatus(TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue(task)).setState(state).setSlaveId(SlaveID.newBuilder().setValue("S1"))
            .setUuid(ByteString.copyFromUtf8("u")))).build());
    }

    @Test
    void anOfferIsFilledWithTheTasksThatFit() {
        Call call = offer(TaskSize.times(3)).get(0).call();
        assertEquals(Call.Type.ACCEPT, call.getType());
        assertEquals(3, call.getAccept().getOperations(0).getLaunch().getTaskInfosCount());
        assertEquals("a", call.getAccept().getOperations(0).getLaunch().getTaskInfos(0).getResources(0).getAllocationInfo().getRole());
        assertEquals(3, scheduler.belief().onTheWay());
    }

    @Test
    void anOfferThatIsTooSmallAndOneWhileTheHerdHoldsAreDeclined() {
        assertEquals(5.0, offer(List.of()).get(0).call().getDecline().getFilters().getRefuseSeconds());
        assertEquals("a", scheduler.hold().call().getSuppress().getRoles(0));
        assertEquals(Call.Type.DECLINE, offer(TaskSize.times(3)).get(0).call().getType());
        assertEquals(0, tally.launched.sum());
    }

    @Test
    void updatesAreAcknowledgedAndEndedTasksForgotten() {
        offer(TaskSize.times(2));
        assertEquals(Call.Type.ACKNOWLEDGE, update("herd-0-1", TaskState.TASK_RUNNING).get(0).call().getType());
        update("herd-0-1", TaskState.TASK_RUNNING);
        assertEquals(1, tally.acceptToRunning.count());
        update("herd-0-1", TaskState.TASK_FINISHED);
        update("herd-0-2", TaskState.TASK_LOST);
        assertEquals(Map.of(), scheduler.belief().tasks());
        assertEquals(1, tally.finished.sum());
        assertEquals(1, tally.endedOtherwise.sum());
    }

    @Test
    void theEndOfTheStreamIsAFailureUnlessTheSchedulerLeaves() {
        scheduler.teardown();
        scheduler.ended("closed");
        assertEquals(Optional.empty(), scheduler.belief().failure());
        HerdScheduler other = new HerdScheduler("herd-1", "a", Optional.empty(), 5, 1, tally, () -> 0);
        other.ended("closed");
        assertEquals(Optional.of("closed"), other.belief().failure());
    }

    @Test
    void aRefusedCallIsCountedWithItsText() {
        offer(TaskSize.times(1)).get(0).answered().answered(400, "bad");
        assertEquals(1, tally.callsRefused.sum());
        assertEquals(Optional.of("400 bad"), scheduler.belief().refusal());
    }
}
