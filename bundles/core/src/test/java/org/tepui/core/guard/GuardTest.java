package org.tepui.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.api.registry.Variable;

/** What a module can do to who calls it, and what becomes of it. */
class GuardTest {

    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Guard guard = new Guard(new GuardLimits(TimeUnit.MILLISECONDS.toNanos(400), 1, 3, TimeUnit.HOURS.toNanos(1), 2));
    private final Guarded plugin = guard.module(ModuleKind.AUTHORIZER, "p");

    @AfterEach
    void end() {
        release.countDown();
        guard.close();
    }

    /** Does not listen to interrupts. */
    private <T> T hang(T answer) {
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
        return answer;
    }

    private static <T> T sleep() {
        try {
            Thread.sleep(TimeUnit.HOURS.toMillis(1));
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ModuleFault fault() throws InterruptedException {
        for (int i = 0; i < 2000 && guard.faults(plugin.kind(), plugin.name()).isEmpty(); i++) {
            Thread.sleep(10);
        }
        List<ModuleFault> faults = guard.faults(plugin.kind(), plugin.name());
        return faults.get(faults.size() - 1);
    }

    private RefusedException refused(java.util.function.Supplier<Object> call) {
        return assertThrows(RefusedException.class, () -> guard.section(plugin, "refuse", "x", call));
    }

    @Test
    void whatAShortCallThrowsIsAFaultWithItsStack() throws Exception {
        assertTrue(refused(() -> {
            throw new IllegalStateException("on\npurpose");
        }).getMessage().contains("on purpose"));
        ModuleFault fault = fault();
        assertEquals(ModuleFault.Cause.THREW, fault.cause());
        assertEquals("java.lang.IllegalStateException: on purpose", fault.detail());
        assertTrue(fault.stack().get(0).contains("GuardTest.lambda"), fault.stack().toString());
        assertFalse(fault.stack().stream().anyMatch(frame -> frame.contains("junit")), "only the plugin's part of it");
    }

    @Test
    void errorsOfTheClassLoaderAndOfTheStackAreFaultsToo() {
        refused(() -> {
            throw new NoClassDefFoundError("x");
        });
        refused(this::deep);
        refused(() -> null);
        assertEquals(List.of(ModuleFault.Cause.THREW, ModuleFault.Cause.THREW, ModuleFault.Cause.GAVE_NULL),
                guard.faults(plugin.kind(), plugin.name()).stream().map(ModuleFault::cause).toList());
    }

    private Object deep() {
        return List.of(deep());
    }

    @Test
    void aShortCallThatWaitsIsInterruptedAndItsAnswerIsNotTaken() throws Exception {
        assertTrue(refused(GuardTest::sleep).getMessage().contains("was not over"));
        assertFalse(Thread.currentThread().isInterrupted(), "the interrupt was for the call");
        ModuleFault fault = fault();
        assertEquals(ModuleFault.Cause.OVERRAN, fault.cause());
        assertTrue(fault.stack().stream().anyMatch(frame -> frame.contains("GuardTest.sleep")), fault.stack().toString());
        assertEquals(0, guard.abandoned());
        assertEquals(1, guard.faults(plugin.kind(), plugin.name()).size(), "one call, one fault");
    }

    @Test
    void aThreadOfAPoolThatIsLostIsReplacedUntilItIsBack() throws Exception {
        GuardedPool pool = new GuardedPool("test", 1, guard);
        ObjectApprover hanging = guard.approver(plugin, object -> hang(true));
        CompletableFuture<Boolean> stuck = CompletableFuture.supplyAsync(() -> hanging.approved(AuthorizationObject.of("x")), pool);
        assertEquals("free", CompletableFuture.supplyAsync(() -> "free", pool).get(20, TimeUnit.SECONDS));
        assertEquals(1, guard.abandoned());
        CompletableFuture<Boolean> read = Answering.on(pool, () -> hanging.approved(AuthorizationObject.of("y")));
        assertTrue(assertThrows(CompletionException.class, read::join).getCause().getMessage().contains("lost in a module"));
        assertEquals(2, guard.abandoned());
        release.countDown();
        assertFalse(stuck.get(20, TimeUnit.SECONDS), "what comes too late denies");
        for (int i = 0; i < 2000 && (guard.abandoned() > 0 || pool.getCorePoolSize() > 1); i++) {
            Thread.sleep(10);
        }
        assertEquals(0, guard.abandoned());
        assertEquals(1, pool.getCorePoolSize());
        pool.shutdown();
    }

    @Test
    void anApproverThatThrowsDenies() throws Exception {
        assertTrue(guard.approver(plugin, object -> true).approved(AuthorizationObject.any()));
        assertFalse(guard.approver(plugin, object -> {
            throw new IllegalStateException("x");
        }).approved(AuthorizationObject.of("someone")));
        assertEquals("'someone'", fault().input());
        assertEquals(2, plugin.calls());
        assertEquals(1, plugin.faults());
    }

    @Test
    void aLongCallThatHangsFailsInTimeAndItsThreadIsGivenUp() throws Exception {
        CompletableFuture<String> answer = guard.call(plugin, "approver", "RUN_TASK", () -> CompletableFuture.completedFuture(hang("late")));
        assertThrows(CompletionException.class, answer::join);
        ModuleFault fault = fault();
        assertEquals("approver (RUN_TASK) overran: it did not come back in time; its thread is abandoned", fault.toString());
        assertTrue(fault.stack().stream().anyMatch(frame -> frame.contains("GuardTest.hang")), fault.stack().toString());
        assertTrue(fault.tookNanos() > 0);
        assertEquals(1, guard.abandoned());
    }

    @Test
    void aStageThatIsNeverCompletedIsAFaultButLosesNoThread() throws Exception {
        assertThrows(CompletionException.class, () -> guard.call(plugin, "approver", null, CompletableFuture::new).join());
        assertEquals(ModuleFault.Cause.OVERRAN, fault().cause());
        assertEquals(0, guard.abandoned());
    }

    @Test
    void aCallThatIsOnlyBegunMayBeAnsweredWhenever() throws Exception {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> answer = guard.begin(plugin, "contend", null, () -> later);
        Thread.sleep(200);
        later.complete("yes");
        assertEquals("yes", answer.join());
        assertEquals(List.of(), guard.faults(plugin.kind(), plugin.name()));
    }

    @Test
    void aStorageThatHangsHoldsUpNobodyAndOneThatThrowsIsAFailedStage() throws Exception {
        Storage storage = new GuardedStorage(guard, plugin, new Storage() {
            @Override
            public CompletionStage<Optional<Variable>> fetch(String name) {
                throw new IllegalStateException("disk");
            }

            @Override
            public CompletionStage<List<Variable>> scan(String prefix) {
                return hang(null);
            }

            @Override
            public CompletionStage<Optional<List<Long>>> commit(List<Change> changes) {
                return null;
            }
        });
        assertTrue(failure(storage.fetch("a")).contains("disk"));
        assertTrue(failure(storage.scan("")).contains("in time"));
        assertTrue(failure(storage.commit(List.of())).contains("null instead of a stage"));
        assertEquals(16 * 1024 * 1024, storage.valueBytesMax());
        assertEquals(3, guard.faults(plugin.kind(), plugin.name()).size());
    }

    private static String failure(CompletionStage<?> stage) {
        return assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join()).getCause().toString();
    }

    @Test
    void aContenderThatHangsIsGivenUpAndItsLongCandidacyIsNot() {
        CompletableFuture<CompletionStage<String>> candidacy = new CompletableFuture<>();
        MasterContender contender = GuardedElection.contender(guard, plugin, new MasterContender() {
            @Override
            public CompletionStage<CompletionStage<String>> contend(Leader candidate) {
                return candidacy;
            }

            @Override
            public void withdraw() {
                hang(null);
            }
        });
        CompletionStage<CompletionStage<String>> contending = contender.contend(null);
        contender.withdraw();
        candidacy.complete(new CompletableFuture<>());
        assertFalse(contending.toCompletableFuture().join().toCompletableFuture().isDone());
        assertEquals(1, guard.faults(plugin.kind(), plugin.name()).size());
    }

    @Test
    void whenAsManyThreadsAreLostAsMayBeOnlyBuiltInModulesAreCalled() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThrows(CompletionException.class, () -> guard.call(plugin, "a", null, () -> hang(null)).join());
        }
        assertEquals(2, guard.counters().get("threads_abandoned"));
        Guarded other = guard.module(ModuleKind.HTTP_AUTHENTICATOR, "other");
        CompletionException refused = assertThrows(CompletionException.class,
                () -> guard.call(other, "a", null, () -> CompletableFuture.completedFuture(1)).join());
        assertInstanceOf(RefusedException.class, refused.getCause());
        assertTrue(refused.getCause().getMessage().startsWith("http_authenticator other is not called: 2 threads are lost"),
                refused.getCause().getMessage());
        assertThrows(RefusedException.class, () -> guard.section(other, "b", null, () -> 1));
        Guarded builtIn = guard.module(ModuleKind.HTTP_AUTHENTICATOR, "basic");
        builtIn.known(true);
        assertEquals(1, guard.call(builtIn, "a", null, () -> CompletableFuture.completedFuture(1)).join());
        release.countDown();
        for (int i = 0; i < 2000 && guard.abandoned() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(1, guard.call(other, "a", null, () -> CompletableFuture.completedFuture(1)).join());
    }

