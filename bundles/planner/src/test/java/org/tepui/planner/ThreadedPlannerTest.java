package org.tepui.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.PlannerLimits;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.api.resource.Resources;

class ThreadedPlannerTest {

    private static final PlannerLimits SHORT = new PlannerLimits(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(1), 16);
    private static final Resources AGENT = Resources.parse("cpus:4;mem:1024");

    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Policy policy = new Policy();
    private ThreadedPlanner planner;
    private long epoch;

    private final PlanSink sink = new PlanSink() {
        @Override
        public void planned(Plan plan) {
            answers.add(plan);
        }

        @Override
        public void failed(long atEpoch, String reason) {
            answers.add(reason);
        }

        @Override
        public void faulted(AllocatorFault fault) {
            faults.add(fault);
        }

        @Override
        public void called(Allocator allocator, long tookNanos) {
            if (allocator == policy) {
                calls.incrementAndGet();
            }
        }
    };

    private final BlockingQueue<AllocatorFault> faults = new LinkedBlockingQueue<>();
    private final AtomicInteger calls = new AtomicInteger();

    private AllocatorFault fault() throws InterruptedException {
        AllocatorFault fault = faults.poll(20, TimeUnit.SECONDS);
        assertNotNull(fault, "no fault was told");
        return fault;
    }

    /** Offers all to the first candidate; waits or throws where a test says so. */
    private final class Policy implements Allocator {
        volatile String trouble = "";
        volatile String threadName;
        volatile Thread thread;
        volatile ClusterView view;
        final AtomicInteger stops = new AtomicInteger();

        @Override
        public void stop() {
            stops.incrementAndGet();
            meet("stop");
        }

        @Override
        public void start(ClusterView startView) {
            view = startView;
            threadName = Thread.currentThread().getName();
            meet("start");
        }

        @Override
        public void apply(ClusterEvent event) {
            meet("apply " + event.kind());
        }

        @Override
        public Plan plan(PlanRequest request) {
            thread = Thread.currentThread();
            meet("plan");
            if (trouble.equals("null at plan")) {
                return null;
            }
            for (int i = 0; i < request.agentCount(); i++) {
                request.draft().offer(request.agent(i), 0, 0);
            }
            return request.draft().plan();
        }

        private void meet(String where) {
            if (trouble.equals("throw at " + where)) {
                throw new IllegalStateException("trouble at " + where);
            }
            if (trouble.equals("spin at " + where)) {
                while (released.getCount() > 0) {
                    Thread.onSpinWait();
                }
            }
            if (trouble.equals("hang at " + where)) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void open(PlannerLimits deadlines) {
        planner = new ThreadedPlanner(policy, Facts.OPTIONS, sink, deadlines);
    }

    private void apply(Change... changes) {
        planner.apply(++epoch, List.of(changes));
    }

    private void cluster() {
        apply(new Change.RoleAdded(0, "*", 1), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.AgentAdded(0, Facts.agent("a0", AGENT)));
    }

    private PlannerSwap swap(Allocator next) throws Exception {
        return planner.swap(next).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Object ask() throws InterruptedException {
        planner.request(List.of(), 1);
        return answer();
    }

    private Object answer() throws InterruptedException {
        Object answer = answers.poll(20, TimeUnit.SECONDS);
        assertNotNull(answer, "no answer came");
        return answer;
    }

    @AfterEach
    void close() {
        released.countDown();
        if (planner != null) {
            planner.close();
        }
    }

    @Test
    void changesAndRequestsAreWorkedOffInOrder() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        Plan plan = (Plan) ask();
        assertEquals(1, plan.size());
        assertEquals(epoch, plan.epoch());
        assertEquals("tepui-planner", policy.threadName);
        apply(new Change.AllocationAdded(0, 0, 0, AGENT));
        assertEquals(0, ((Plan) ask()).size());
    }

    @Test
    void requestsForCertainAgentsLookAtThoseOnly() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        apply(new Change.AgentAdded(1, Facts.agent("a1", AGENT)));
        planner.request(List.of(1), 1);
        Plan plan = (Plan) answer();
        assertEquals(1, plan.size());
        assertEquals(1, plan.agent(0));
    }

