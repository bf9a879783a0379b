package org.tepui.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.api.resource.Resources;

/** What follows from a call that does not return, without a thread and without waiting. */
class SteppedPlannerTest {

    private static final Resources AGENT = Resources.parse("cpus:4;mem:1024");

    /** Offers all to the first candidate; does not come back from what a test says. */
    private final class Policy implements Allocator {
        String hangsIn = "";
        ClusterView view;
        int plans;

        @Override
        public void start(ClusterView startView) {
            view = startView;
            meet("start");
        }

        @Override
        public void apply(ClusterEvent event) {
            meet("apply " + event.kind());
        }

        @Override
        public Plan plan(PlanRequest request) {
            plans++;
            meet("plan");
            for (int i = 0; i < request.agentCount(); i++) {
                request.draft().offer(request.agent(i), 0, 0);
            }
            return request.draft().plan();
        }

        private void meet(String where) {
            if (hangsIn.equals(where)) {
                throw planner.overrun();
            }
        }
    }

    private final List<Object> answers = new ArrayList<>();
    private final Policy policy = new Policy();
    private SteppedPlanner planner;

    @BeforeEach
    void open() {
        planner = new SteppedPlanner(policy, Facts.OPTIONS, new PlanSink() {
            @Override
            public void planned(Plan plan) {
                answers.add(plan);
            }

            @Override
            public void failed(long epoch, String reason) {
                answers.add(reason);
            }
        });
        planner.apply(1, List.of(new Change.RoleAdded(0, "*", 1), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.AgentAdded(0, Facts.agent("a0", AGENT))));
    }

    private void work() {
        while (planner.isBusy()) {
            planner.step();
        }
    }

    private Object ask() {
        planner.request(List.of(), 1);
        work();
        return answers.get(answers.size() - 1);
    }

    private PlannerSwap swap(Policy next) {
        CompletableFuture<PlannerSwap> swap = planner.swap(next).toCompletableFuture();
        assertFalse(swap.isDone());
        work();
        return swap.join();
    }

    @Test
    void nothingHappensWithoutAStep() {
        planner.request(List.of(), 1);
        assertTrue(answers.isEmpty());
        assertEquals(1, ((Plan) ask()).size());
        assertEquals(1, policy.plans);
    }

    @Test
    void whoDoesNotComeBackFromAPlanIsOut() {
        policy.hangsIn = "plan";
        assertTrue(((String) ask()).contains("did not come back when asked for a plan"));
        assertEquals(1, ((Plan) ask()).size());
        assertEquals(1, policy.plans);
    }

    @Test
    void changesBehindTheOneThatAPolicyHangsOnAreNotLost() {
        work();
        policy.hangsIn = "apply AGENT_ADDED";
        planner.apply(2, List.of(new Change.AgentAdded(1, Facts.agent("a1", AGENT)), new Change.AgentAdded(2, Facts.agent("a2", AGENT))));
        assertTrue(ask() instanceof String);
        assertEquals(3, ((Plan) ask()).size());
    }

    @Test
    void aNewcomerThatDoesNotComeBackFromItsStartLeavesThePlaceToTheOldOne() {
        ask();
        Policy next = new Policy();
        next.hangsIn = "start";
        assertFalse(swap(next).done());
        assertEquals(1, ((Plan) ask()).size());
        assertEquals(2, policy.plans);
        assertEquals(0, next.plans);
    }
}