    @Test
    void aModuleThatIsClosedIsNotCalled() throws Exception {
        plugin.close("authorizer p is quarantined");
        assertEquals("authorizer p is quarantined", refused(() -> 1).getMessage());
        assertFalse(guard.approver(plugin, object -> true).approved(AuthorizationObject.any()));
        assertEquals(0, plugin.calls());
        guard.forgive(plugin.kind(), plugin.name());
        assertEquals(1, guard.section(plugin, "a", null, () -> 1));
    }

    @Test
    void whoListensHearsOnceThatTheBudgetIsUsedUp() {
        guard.onExhausted((module, why, evidence) -> told.add(module + ": " + why + " [" + evidence.size() + "]"));
        for (int i = 0; i < 5; i++) {
            refused(() -> {
                throw new IllegalArgumentException("bad");
            });
        }
        assertEquals("authorizer p: 3 faults within 3600 s, the last: refuse (x) threw: java.lang.IllegalArgumentException: bad [3]", told.poll());
        assertTrue(told.isEmpty());
    }

    @Test
    void whatACallCallsInTurnIsPartOfIt() throws Exception {
        Guarded inner = guard.module(ModuleKind.HOOK, "inner");
        assertEquals(2, guard.section(plugin, "outer", null, () -> {
            try {
                return guard.section(inner, "inner", null, () -> 2);
            } catch (RefusedException e) {
                throw new IllegalStateException(e);
            }
        }));
        assertTrue(refused(() -> {
            try {
                return guard.section(inner, "inner", null, GuardTest::sleep);
            } catch (RefusedException e) {
                return "given up";
            }
        }).getMessage().contains("not over"), "the outer one had the time");
    }