    @Test
    void aPolicyThatThrowsCostsOnePlanAndIsTold() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        policy.trouble = "throw at plan";
        assertTrue(((String) ask()).contains("trouble at plan"));
        policy.trouble = "";
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void aPolicyThatDoesNotStartIsReplacedByThePlainOne() throws Exception {
        policy.trouble = "throw at start";
        open(PlannerLimits.DEFAULT);
        cluster();
        assertTrue(((String) ask()).contains("failed when started"));
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void aChangeThatDoesNotFitIsToldAndTheOthersAreApplied() throws Exception {
        open(PlannerLimits.DEFAULT);
        apply(new Change.AgentRemoved(9), new Change.RoleAdded(0, "*", 1), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.AgentAdded(0, Facts.agent("a0", AGENT)));
        assertTrue(((String) ask()).contains("does not fit"));
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void aPolicyThatWaitsForeverLosesItsPlaceAndTheReplicaIsMadeAnew() throws Exception {
        open(SHORT);
        cluster();
        apply(new Change.FilterAdded(1, 0, 0, 0, Resources.parse("cpus:1")), new Change.AllocationAdded(0, 0, 0, Resources.parse("cpus:1")));
        policy.trouble = "hang at plan";
        String reason = (String) ask();
        assertTrue(reason.matches("allocator .*Policy did not come back within \\d+ ms when asked for a plan"), reason);
        Plan plan = (Plan) ask();
        assertEquals(epoch, plan.epoch());
        assertEquals(1, plan.size());
        apply(new Change.FilterAdded(2, 0, 0, 0, AGENT));
        assertEquals(0, ((Plan) ask()).size());
    }

    @Test
    void aPolicyThatSpinsIsJudgedByItsProcessorTime() throws Exception {
        open(new PlannerLimits(TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.HOURS.toNanos(1), 16));
        cluster();
        policy.trouble = "spin at plan";
        assertTrue(((String) ask()).contains("ms of CPU time"));
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void noChangeIsLostWhenThePolicyHangsInTheMiddleOfABatch() throws Exception {
        open(SHORT);
        apply(new Change.RoleAdded(0, "*", 1), new Change.FrameworkAdded(0, Facts.framework("f0", 0)));
        policy.trouble = "hang at apply AGENT_ADDED";
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.AgentAdded(1, Facts.agent("a1", AGENT)),
                new Change.AgentAdded(2, Facts.agent("a2", AGENT)));
        assertTrue(((String) ask()).contains("when told of changes"));
        Plan plan = (Plan) ask();
        assertEquals(3, plan.size());
        assertEquals(epoch, plan.epoch());
    }

    @Test
    void aPolicyThatHangsAtItsStartIsReplaced() throws Exception {
        policy.trouble = "hang at start";
        open(SHORT);
        cluster();
        assertTrue(((String) ask()).contains("when started"));
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void aSwapHappensBetweenTwoPlans() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        Policy next = new Policy();
        assertTrue(swap(next).done());
        assertTrue(next.view.isAgent(0));
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void whatAPolicyLeavesOnItsThreadGoesWithIt() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        ask();
        Thread before = policy.thread;
        Policy next = new Policy();
        assertTrue(swap(next).done());
        assertEquals(1, ((Plan) ask()).size());
        before.join(20_000);
        assertFalse(before.isAlive());
        assertEquals("tepui-planner", next.thread.getName());
    }

    @Test
    void aNewcomerThatHangsAtItsStartLeavesThePlaceToTheOldOne() throws Exception {
        open(SHORT);
        cluster();
        ask();
        ClusterView before = policy.view;
        Policy next = new Policy();
        next.trouble = "hang at start";
        PlannerSwap swap = swap(next);
        assertFalse(swap.done());
        assertTrue(swap.failure().contains("did not come back"), swap.failure());
        assertEquals(1, ((Plan) ask()).size());
        assertFalse(before == policy.view, "the old policy should have started on the new replica");
    }

    @Test
    void aSwapIsMadeWhileChangesAndPlansGoOn() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        Policy before = policy;
        Policy next = new Policy();
        CompletionStage<PlannerSwap> swap = null;
        for (int agent = 1; agent <= 200; agent++) {
            apply(new Change.AgentAdded(agent, Facts.agent("a" + agent, AGENT)));
            if (agent == 100) {
                swap = planner.swap(next);
            }
            assertEquals(agent + 1, ((Plan) ask()).size());
        }
        PlannerSwap outcome = swap.toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertTrue(outcome.done(), outcome.failure());
        assertEquals(101, outcome.epoch(), "the changes that came before the swap are in the view that it starts on");
        assertEquals(1, before.stops.get());
        assertEquals(0, next.stops.get());
    }

    @Test
    void anEpochThatTheOldOneWasAskedAboutIsNotTheNewOnes() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        long asked = ((Plan) ask()).epoch();
        assertEquals(asked + 1, swap(new Policy()).epoch());
        apply(new Change.AgentAdded(1, Facts.agent("a1", AGENT)));
        assertEquals(epoch, swap(new Policy()).epoch());
    }

    @Test
    void anOldOneThatHangsWhenItIsStoppedIsOutAllTheSame() throws Exception {
        open(SHORT);
        cluster();
        policy.trouble = "hang at stop";
        Policy next = new Policy();
        PlannerSwap swap = swap(next);
        assertTrue(swap.done(), swap.failure());
        next.trouble = "throw at plan";
        assertTrue(ask() instanceof String, "the new one is asked");
    }

    @Test
    void whatIsOfferedAndFilteredBeforeASwapStaysSoAfterIt() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        apply(new Change.AgentAdded(1, Facts.agent("a1", AGENT)), new Change.AgentAdded(2, Facts.agent("a2", AGENT)),
                new Change.AllocationAdded(0, 0, 0, AGENT), new Change.FilterAdded(7, 1, 0, 0, AGENT));
        assertTrue(swap(new Policy()).done());
        Plan plan = (Plan) ask();
        assertEquals(1, plan.size());
        assertEquals(2, plan.agent(0));
        apply(new Change.FilterRemoved(7), new Change.AllocationRemoved(0, 0, 0, AGENT));
        assertEquals(3, ((Plan) ask()).size());
    }

