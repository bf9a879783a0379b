package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Plan;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

class PlanCommitTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);
    private Cluster.Scheduler scheduler;

    @BeforeEach
    void start() {
        line.lead();
        scheduler = cluster.subscribe("eng");
        line.holdPlans = true;
    }

    private int offers() {
        return line.events(scheduler.connection, Event.Type.OFFERS).size();
    }

    private void answer(long epoch, int... entries) {
        line.input(new Input.Planned(Plan.of(epoch, entries, new long[entries.length / 3][])));
    }

    @Test
    void aPlanForAnAgentThatIsGoneIsDroppedWithoutBlame() {
        String agent = cluster.agent(1);
        cluster.message(1, UnregisterSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent)).build());
        line.answerPlans();
        assertEquals(0, offers());
        assertTrue(line.logs.stream().noneMatch(text -> text.startsWith("ERROR")));
    }

    @Test
    void aPlanForAFormerAgentOfTheSlotDoesNotGoToTheNextOne() {
        String agent = cluster.agent(1);
        cluster.message(1, UnregisterSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(agent)).build());
        cluster.agent(2);
        line.answerPlans();
        assertEquals(0, offers());
        line.answerPlans();
        assertEquals(1, offers());
        assertEquals("m-S1", scheduler.offer().getSlaveId().getValue());
    }

    @Test
    void aFrameworkThatSuppressedMeanwhileGetsNothing() {
        cluster.agent(1);
        scheduler.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
        line.answerPlans();
        assertEquals(0, offers());
        assertTrue(line.logs.stream().noneMatch(text -> text.startsWith("ERROR")));
    }

    @Test
    void oneConflictDoesNotSpoilTheRestAndItsAgentIsPlannedForAgain() {
        String first = cluster.agent(1);
        line.answerPlans();
        cluster.agent(2);
        cluster.agent(3);
        cluster.message(1, UnregisterSlaveMessage.newBuilder().setSlaveId(SlaveID.newBuilder().setValue(first)).build());
        line.answerPlans();
        line.answerPlans();
        assertEquals(8000, line.snapshot.frameworks().get(0).offered().thousandths("cpus"));
    }

    @Test
    void anEntryThatWasWrongAtItsEpochSpoilsThePlan() {
        cluster.agent(1);
        cluster.agent(2);
        answer(line.snapshot.epoch(), 0, 0, 0, 1, 5, 0);
        assertEquals(0, offers());
        assertTrue(line.logged("Refusing a plan of 2 entries"));
        assertEquals(List.of("entry 1 of 2: there is no role 5"), line.refused);
    }

    @Test
    void takingTheSameAgentTwiceSpoilsThePlan() {
        cluster.agent(1);
        answer(line.snapshot.epoch(), 0, 0, 0, 0, 0, 0);
        assertEquals(0, offers());
        assertTrue(line.logged("is below its minimum"));
    }

    @Test
    void aPlanWithCapsMakesASmallerOffer() {
        cluster.agent(1);
        line.input(new Input.Planned(Plan.of(line.snapshot.epoch(), new int[] {0, 0, 0}, new long[][] {{1500, 512_000}},
                List.of("cpus", "mem"))));
        assertEquals(1500, Forms.read(scheduler.offer().getResourcesList()).thousandths("cpus"));
        assertEquals(2500, line.master.handle(List.of(), new Now(0, line.nanos)).snapshot().agents().get(0).total().thousandths("cpus")
                - line.snapshot.agents().get(0).offered().thousandths("cpus"));
    }

    @Test
    void onePlanIsInFlightAndWhatHappensMeanwhileGoesIntoTheNext() {
        cluster.agent(1);
        cluster.agent(2);
        cluster.agent(3);
        assertEquals(1, line.trace.toString().lines().filter(text -> text.startsWith("AskPlanner")).count());
        line.answerPlans();
        assertEquals(2, line.trace.toString().lines().filter(text -> text.startsWith("AskPlanner")).count());
        line.answerPlans();
        assertEquals(12_000, line.snapshot.frameworks().get(0).offered().thousandths("cpus"));
    }

    @Test
    void aFailedPlanIsAskedForAgainAtTheNextInterval() {
        cluster.agent(1);
        line.input(new Input.PlanFailed(1, "deadline"));
        assertEquals(0, offers());
        line.holdPlans = false;
        line.advance(LineHarness.SECOND);
        assertEquals(1, offers());
    }

    @Test
    void eachRequestIsOfAnEpochOfItsOwn() {
        cluster.agent(1);
        line.answerPlans();
        long first = line.plannedEpoch();
        scheduler.call(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder().addOfferIds(scheduler.offer()
                .getId()).setFilters(org.tepui.protocol.mesos.Filters.newBuilder().setRefuseSeconds(0))));
        for (int i = 0; i < 3; i++) {
            line.answerPlans();
            line.advance(2_000_000_000L);
            long next = line.plannedEpoch();
            assertTrue(next > first, next + " after " + first);
            first = next;
        }
    }
}
