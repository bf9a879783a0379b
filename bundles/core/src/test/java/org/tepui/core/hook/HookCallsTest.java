package org.tepui.core.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.hook.Hook;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.module.Seat;

class HookCallsTest {

    private static final Hook HANGS = new Hook() {
        @Override
        public void agentLost(HookAgent agent) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    private final Seat<Hook> seat = new Seat<>(ModuleKind.HOOK);
    private final Guard guard = new Guard(GuardLimits.DEFAULT.withCall(TimeUnit.MILLISECONDS.toNanos(100)));
    private final HookCalls calls = new HookCalls(seat, Runnable::run, guard);

    @AfterEach
    void close() {
        guard.close();
    }

    private String chain(String value) throws Exception {
        return calls.chain(value, "agentLost", "it goes on", (hook, given) -> {
            hook.agentLost(null);
            return Optional.of(given + (hook == HANGS ? "!" : "."));
        }).get(20, TimeUnit.SECONDS);
    }

    @Test
    void withoutHooksTheValueComesBack() throws Exception {
        assertTrue(calls.isOff());
        assertEquals("x", chain("x"));
    }

    @Test
    void oneThatHangsIsPassedOverAndCountedAndTheOthersAreAsked() throws Exception {
        seat.take(List.of("a", "hangs", "b"), List.of(new Hook() { }, HANGS, new Hook() { }));
        assertFalse(calls.isOff());
        assertEquals("x..", chain("x"));
        assertEquals(1L, calls.counters().get("faults"));
        assertEquals(3L, calls.counters().get("calls"));
    }

    @Test
    void aSwapConcernsTheNextChainOnly() throws Exception {
        seat.take(List.of("a", "b"), List.of(new Hook() { }, new Hook() { }));
        assertEquals("x..", calls.chain("x", "agentLost", "", (hook, given) -> {
            seat.take(List.of(), List.of());
            return Optional.of(given + ".");
        }).get(20, TimeUnit.SECONDS));
        assertEquals("x", chain("x"));
    }
}
