package org.tepui.planner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskPersistence;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;

class PlanEngineTest {

    private static final String AGENT = "cpus:4;mem:1024;ports:[31000-32000]";

    private final Script policy = new Script();
    private final PlanEngine engine;
    private long epoch;

    PlanEngineTest() throws Exception {
        engine = new PlanEngine(Facts.OPTIONS, policy, AgentOrder.ASCENDING);
        apply(new Change.RoleAdded(0, "*", 1), new Change.RoleAdded(1, "a", 2), new Change.RoleAdded(2, "a/b", 1),
                new Change.RoleAdded(3, "x", 1));
    }

    /** Does what a test tells it to, once for each agent. */
    private static final class Script implements Allocator {
        interface Step {
            void at(PlanRequest request, int agent);
        }

        Step step = (request, agent) -> { };
        RuntimeException toThrow;
        ClusterView view;
        final List<ClusterEvent> events = new ArrayList<>();
        int starts;
        int stops;

        @Override
        public void start(ClusterView startView) {
            view = startView;
            starts++;
        }

        @Override
        public void apply(ClusterEvent event) {
            if (toThrow != null) {
                throw toThrow;
            }
            events.add(event);
        }

        @Override
        public Plan plan(PlanRequest request) {
            for (int i = 0; i < request.agentCount(); i++) {
                step.at(request, request.agent(i));
            }
            return request.draft().plan();
        }

        @Override
        public void stop() {
            stops++;
        }
    }

    private void apply(Change... changes) {
        engine.apply(++epoch, List.of(changes));
    }

    private List<String> candidates(int agent) throws Exception {
        List<String> found = new ArrayList<>();
        policy.step = (request, at) -> {
            int[] roles = new int[request.view().roleCount()];
            int count = at == agent ? request.draft().roles(at, roles) : 0;
            for (int role : Arrays.copyOf(roles, count)) {
                int[] frameworks = new int[request.view().frameworkSlots()];
                int size = request.draft().frameworks(at, role, frameworks);
                for (int framework : Arrays.copyOf(frameworks, size)) {
                    assertTrue(request.draft().isCandidate(at, role, framework));
                    found.add(request.view().roleName(role) + ":" + framework);
                }
            }
        };
        engine.plan(new int[0], 1);
        return found;
    }

    private static Resource reserved(String text, String... roles) {
        Resource resource = Resources.parse(text).get(0);
        for (String role : roles) {
            resource = resource.pushReservation(Reservation.ofDynamic(role));
        }
        return resource;
    }

    private static Resource sharedVolume(String role) {
        Resource disk = reserved("disk:100", role);
        return disk.withDisk(DiskInfo.of(DiskPersistence.of("v1", null), DiskVolume.of(DiskVolume.Mode.RW, "path", null), null)).withShared(true);
    }

