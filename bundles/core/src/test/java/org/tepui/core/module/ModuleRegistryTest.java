package org.tepui.core.module;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.hook.Hook;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleInfo;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleState;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.guard.RefusedException;

class ModuleRegistryTest {

    /** A service with a count of who has it. */
    private static final class Source implements ModuleService.Source {
        final Object module;
        int had;

        Source(Object module) {
            this.module = module;
        }

        @Override
        public Object get() {
            had++;
            return module;
        }

        @Override
        public void release() {
            had--;
        }
    }

    private static final class Policy implements Allocator {
        @Override
        public void start(ClusterView view) {
        }

        @Override
        public Plan plan(PlanRequest request) {
            return request.draft().plan();
        }
    }

    /** Swaps at once, or does not where a test says so. */
    private static final class FakePlanner implements Planner {
        Allocator allocator;
        String failure = "";

        @Override
        public void apply(long epoch, List<Change> changes) {
        }

        @Override
        public void request(List<Integer> agents, long seed) {
        }

        @Override
        public CompletionStage<PlannerSwap> swap(Allocator next) {
            if (!failure.isEmpty()) {
                return CompletableFuture.completedFuture(PlannerSwap.failed(failure, 7, 1));
            }
            allocator = next;
            return CompletableFuture.completedFuture(PlannerSwap.done(7, 1));
        }

        @Override
        public void close() {
        }
    }

    private final FakePlanner planner = new FakePlanner();
    private long now;
    private final Guard guard = new Guard(GuardLimits.DEFAULT, () -> now, () -> 5);
    private final Seats seats = Seats.empty();
    private final List<Object> configured = new ArrayList<>();
    private final ModuleRegistry registry = new ModuleRegistry(Runnable::run, () -> 5, Map.of(ModuleKind.STORAGE, List.of("in_memory")),
            service -> true, guard);
    private final AllocatorWatch watch = new AllocatorWatch(guard);
    private long ids;
    private final ModuleService hierarchical = new ModuleService(++ids, ModuleKind.ALLOCATOR, List.of("hierarchical", "HierarchicalDRF"),
            "org.tepui.allocator.hierarchical", "1.0.0", true, new Source(new Policy()));
    private final ModuleService binpack = service(ModuleKind.ALLOCATOR, new Policy(), "binpack");

    private ModuleService service(ModuleKind kind, Object module, String... names) {
        return new ModuleService(++ids, kind, List.of(names), "bundle." + names[0], "1.0.0", new Source(module));
    }

    private static Source source(ModuleService service) {
        return (Source) service.source();
    }

    @BeforeEach
    void start() {
        registry.added(hierarchical);
        registry.added(binpack);
        allocator(hierarchical, "hierarchical");
    }

    private void allocator(ModuleService service, String name) {
        planner.allocator = (Allocator) source(service).module;
        watch.named(name, planner.allocator);
        registry.place(new AllocatorPlace(planner, watch), List.of(name), List.of(planner.allocator));
        registry.watch(watch);
    }

    private ModuleChange swap(ModuleKind kind, String... names) {
        return registry.swap(kind, List.of(names), "op", "").toCompletableFuture().join();
    }

    private ModuleChange quarantine(ModuleKind kind, String name) {
        return registry.quarantine(kind, name, "op", "it is slow").toCompletableFuture().join();
    }

    private ModuleChange release(ModuleKind kind, String name) {
        return registry.release(kind, name, "op", "").toCompletableFuture().join();
    }

    private void assertUsed(ModuleService service) {
        assertSame(source(service).module, planner.allocator);
        for (ModuleService each : List.of(hierarchical, binpack)) {
            assertEquals(each.equals(service) ? 1 : 0, source(each).had, each + " is had by whoever uses it, and by nobody else");
        }
    }

    private ModuleInfo info(String name) {
        return registry.list().stream().filter(info -> info.name().equals(name)).findFirst().orElseThrow();
    }

    private ModuleChange latest() {
        return registry.changes().get(registry.changes().size() - 1);
    }