    @Test
    void evidenceHasNoSecretsOfARequestAndIsBounded() {
        HttpRequest request = HttpRequest.of("POST", "/x", Map.of("password", "p4ss"), List.of(Map.entry("Authorization", "Basic c2VjcmV0")),
                "token".getBytes(java.nio.charset.StandardCharsets.UTF_8), "127.0.0.1:9", true, Optional.empty());
        assertEquals("POST /x of 127.0.0.1:9", Evidence.input(request));
        assertEquals(Evidence.LINE_MAX + 3, Evidence.line("x".repeat(100_000)).length());
        assertEquals("a  b", Evidence.line("a\r\nb"));
        assertEquals(Evidence.FRAMES_MAX, Evidence.frames(java.util.stream.Stream.generate(() -> new StackTraceElement("a", "b", "c", 1))
                .limit(5000).toArray(StackTraceElement[]::new)).size());
        assertEquals("org.tepui.core.guard.GuardTest$Rude", Evidence.line(new Rude()));
    }

    private static final class Rude extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("not even this");
        }
    }

    @Test
    void whatAModuleCostsIsCountedOnceItIsKnown() throws Exception {
        guard.call(plugin, "a", null, () -> CompletableFuture.completedFuture(1)).join();
        assertFalse(guard.counters().containsKey("authorizer/p/calls"));
        plugin.known(false);
        assertEquals(1, guard.counters().get("authorizer/p/calls"));
        assertTrue(guard.counters().get("authorizer/p/time_ns") > 0);
        assertEquals(0, guard.counters().get("authorizer/p/faults"));
    }

    @Test
    void theNumberOfNamesIsLimited() {
        for (int i = 0; i < 2_000; i++) {
            guard.module(ModuleKind.HOOK, "h" + i).known(false);
        }
        assertTrue(guard.counters().size() < 1_600, guard.counters().size() + " counters");
    }
}