    @Test
    void aSubscribedActiveFrameworkIsACandidateInItsRoles() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0, 3)),
                new Change.FrameworkAdded(1, Facts.inactive(Facts.framework("f1", 0))),
                new Change.FrameworkAdded(2, Facts.suppressed(Facts.framework("f2", 0, 3), 3)));
        assertEquals(List.of("*:0", "*:2", "x:0"), candidates(0));
    }

    @Test
    void reviveActivateAndARoleMoreMakeCandidates() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)),
                new Change.FrameworkAdded(0, Facts.inactive(Facts.suppressed(Facts.framework("f0", 0), 0))));
        assertEquals(List.of(), candidates(0));
        apply(new Change.FrameworkUpdated(0, Facts.suppressed(Facts.framework("f0", 0), 0)));
        assertEquals(List.of(), candidates(0));
        apply(new Change.FrameworkUpdated(0, Facts.framework("f0", 0, 3)));
        assertEquals(List.of("*:0", "x:0"), candidates(0));
        apply(new Change.FrameworkUpdated(0, Facts.framework("f0", 3)));
        assertEquals(List.of("x:0"), candidates(0));
    }

    @Test
    void anInactiveAgentIsNotLookedAt() throws Exception {
        Change.AgentFacts facts = Facts.agent("a0", AGENT);
        apply(new Change.FrameworkAdded(0, Facts.framework("f0", 0)), new Change.AgentAdded(0, new Change.AgentFacts("a0", "a0", false,
                facts.total(), facts.attributes(), true, true, true, true)));
        assertEquals(List.of(), candidates(0));
        apply(new Change.AgentUpdated(0, facts));
        assertEquals(List.of("*:0"), candidates(0));
    }

    @Test
    void agentsWithGpusOfAnotherRegionOrWithoutCapabilitiesAreKeptFromFrameworks() throws Exception {
        apply(new Change.FrameworkAdded(0, Facts.framework("f0", 0, 2)),
                new Change.FrameworkAdded(1, Facts.capable(Facts.framework("f1", 0), true, false, false, false, true)));
        Resources plain = Resources.parse(AGENT);
        apply(new Change.AgentAdded(0, Facts.agent("gpus", AGENT + ";gpus:1")),
                new Change.AgentAdded(1, new Change.AgentFacts("far", "far", true, plain, null, true, true, true, false)),
                new Change.AgentAdded(2, new Change.AgentFacts("flat", "flat", true, plain, null, true, false, true, true)),
                new Change.AgentAdded(3, new Change.AgentFacts("single", "single", true, plain, null, false, true, true, true)));
        assertEquals(List.of("*:1"), candidates(0));
        assertEquals(List.of("*:1"), candidates(1));
        assertEquals(List.of("*:0", "*:1"), candidates(2));
        assertEquals(List.of(), candidates(3));
    }

    @Test
    void theGpuRuleLooksAtTheTotal() throws Exception {
        apply(new Change.FrameworkAdded(0, Facts.framework("f0", 0)), new Change.AgentAdded(0, Facts.agent("gpus", AGENT + ";gpus:1")),
                new Change.AllocationAdded(0, 0, 0, Resources.parse("gpus:1")));
        assertEquals(List.of(), candidates(0));
    }

    @Test
    void reservedResourcesGoToTheRoleAndBelow() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", Resources.of(reserved("cpus:1", "a")))),
                new Change.AgentAdded(1, Facts.agent("a1", Resources.of(reserved("cpus:1", "a", "a/b")))),
                new Change.FrameworkAdded(0, Facts.framework("f0", 0, 1, 2, 3)),
                new Change.FrameworkAdded(1, Facts.capable(Facts.framework("f1", 2), false, false, false, false, false)));
        assertEquals(List.of("a:0", "a/b:0", "a/b:1"), candidates(0));
        assertEquals(List.of("a/b:0"), candidates(1));
    }

    @Test
    void aReservationForARoleThatComesLaterIsSeen() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", Resources.of(reserved("cpus:1", "late")))));
        assertEquals(List.of(), candidates(0));
        apply(new Change.RoleAdded(4, "late/below", 1), new Change.FrameworkAdded(0, Facts.framework("f0", 4)));
        assertEquals(List.of("late/below:0"), candidates(0));
    }

    @Test
    void revocableResourcesNeedTheCapability() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", Resources.of(Resource.scalar("cpus", 1).withRevocable(true)))),
                new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FrameworkAdded(1, Facts.capable(Facts.framework("f1", 0), false, false, true, false, false)));
        assertEquals(List.of("*:1"), candidates(0));
    }

    @Test
    void aSharedVolumeGoesOutOncePerCycleAlsoWhileInUse() throws Exception {
        Resources volume = Resources.of(sharedVolume("a"));
        apply(new Change.AgentAdded(0, Facts.agent("a0", Resources.parse("cpus:1").plus(volume))),
                new Change.FrameworkAdded(0, Facts.minimums(Facts.capable(Facts.framework("f0", 1), false, true, false, false, false),
                        List.of(List.of()))),
                new Change.FrameworkAdded(1, Facts.minimums(Facts.capable(Facts.framework("f1", 1), false, true, false, false, false),
                        List.of(List.of()))),
                new Change.AllocationAdded(0, 0, 1, Resources.parse("cpus:1").plus(volume)));
        policy.step = (request, agent) -> {
            assertTrue(request.draft().offer(agent, 1, 1));
            assertFalse(request.draft().offer(agent, 1, 0));
            assertEquals(100_000, request.draft().booked(1, 1, 1));
            assertEquals(0, request.draft().bookedByRole(1, 1));
        };
        assertEquals(1, engine.plan(new int[0], 1).size());
        assertEquals(1, engine.plan(new int[0], 1).size());
        assertEquals(100_000, engine.view().roleAllocated(1, 1));
        apply(new Change.AllocationAdded(0, 1, 1, volume));
        assertEquals(100_000, engine.view().roleAllocated(1, 1));
        assertEquals(100_000, engine.view().frameworkAllocated(1, 1, 1));
        apply(new Change.AllocationRemoved(0, 0, 1, volume));
        assertEquals(100_000, engine.view().roleAllocated(1, 1));
        assertEquals(0, engine.view().frameworkAllocated(0, 1, 1));
        apply(new Change.AllocationRemoved(0, 1, 1, volume));
        assertEquals(0, engine.view().roleAllocated(1, 1));
    }

    @Test
    void offersBelowTheMinimumAreNotMade() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", "cpus:0.005;mem:31;ports:[1-2]")),
                new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FrameworkAdded(1, Facts.minimums(Facts.framework("f1", 0), List.of(List.of(Quantities.parse("mem:16"))))),
                new Change.FrameworkAdded(2, Facts.minimums(Facts.framework("f2", 0), List.of(List.of()))));
        assertEquals(List.of("*:1", "*:2"), candidates(0));
    }

    @Test
    void aFilterHoldsBackWhatItContainsAndNothingMore() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FrameworkAdded(1, Facts.framework("f1", 0)),
                new Change.FilterAdded(7, 0, 0, 0, Resources.parse(AGENT)), new Change.FilterAdded(8, 0, 1, 0, Resources.parse("cpus:3")));
        assertEquals(List.of("*:1"), candidates(0));
        apply(new Change.AllocationAdded(0, 1, 0, Resources.parse("cpus:1;mem:1024;ports:[31000-32000]")));
        assertEquals(List.of(), candidates(0));
        apply(new Change.FilterRemoved(7));
        assertEquals(List.of("*:0"), candidates(0));
        apply(new Change.FilterRemoved(8), new Change.FilterRemoved(99));
        assertEquals(List.of("*:0", "*:1"), candidates(0));
        assertEquals(0, engine.filters());
    }

    @Test
    void severalFiltersHoldUntilTheLastOfThemIsGone() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FilterAdded(1, 0, 0, 0, Resources.parse(AGENT)), new Change.FilterAdded(2, 0, 0, 0, Resources.parse(AGENT)),
                new Change.FilterAdded(3, 0, 0, 0, Resources.parse("cpus:1")));
        apply(new Change.FilterRemoved(1));
        assertEquals(List.of(), candidates(0));
        apply(new Change.FilterRemoved(2));
        assertEquals(List.of("*:0"), candidates(0));
    }

    @Test
    void aFilterMadeWhileTheAgentIsOfferedHoldsWhenTheResourcesComeBack() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)));
        policy.step = (request, agent) -> request.draft().offer(agent, 0, 0);
        assertEquals(1, engine.plan(new int[0], 1).size());
        apply(new Change.AllocationAdded(0, 0, 0, Resources.parse(AGENT)));
        assertEquals(0, engine.plan(new int[0], 1).size());
        apply(new Change.FilterAdded(1, 0, 0, 0, Resources.parse(AGENT)), new Change.AllocationRemoved(0, 0, 0, Resources.parse(AGENT)));
        assertEquals(0, engine.plan(new int[0], 1).size());
        apply(new Change.FilterRemoved(1));
        assertEquals(1, engine.plan(new int[0], 1).size());
    }

    @Test
    void anOfferTakesAllThatIsEligibleAndLeavesTheRest() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", Resources.parse("cpus:2;mem:64").plus(reserved("cpus:3", "a")))),
                new Change.FrameworkAdded(0, Facts.framework("f0", 3)), new Change.FrameworkAdded(1, Facts.framework("f1", 1)));
        policy.step = (request, agent) -> {
            Draft draft = request.draft();
            assertTrue(draft.offer(agent, 3, 0));
            assertEquals(2000, draft.booked(0, 3, 0));
            assertTrue(draft.hasLeft(agent));
            assertFalse(draft.offer(agent, 3, 0));
            assertEquals(1, draft.roles(agent, new int[4]));
            assertTrue(draft.offer(agent, 1, 1));
            assertEquals(3000, draft.bookedByRole(1, 0));
            assertFalse(draft.hasLeft(agent));
        };
        Plan plan = engine.plan(new int[0], 1);
        assertEquals(2, plan.size());
        assertEquals(epoch, plan.epoch());
    }

    @Test
    void nothingIsLeftWhenNobodyCouldHaveTheRest() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", Resources.parse("cpus:2").plus(reserved("cpus:3", "a")))),
                new Change.FrameworkAdded(0, Facts.framework("f0", 3)));
        policy.step = (request, agent) -> {
            assertTrue(request.draft().offer(agent, 3, 0));
            assertFalse(request.draft().hasLeft(agent));
        };
        assertEquals(1, engine.plan(new int[0], 1).size());
    }

    @Test
    void capsCutDivisibleResourcesAndLeaveTheRest() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FrameworkAdded(1, Facts.framework("f1", 0)));
        policy.step = (request, agent) -> {
            assertTrue(request.draft().offer(agent, 0, 0, new long[] {1500, 0}));
            assertEquals(1500, request.draft().booked(0, 0, 0));
            assertTrue(request.draft().offer(agent, 0, 1));
            assertEquals(2500, request.draft().booked(1, 0, 0));
            assertEquals(1_024_000, request.draft().booked(1, 0, 1));
        };
        Plan plan = engine.plan(new int[0], 1);
        assertArrayEquals(new long[] {1500, 0}, plan.caps(0).orElseThrow());
        assertTrue(plan.caps(1).isEmpty());
        Resources first = EligibleResources.of(Resources.parse(AGENT), Facts.framework("f0", 0), "*", plan.caps(0).get(), plan.resourceNames());
        assertEquals(Resources.parse("cpus:1.5;ports:[31000-32000]"), first);
    }

    @Test
    void anAgentBelowItsUseOffersNothingUntilEnoughCameBack() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", "cpus:4")), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.AllocationAdded(0, 0, 0, Resources.parse("cpus:2")), new Change.AllocationAdded(0, 0, 0, Resources.parse("cpus:1")),
                new Change.AgentUpdated(0, Facts.agent("a0", "cpus:2")));
        assertEquals(List.of(), candidates(0));
        assertEquals(-1000, engine.view().agentFree(0, 0));
        apply(new Change.AllocationRemoved(0, 0, 0, Resources.parse("cpus:1")));
        assertEquals(List.of(), candidates(0));
        apply(new Change.AllocationRemoved(0, 0, 0, Resources.parse("cpus:0.5")));
        assertEquals(List.of("*:0"), candidates(0));
        assertEquals(500, engine.view().agentFree(0, 0));
    }

    @Test
    void whatARemovedFrameworkHeldIsFreeAndItsSlotIsNew() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FrameworkAdded(1, Facts.framework("f1", 0)), new Change.AllocationAdded(0, 0, 0, Resources.parse(AGENT)),
                new Change.FilterAdded(1, 0, 0, 0, Resources.parse(AGENT)), new Change.FrameworkRemoved(0));
        assertEquals(List.of("*:1"), candidates(0));
        assertEquals(0, engine.filters());
        assertEquals(0, engine.view().roleAllocated(0, 0));
        apply(new Change.AllocationRemoved(0, 0, 0, Resources.parse(AGENT)), new Change.FilterRemoved(1),
                new Change.FrameworkAdded(0, Facts.framework("f0b", 0)));
        assertEquals(List.of("*:0", "*:1"), candidates(0));
    }

    @Test
    void aRemovedAgentTakesItsFiguresWithIt() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.AllocationAdded(0, 0, 0, Resources.parse("cpus:1")), new Change.FilterAdded(1, 0, 0, 0, Resources.parse(AGENT)),
                new Change.AgentRemoved(0));
        assertFalse(engine.view().isAgent(0));
        assertEquals(0, engine.view().total(0));
        assertEquals(0, engine.view().frameworkAllocated(0, 0, 0));
        apply(new Change.AgentAdded(0, Facts.agent("a1", AGENT)));
        assertEquals(List.of("*:0"), candidates(0));
        assertEquals(4000, engine.view().agentFree(0, 0));
    }

    @Test
    void changesThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.AgentRemoved(3)));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.AgentRemoved(-1)));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.FrameworkRemoved(3)));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.FrameworkAdded(0, Facts.framework("f", 9))));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.RoleAdded(9, "late", 1)));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.AllocationAdded(0, 0, 0, Resources.parse("cpus:1"))));
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT))));
        assertThrows(IllegalArgumentException.class, () -> apply(new Change.AllocationAdded(0, 0, 77, Resources.parse("cpus:1"))));
        apply(new Change.AllocationAdded(0, 0, 0, Resources.parse("cpus:1")));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> apply(new Change.AllocationRemoved(0, 0, 0, Resources.parse("cpus:2"))));
        assertEquals("framework slot 0 does not hold cpus:2 of agent slot 0 in role '*'", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> engine.apply(1, List.of()));
    }

    @Test
    void anAgentOutsideOfTheRequestIsNoCandidate() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.AgentAdded(1, Facts.agent("a1", AGENT)),
                new Change.FrameworkAdded(0, Facts.framework("f0", 0)));
        policy.step = (request, agent) -> {
            assertFalse(request.draft().hasLeft(0));
            assertFalse(request.draft().offer(0, 0, 0));
            assertTrue(request.draft().offer(agent, 0, 0));
        };
        Plan plan = engine.plan(new int[] {1, 1, 77}, 1);
        assertEquals(1, plan.size());
        assertEquals(1, plan.agent(0));
    }

    @Test
    void aDraftIsOverWithItsCycle() throws Exception {
        Draft[] kept = new Draft[1];
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)));
        policy.step = (request, agent) -> kept[0] = request.draft();
        engine.plan(new int[0], 1);
        assertThrows(IllegalStateException.class, () -> kept[0].hasLeft(0));
    }

    @Test
    void aPolicyThatThrowsCostsOnePlan() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)));
        policy.step = (request, agent) -> {
            request.draft().offer(agent, 0, 0);
            throw new IllegalStateException("two\nlines");
        };
        AllocatorException e = assertThrows(AllocatorException.class, () -> engine.plan(new int[0], 1));
        assertTrue(e.getMessage().endsWith("failed when asked for a plan: java.lang.IllegalStateException: two"), e.getMessage());
        policy.step = (request, agent) -> assertTrue(request.draft().offer(agent, 0, 0));
        assertEquals(1, engine.plan(new int[0], 1).size());
    }

    @Test
    void aPolicyThatThrowsWhenToldIsStartedAfresh() throws Exception {
        policy.toThrow = new IllegalStateException("no");
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)));
        policy.toThrow = null;
        assertThrows(AllocatorException.class, () -> engine.plan(new int[0], 1));
        assertEquals(2, policy.starts);
        assertEquals(0, engine.plan(new int[0], 1).size());
    }

    @Test
    void aSwapStartsTheNewPolicyOnTheSameViewAndStopsTheOld() throws Exception {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)));
        Script next = new Script();
        engine.replaceAllocator(next);
        assertEquals(1, policy.stops);
        assertTrue(next.view.isAgent(0));
        apply(new Change.AgentAdded(1, Facts.agent("a1", AGENT)));
        assertEquals(1, next.events.size());
        assertEquals(1, policy.events.size());
    }

    @Test
    void aPolicyThatDoesNotStartChangesNothing() throws Exception {
        assertThrows(AllocatorException.class, () -> engine.replaceAllocator(new Allocator() {
            @Override
            public void start(ClusterView view) {
                throw new IllegalStateException("no");
            }

            @Override
            public Plan plan(PlanRequest request) {
                return Plan.empty(0);
            }
        }));
        assertEquals(0, policy.stops);
        engine.plan(new int[0], 1);
    }

    @Test
    void eventsTellWhatChanged() {
        apply(new Change.AgentAdded(0, Facts.agent("a0", AGENT)), new Change.FrameworkAdded(0, Facts.framework("f0", 0)),
                new Change.FrameworkUpdated(0, Facts.suppressed(Facts.framework("f0", 0), 0)), new Change.RoleWeight(1, 3));
        assertEquals(List.of(ClusterEvent.Kind.AGENT_ADDED, ClusterEvent.Kind.FRAMEWORK_ADDED, ClusterEvent.Kind.FRAMEWORK_UPDATED,
                ClusterEvent.Kind.ROLE_SUPPRESSED, ClusterEvent.Kind.ROLE_WEIGHT_CHANGED),
                policy.events.stream().map(ClusterEvent::kind).toList());
        assertEquals(3.0, engine.view().roleWeight(1));
    }

    @Test
    void theShuffleFollowsTheSeed() {
        int[] first = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        int[] second = first.clone();
        int[] third = first.clone();
        AgentOrder.SHUFFLED.order(first, 10, new java.util.SplittableRandom(5));
        AgentOrder.SHUFFLED.order(second, 10, new java.util.SplittableRandom(5));
        AgentOrder.SHUFFLED.order(third, 10, new java.util.SplittableRandom(6));
        assertArrayEquals(first, second);
        assertFalse(Arrays.equals(first, third));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Arrays.stream(first).sorted().toArray());
    }
}