    private void fault(ModuleService of, AllocatorFault.Kind kind, boolean isOut) {
        watch.faulted(new AllocatorFault((Allocator) source(of).module, kind, "asked for a plan", 9, "epoch 9", "on purpose",
                new IllegalStateException().getStackTrace(), 1_000, 500, isOut));
    }

    @Test
    void anAllocatorBeyondItsBudgetIsQuarantinedWithTheEvidenceAndTheBuiltInDecides() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        fault(binpack, AllocatorFault.Kind.THREW, false);
        fault(binpack, AllocatorFault.Kind.BROKE_A_RULE, false);
        assertUsed(binpack);
        fault(binpack, AllocatorFault.Kind.GAVE_NULL, false);
        assertUsed(hierarchical);
        assertEquals(ModuleState.QUARANTINED, info("binpack").state());
        assertTrue(info("binpack").reason().contains("3 faults within 600 s"), info("binpack").reason());
        assertEquals(3, info("binpack").faults().size());
        assertEquals("master", latest().who());
        assertTrue(latest().done());
        assertEquals(List.of(ModuleFault.Cause.THREW, ModuleFault.Cause.BROKE_A_RULE, ModuleFault.Cause.GAVE_NULL),
                latest().evidence().stream().map(ModuleFault::cause).toList());
        assertEquals(7, latest().epoch());
    }

    @Test
    void ofTwoModulesWithOneNameTheFirstIsUsedAndTheOtherWhenThatGoes() {
        ModuleService second = service(ModuleKind.ALLOCATOR, new Policy(), "binpack");
        registry.added(second);
        swap(ModuleKind.ALLOCATOR, "binpack");
        assertUsed(binpack);
        assertEquals(List.of(ModuleState.ACTIVE, ModuleState.STANDBY), registry.list().stream().filter(info -> info.name().equals("binpack"))
                .map(ModuleInfo::state).toList());
        registry.removed(binpack);
        assertSame(source(second).module, planner.allocator);
        assertTrue(quarantine(ModuleKind.ALLOCATOR, "binpack").done());
        assertUsed(hierarchical);
    }

    @Test
    void aReleaseMakesTheBudgetWholeAgain() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        for (int i = 0; i < 3; i++) {
            fault(binpack, AllocatorFault.Kind.THREW, false);
        }
        assertTrue(release(ModuleKind.ALLOCATOR, "binpack").done());
        assertEquals(List.of(), info("binpack").faults());
        swap(ModuleKind.ALLOCATOR, "binpack");
        fault(binpack, AllocatorFault.Kind.THREW, false);
        fault(binpack, AllocatorFault.Kind.THREW, false);
        assertUsed(binpack);
        fault(binpack, AllocatorFault.Kind.THREW, false);
        assertUsed(hierarchical);
    }

    @Test
    void faultsThatLieFarApartPutNobodyIntoQuarantine() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        for (int i = 0; i < 10; i++) {
            fault(binpack, AllocatorFault.Kind.THREW, false);
            now += GuardLimits.DEFAULT.windowNanos() / 2 + 1;
        }
        assertUsed(binpack);
    }

    @Test
    void theBuiltInIsNeverQuarantinedHoweverOftenItFails() {
        for (int i = 0; i < 20; i++) {
            fault(hierarchical, AllocatorFault.Kind.THREW, false);
        }
        assertUsed(hierarchical);
        assertEquals(ModuleState.ACTIVE, info("hierarchical").state());
        assertEquals(5, info("hierarchical").faults().size(), "the latest are kept");
        assertEquals(List.of(), registry.changes());
    }

    @Test
    void anAllocatorThatThePlannerHasThrownOutIsReplacedByTheBuiltIn() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        fault(binpack, AllocatorFault.Kind.OVERRAN, true);
        assertUsed(hierarchical);
        assertEquals(ModuleState.STANDBY, info("binpack").state());
        assertEquals(List.of("binpack"), latest().from());
        assertEquals(List.of("hierarchical"), latest().to());
        assertEquals("master", latest().who());
        assertTrue(latest().why().contains("overran"), latest().why());
        assertEquals(1, latest().evidence().size());
        assertEquals(7, latest().epoch());
        registry.added(service(ModuleKind.ALLOCATOR, new Policy(), "other"));
        assertUsed(hierarchical);
    }

    @Test
    void theBuiltInThatIsThrownOutIsListedAsWhatItIs() {
        fault(hierarchical, AllocatorFault.Kind.OVERRAN, true);
        assertEquals(ModuleState.STANDBY, info("hierarchical").state());
        assertTrue(info("hierarchical").reason().startsWith("the planner's emergency policy plans in its place"), info("hierarchical").reason());
        assertEquals(List.of("none (emergency policy)"), latest().to());
        assertTrue(swap(ModuleKind.ALLOCATOR, "hierarchical").done(), "and can be put back");
        assertEquals(ModuleState.ACTIVE, info("hierarchical").state());
        assertUsed(hierarchical);
    }

    @Test
    void aRuleThatIsQuarantinedIsNotAskedAndListedAsQuarantined() {
        registry.added(service(ModuleKind.FIREWALL_RULE, new Object(), "rule"));
        for (int i = 0; i < 3; i++) {
            guard.fault(guard.module(ModuleKind.FIREWALL_RULE, "rule"), ModuleFault.Cause.THREW, "refuse", "GET /", "on purpose",
                    new StackTraceElement[0], 0, 0);
        }
        assertEquals(ModuleState.QUARANTINED, info("rule").state());
        assertTrue(latest().outcome().contains("every request is refused"), latest().outcome());
        assertThrows(RefusedException.class, () -> guard.section(guard.module(ModuleKind.FIREWALL_RULE, "rule"), "refuse", null, () -> 1));
        assertTrue(release(ModuleKind.FIREWALL_RULE, "rule").done());
        assertEquals(ModuleState.ACTIVE, info("rule").state());
        assertDoesNotThrow(() -> guard.section(guard.module(ModuleKind.FIREWALL_RULE, "rule"), "refuse", null, () -> 1));
    }

    @Test
    void whatTheStartHasChosenIsListedAsActiveAndNothingHasChanged() {
        registry.added(service(ModuleKind.STORAGE, new Object(), "in_memory"));
        assertUsed(hierarchical);
        assertEquals(List.of("HierarchicalDRF active false", "binpack standby false", "hierarchical active true", "in_memory active true"),
                registry.list().stream().map(info -> info.name() + " " + info.state() + " " + info.configured()).toList());
        assertEquals("bundle.binpack", info("binpack").bundle());
        assertEquals("1.0.0", info("binpack").version());
        assertEquals(List.of(), registry.changes());
    }

    @Test
    void aSwapIsDoneAndToldAndTheOldServiceIsReleased() {
        ModuleChange change = swap(ModuleKind.ALLOCATOR, "binpack");
        assertTrue(change.done(), change.outcome());
        assertEquals(List.of("hierarchical"), change.from());
        assertEquals(List.of("binpack"), change.to());
        assertEquals("op", change.who());
        assertEquals(7, change.epoch());
        assertUsed(binpack);
        assertEquals(ModuleState.ACTIVE, info("binpack").state());
        assertEquals(ModuleState.STANDBY, info("hierarchical").state());
        assertEquals(List.of(change), registry.changes());
    }

    @Test
    void whatDoesNotStartIsReleasedAndTheOldOneStays() {
        planner.failure = "allocator Policy threw when started";
        ModuleChange change = swap(ModuleKind.ALLOCATOR, "binpack");
        assertFalse(change.done());
        assertEquals("allocator Policy threw when started", change.outcome());
        assertUsed(hierarchical);
        planner.failure = "";
        registry.removed(service(ModuleKind.ALLOCATOR, new Policy(), "other"));
        assertUsed(hierarchical);
    }

    @Test
    void whatCannotBeSwappedIsRefusedInOneLine() {
        assertEquals("no allocator is named 'binpak'; known are: HierarchicalDRF, binpack, hierarchical",
                swap(ModuleKind.ALLOCATOR, "binpak").outcome());
        assertEquals("exactly one allocator has a place; 2 names were given", swap(ModuleKind.ALLOCATOR, "binpack", "hierarchical").outcome());
        assertEquals("a module of kind registry can't be swapped while the master runs", swap(ModuleKind.STORAGE, "x").outcome());
        assertFalse(latest().done());
        assertUsed(hierarchical);
    }

    @Test
    void theBuiltInTakesOverWhenTheAllocatorGoesAwayAndWhatFlagsChooseIsPutBack() {
        ModuleRegistry mine = new ModuleRegistry(Runnable::run, () -> 5, Map.of());
        mine.added(hierarchical);
        mine.added(binpack);
        source(hierarchical).had = 0;
        planner.allocator = (Allocator) source(binpack).module;
        mine.place(new AllocatorPlace(planner), List.of("binpack"), List.of(planner.allocator));
        assertUsed(binpack);
        mine.removed(binpack);
        assertUsed(hierarchical);
        ModuleChange change = mine.changes().get(0);
        assertEquals("master", change.who());
        assertEquals(List.of("binpack"), change.from());
        assertEquals(List.of("hierarchical"), change.to());
        assertEquals("allocator binpack (bundle.binpack 1.0.0) went away", change.why());
        mine.added(binpack);
        assertUsed(binpack);
        assertEquals(2, mine.changes().size());
    }

    @Test
    void anotherOfTheSameNameTakesOverAndANewcomerOfItDoesNot() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        ModuleService newer = service(ModuleKind.ALLOCATOR, new Policy(), "binpack");
        registry.added(newer);
        assertUsed(binpack);
        registry.removed(binpack);
        assertSame(source(newer).module, planner.allocator);
        assertEquals(0, source(binpack).had);
    }

    @Test
    void whatWasSwappedInAndWentAwayIsForgotten() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        registry.removed(binpack);
        assertUsed(hierarchical);
        registry.added(binpack);
        assertUsed(hierarchical);
    }

    @Test
    void aQuarantinedModuleIsNotChosenUntilItIsReleased() {
        swap(ModuleKind.ALLOCATOR, "binpack");
        ModuleChange change = quarantine(ModuleKind.ALLOCATOR, "binpack");
        assertTrue(change.done(), change.outcome());
        assertUsed(hierarchical);
        assertEquals(ModuleState.QUARANTINED, info("binpack").state());
        assertEquals("quarantined by op: it is slow", info("binpack").reason());
        assertEquals("'binpack' is quarantined; release it first", swap(ModuleKind.ALLOCATOR, "binpack").outcome());
        assertTrue(release(ModuleKind.ALLOCATOR, "binpack").done());
        assertEquals(ModuleState.STANDBY, info("binpack").state());
        assertTrue(swap(ModuleKind.ALLOCATOR, "binpack").done());
        assertEquals("'binpack' is not quarantined", release(ModuleKind.ALLOCATOR, "binpack").outcome());
    }

    @Test
    void theLastAllocatorIsNotQuarantined() {
        ModuleChange change = quarantine(ModuleKind.ALLOCATOR, "hierarchical");
        assertFalse(change.done());
        assertEquals("a master cannot be without an allocator; 'hierarchical' stays", change.outcome());
        assertEquals(ModuleState.ACTIVE, info("hierarchical").state());
        assertUsed(hierarchical);
    }

    private ModuleService authorizer(boolean answer) {
        Authorizer authorizer = (subject, action) -> CompletableFuture.completedFuture(object -> answer);
        return service(ModuleKind.AUTHORIZER, authorizer, answer ? "yes" : "no");
    }

    private boolean isAllowed() {
        return seats.authorizer().current().modules().get(0).approver(Optional.empty(), "RUN_TASK").toCompletableFuture().join()
                .approved(AuthorizationObject.any());
    }

    private void authorizerPlace(List<String> names, List<Authorizer> modules) {
        seats.authorizer().take(names, modules);
        registry.place(new SeatPlace<>(seats.authorizer(), Authorizer.class, false, module -> {
            configured.add(module);
            if (configured.size() > 3) {
                throw new IllegalArgumentException("the rules are wrong");
            }
        }, Closed.AUTHORIZER), names, modules);
    }

    @Test
    void anAuthorizerThatGoesAwayLeavesEverythingDeniedUntilItComesBack() {
        ModuleService yes = authorizer(true);
        registry.added(yes);
        authorizerPlace(List.of("yes"), List.of((Authorizer) source(yes).module));
        assertTrue(isAllowed());
        registry.removed(yes);
        assertFalse(isAllowed());
        assertEquals("nothing is in its place: what it guarded is refused", latest().outcome());
        assertEquals(0, source(yes).had);
        registry.added(yes);
        assertTrue(isAllowed());
        assertEquals(List.of(source(yes).module), configured, "it was told its rules anew");
    }

    @Test
    void withoutAnAuthorizerByFlagOneThatWasSwappedInLeavesEverythingDenied() {
        authorizerPlace(List.of(), List.of());
        assertTrue(seats.authorizer().current().isEmpty());
        ModuleService yes = authorizer(true);
        registry.added(yes);
        assertTrue(seats.authorizer().current().isEmpty(), "nobody has asked for it");
        assertTrue(swap(ModuleKind.AUTHORIZER, "yes").done());
        assertTrue(isAllowed());
        assertTrue(quarantine(ModuleKind.AUTHORIZER, "yes").done());
        assertFalse(isAllowed());
    }

    @Test
    void anAuthorizerThatDoesNotTakeItsRulesIsNotUsed() {
        ModuleService yes = authorizer(true);
        ModuleService no = authorizer(false);
        registry.added(yes);
        registry.added(no);
        authorizerPlace(List.of("yes"), List.of((Authorizer) source(yes).module));
        configured.addAll(List.of(1, 2, 3));
        ModuleChange change = swap(ModuleKind.AUTHORIZER, "no");
        assertFalse(change.done());
        assertEquals("authorizer no (bundle.no 1.0.0) could not be used: the rules are wrong", change.outcome());
        assertTrue(isAllowed());
        assertEquals(0, source(no).had);
    }

    @Test
    void hooksTakeAnyNumberInOrder() {
        registry.place(new SeatPlace<>(seats.hooks(), Hook.class, true, module -> { }, Closed.nobody(ModuleKind.HOOK)), List.of(), List.of());
        ModuleService a = service(ModuleKind.HOOK, new Hook() { }, "a");
        ModuleService b = service(ModuleKind.HOOK, new Hook() { }, "b");
        registry.added(a);
        registry.added(b);
        assertTrue(swap(ModuleKind.HOOK, "b", "a").done());
        assertEquals(List.of("b", "a"), seats.hooks().current().names());
        assertEquals(List.of(source(b).module, source(a).module), seats.hooks().current().modules());
        assertTrue(swap(ModuleKind.HOOK, "a", "b").done());
        assertEquals(List.of("a", "b"), seats.hooks().current().names());
        assertEquals("a name was given twice", swap(ModuleKind.HOOK, "a", "a").outcome());
        registry.removed(b);
        assertEquals(List.of("a"), seats.hooks().current().names());
        registry.added(b);
        assertEquals(List.of("a"), seats.hooks().current().names());
        assertTrue(swap(ModuleKind.HOOK).done());
        assertEquals(List.of(), seats.hooks().current().names());
        assertEquals("no hook is in use", latest().outcome());
        assertEquals(0, source(a).had);
    }

    @Test
    void aHookOfTheFlagThatGoesLeavesItsPlaceToTheOthersAndComesBackToIt() {
        ModuleService a = service(ModuleKind.HOOK, new Hook() { }, "a");
        ModuleService b = service(ModuleKind.HOOK, new Hook() { }, "b", "b2");
        registry.added(a);
        registry.added(b);
        List<Hook> hooks = List.of((Hook) a.source().get(), (Hook) b.source().get());
        seats.hooks().take(List.of("a", "b"), hooks);
        registry.place(new SeatPlace<>(seats.hooks(), Hook.class, true, module -> { }, Closed.nobody(ModuleKind.HOOK)), List.of("a", "b"), hooks);
        registry.removed(a);
        assertEquals(List.of("b"), seats.hooks().current().names());
        assertTrue(quarantine(ModuleKind.HOOK, "b").done());
        assertEquals(List.of(), seats.hooks().current().names());
        registry.added(a);
        assertTrue(release(ModuleKind.HOOK, "b").done());
        assertEquals(List.of("a", "b"), seats.hooks().current().names());
        assertEquals("two of these names are one module", swap(ModuleKind.HOOK, "b", "b2").outcome());
        assertEquals(List.of("a", "b"), seats.hooks().current().names());
    }

    @Test
    void aServiceOfTwoKindsIsAModuleOfBoth() {
        registry.added(new ModuleService(100, ModuleKind.MASTER_CONTENDER, List.of("both"), "b", "1.0.0", new Source(this)));
        registry.added(new ModuleService(100, ModuleKind.MASTER_DETECTOR, List.of("both"), "b", "1.0.0", new Source(this)));
        assertEquals(List.of(ModuleKind.MASTER_CONTENDER, ModuleKind.MASTER_DETECTOR),
                registry.list().stream().filter(info -> info.name().equals("both")).map(ModuleInfo::kind).toList());
    }

    @Test
    void theLatestThousandChangesAreKept() {
        for (int i = 0; i < ModuleRegistry.CHANGES_MAX + 5; i++) {
            swap(ModuleKind.ALLOCATOR, i % 2 == 0 ? "binpack" : "hierarchical");
        }
        assertEquals(ModuleRegistry.CHANGES_MAX, registry.changes().size());
        assertEquals(6, registry.changes().get(0).number());
    }

    private static final String FILE = "conf/org.tepui.modules.cfg";

    private void conf(Map<String, Object> values) {
        registry.configure(ModuleChoice.parse(FILE, values), false).join();
    }

    @Test
    void whatConfSaysIsSwappedInAndOutWithTheSameRecords() {
        conf(Map.of("allocator", "binpack"));
        assertUsed(binpack);
        assertEquals(FILE, latest().who());
        assertEquals("over the flags: hierarchical", latest().why());
        assertEquals(List.of("hierarchical"), latest().from());
        assertEquals(List.of("binpack"), latest().to());
        assertEquals(7, latest().epoch());
        assertTrue(info("binpack").configured());
        assertFalse(info("hierarchical").configured());
        assertEquals(List.of(), registry.differences());
        conf(Map.of("allocator", "binpack"));
        assertEquals(1, registry.changes().size(), "it says what it said before");
        conf(Map.of());
        assertUsed(hierarchical);
        assertEquals(FILE, latest().who());
        assertTrue(latest().done());
        assertEquals(List.of(), registry.differences());
    }

    @Test
    void whatIsSwappedByHandShowsAsADifferenceUntilConfSaysSomethingElse() {
        conf(Map.of("allocator", "binpack"));
        assertTrue(swap(ModuleKind.ALLOCATOR, "hierarchical").done());
        assertEquals(List.of("allocator: hierarchical is running, binpack is configured (" + FILE + ")"),
                registry.differences().stream().map(Object::toString).toList());
        conf(Map.of("allocator", "hierarchical"));
        assertEquals(List.of(), registry.differences());
        assertTrue(swap(ModuleKind.ALLOCATOR, "binpack").done());
        conf(Map.of());
        assertUsed(hierarchical);
    }

    @Test
    void whatNobodyIsNamedChangesNothingUntilItComes() {
        conf(Map.of("allocator", "late"));
        assertUsed(hierarchical);
        assertFalse(latest().done());
        assertEquals("no allocator is named 'late'; known are: HierarchicalDRF, binpack, hierarchical; until that changes hierarchical stays",
                latest().outcome());
        assertEquals("late", registry.differences().get(0).configured().get(0));
        ModuleService late = service(ModuleKind.ALLOCATOR, new Policy(), "late");
        registry.added(late);
        assertSame(source(late).module, planner.allocator);
        assertEquals(FILE, latest().who());
        registry.removed(late);
        assertUsed(hierarchical);
        registry.added(late);
        assertSame(source(late).module, planner.allocator);
        assertEquals("master", latest().who());
    }

    @Test
    void aSwapByHandIsNotUndoneByWhatConfHasBeenWaitingFor() {
        conf(Map.of("allocator", "late"));
        assertTrue(swap(ModuleKind.ALLOCATOR, "binpack").done());
        registry.added(service(ModuleKind.ALLOCATOR, new Policy(), "late"));
        assertUsed(binpack);
        assertEquals(1, registry.differences().size());
    }

    @Test
    void whatConfSaysAndDoesNotStartIsTriedAgainOnlyWhenItComesAnew() {
        planner.failure = "allocator Policy threw when started";
        conf(Map.of("allocator", "binpack"));
        assertUsed(hierarchical);
        assertEquals("allocator Policy threw when started", latest().outcome());
        registry.added(service(ModuleKind.ALLOCATOR, new Policy(), "other"));
        assertEquals(1, registry.changes().size());
        planner.failure = "";
        ModuleService mended = service(ModuleKind.ALLOCATOR, new Policy(), "binpack");
        registry.removed(binpack);
        registry.added(mended);
        assertSame(source(mended).module, planner.allocator);
        assertEquals(FILE, latest().who());
    }

    @Test
    void aQuarantinedModuleIsPutBackByConfWhenItIsReleased() {
        quarantine(ModuleKind.ALLOCATOR, "binpack");
        conf(Map.of("allocator", "binpack"));
        assertEquals("'binpack' is quarantined; release it first; until that changes hierarchical stays", latest().outcome());
        release(ModuleKind.ALLOCATOR, "binpack");
        assertUsed(binpack);
    }

    @Test
    void whatConfMayNotChooseIsToldOnce() {
        conf(Map.of("allocator", "binpack,hierarchical", "http_authenticators", "basic"));
        assertEquals(List.of("exactly one allocator has a place; 2 names were given",
                "no realm is guarded: start the master with --authenticate_http_readonly, --authenticate_http_readwrite or "
                        + "--authenticate_http_frameworks"), registry.changes().stream().map(ModuleChange::outcome).toList());
        assertUsed(hierarchical);
        assertEquals(List.of(), registry.differences());
    }

    @Test
    void confChoosesAnotherAuthorizerAndNeverNone() {
        ModuleService yes = authorizer(true);
        ModuleService no = authorizer(false);
        registry.added(yes);
        registry.added(no);
        authorizerPlace(List.of("no"), List.of((Authorizer) source(no).module));
        conf(Map.of("authorizer", "yes"));
        assertTrue(isAllowed());
        conf(Map.of());
        assertFalse(isAllowed(), "the one of the flags is back");
    }

    @Test
    void anAuthorizerThatOnlyConfNamesStaysWhenConfNamesItNoMore() {
        ModuleService no = authorizer(false);
        registry.added(no);
        authorizerPlace(List.of(), List.of());
        conf(Map.of("authorizer", "no"));
        assertFalse(isAllowed());
        conf(Map.of());
        assertFalse(isAllowed());
        assertEquals("flags name no authorizer, and a guard is not taken away while the master runs: no stays", latest().outcome());
        assertEquals("authorizer: no is running, none is configured (flags)", registry.differences().get(0).toString());
    }

    @Test
    void anAuthorizerThatConfNamesAtTheStartIsWaitedForBehindClosedDoors() {
        authorizerPlace(List.of(), List.of());
        registry.configure(ModuleChoice.parse(FILE, Map.of("authorizer", "yes")), true).join();
        assertFalse(isAllowed());
        assertTrue(latest().outcome().endsWith("until that changes what it guards is refused"), latest().outcome());
        registry.added(authorizer(true));
        assertTrue(isAllowed());
    }

    @Test
    void anAuthorizerThatConfNamesLaterAndNobodyHasClosesNothing() {
        authorizerPlace(List.of(), List.of());
        conf(Map.of("authorizer", "yes"));
        assertTrue(seats.authorizer().current().isEmpty());
        assertTrue(latest().outcome().endsWith("until that changes there is none"), latest().outcome());
    }
}