    @Test
    void aNewcomerThatThrowsAtItsStartLeavesThePlaceToTheOldOne() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        Policy next = new Policy();
        next.trouble = "throw at start";
        PlannerSwap swap = swap(next);
        assertFalse(swap.done());
        assertTrue(swap.failure().contains("trouble at start"), swap.failure());
        assertEquals(0, policy.stops.get());
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void aNewcomerIsWatchedAsTheOldOneWas() throws Exception {
        open(SHORT);
        cluster();
        Policy next = new Policy();
        next.trouble = "hang at plan";
        assertTrue(swap(next).done());
        assertTrue(((String) ask()).contains("did not come back"));
        assertEquals(1, ((Plan) ask()).size(), "the plain policy plans");
        assertTrue(swap(policy).done(), "and can be swapped out");
        assertEquals(1, ((Plan) ask()).size());
    }

    @Test
    void whatAPolicyThrowsIsToldWithItsStackAndLeavesItInItsPlace() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        policy.trouble = "throw at plan";
        ask();
        AllocatorFault fault = fault();
        assertEquals(AllocatorFault.Kind.THREW, fault.kind());
        assertEquals("asked for a plan", fault.doing());
        assertTrue(fault.allocator() == policy && !fault.isOut());
        assertTrue(fault.detail().contains("trouble at plan"), fault.detail());
        assertTrue(fault.frames().get(0).toString().contains("Policy.meet"), fault.frames().toString());
        policy.trouble = "null at plan";
        ask();
        assertEquals(AllocatorFault.Kind.GAVE_NULL, fault().kind());
        policy.trouble = "throw at apply AGENT_ADDED";
        apply(new Change.AgentAdded(1, Facts.agent("a1", AGENT)));
        ask();
        assertTrue(fault().doing().startsWith("told of "));
    }

    @Test
    void aPolicyThatIsThrownOutIsToldWithTheStackOfItsThread() throws Exception {
        open(SHORT);
        cluster();
        policy.trouble = "hang at plan";
        ask();
        AllocatorFault fault = fault();
        assertEquals(AllocatorFault.Kind.OVERRAN, fault.kind());
        assertTrue(fault.isOut());
        assertTrue(fault.allocator() == policy);
        assertTrue(fault.wallNanos() >= SHORT.wallNanos());
        assertTrue(fault.frames().stream().anyMatch(frame -> frame.toString().contains("Policy.plan")), fault.frames().toString());
        assertEquals("epoch " + epoch, fault.input());
    }

    @Test
    void aNewcomerThatFailsIsToldButIsNotOut() throws Exception {
        open(PlannerLimits.DEFAULT);
        Policy next = new Policy();
        next.trouble = "throw at start";
        swap(next);
        AllocatorFault fault = fault();
        assertTrue(fault.allocator() == next && !fault.isOut());
        policy.trouble = "throw at start";
    }

    @Test
    void aPolicyThatDoesNotStartAtAllIsOut() throws Exception {
        policy.trouble = "throw at start";
        open(PlannerLimits.DEFAULT);
        assertTrue(fault().isOut());
    }

    @Test
    void aPlanThatTheLineRefusesIsTheFaultOfWhoMadeIt() throws Exception {
        open(PlannerLimits.DEFAULT);
        cluster();
        Plan plan = (Plan) ask();
        int made = calls.get();
        assertTrue(made >= 3, "started, told and asked, not " + made);
        planner.refused(plan.epoch(), "entry 0: there is no role 7");
        AllocatorFault fault = fault();
        assertEquals(AllocatorFault.Kind.BROKE_A_RULE, fault.kind());
        assertTrue(fault.allocator() == policy);
        assertEquals("entry 0: there is no role 7", fault.detail());
    }

    @Test
    void aClosedPlannerRefusesASwap() throws Exception {
        open(PlannerLimits.DEFAULT);
        planner.close();
        PlannerSwap swap = swap(new Policy());
        assertFalse(swap.done());
        assertEquals("the planner was closed, or too many swaps wait", swap.failure());
    }

    @Test
    void theInboxIsLimitedAndJoinsWhatFollowsEachOther() throws Exception {
        Inbox inbox = new Inbox(3);
        Change change = new Change.AgentRemoved(0);
        assertTrue(inbox.changes(1, List.of(change)));
        assertTrue(inbox.changes(2, List.of(change, change)));
        assertFalse(inbox.changes(3, List.of(change)));
        inbox.request(new int[] {1}, 1);
        inbox.request(new int[] {2, 1}, 2);
        Inbox.Changes changes = (Inbox.Changes) inbox.take();
        assertEquals(2, changes.epoch());
        assertEquals(3, changes.list().size());
        assertEquals(List.of(1, 2), Arrays.stream(((Inbox.Request) inbox.take()).agents()).boxed().toList());
        inbox.close();
        assertEquals(null, inbox.take());
    }
}
