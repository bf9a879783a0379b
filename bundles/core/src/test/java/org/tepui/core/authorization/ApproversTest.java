package org.tepui.core.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.module.Seat;

class ApproversTest {

    private final Seat<Authorizer> seat = new Seat<>(ModuleKind.AUTHORIZER);
    private final Approvers approvers = new Approvers(seat);

    private boolean allowed(String action) {
        return decide(action).join();
    }

    private CompletableFuture<Boolean> decide(String action) {
        return approvers.with(Optional.of(Principal.of("op")), action,
                approver -> approver.approved(AuthorizationObject.of("x")));
    }

    private void take(Authorizer authorizer) {
        seat.take(List.of("a"), List.of(authorizer));
    }

    private static CompletionStage<ObjectApprover> always(boolean answer) {
        return CompletableFuture.completedFuture(object -> answer);
    }

    @Test
    void withoutAnAuthorizerEverythingIsAllowedAndAfterOneWasTakenAwayNothing() {
        assertTrue(approvers.isOff());
        assertTrue(allowed("RUN_TASK"));
        take((subject, action) -> always(true));
        assertTrue(allowed("RUN_TASK"));
        seat.take(List.of(), List.of());
        assertFalse(approvers.isOff());
        assertFalse(allowed("RUN_TASK"));
    }

    @Test
    void anApproverIsAskedForOnceUntilTheAuthorizerChanges() {
        List<String> asked = new ArrayList<>();
        Authorizer authorizer = (subject, action) -> {
            asked.add(action);
            return always(true);
        };
        take(authorizer);
        allowed("RUN_TASK");
        allowed("RUN_TASK");
        assertEquals(List.of("RUN_TASK"), asked);
        take(authorizer);
        allowed("RUN_TASK");
        assertEquals(List.of("RUN_TASK", "RUN_TASK"), asked);
    }

    @Test
    void whatWasAskedOfTheOldAuthorizerIsDecidedByTheNewOne() {
        CompletableFuture<ObjectApprover> late = new CompletableFuture<>();
        take((subject, action) -> late);
        CompletableFuture<Boolean> decision = decide("RUN_TASK");
        assertFalse(decision.isDone());
        take((subject, action) -> always(false));
        late.complete(object -> true);
        assertFalse(decision.join());
    }

    @Test
    void whatThrowsOrGivesNullDenies() {
        take((subject, action) -> {
            throw new IllegalStateException("broken");
        });
        assertFalse(allowed("RUN_TASK"));
        take((subject, action) -> CompletableFuture.completedFuture(null));
        assertFalse(allowed("RUN_TASK"));
        take((subject, action) -> null);
        assertFalse(allowed("RUN_TASK"));
        take((subject, action) -> CompletableFuture.completedFuture(object -> {
            throw new IllegalStateException("broken");
        }));
        assertFalse(allowed("RUN_TASK"));
        take((subject, action) -> CompletableFuture.completedFuture(object -> {
            throw new StackOverflowError();
        }));
        assertFalse(allowed("RUN_TASK"));
        take((subject, action) -> {
            throw new AssertionError("broken");
        });
        assertFalse(allowed("RUN_TASK"));
    }

    @Test
    void aReaderForWhomNoAuthorizerStaysLongEnoughSeesNothing() {
        int[] asked = new int[1];
        take(new Authorizer() {
            @Override
            public CompletionStage<ObjectApprover> approver(Optional<Principal> subject, String action) {
                asked[0]++;
                take(this);
                return always(true);
            }
        });
        View view = View.of(approvers, Optional.empty()).join();
        assertFalse(view.flags());
        assertFalse(view.role("eng"));
        assertTrue(asked[0] <= 100, "asked " + asked[0] + " times");
    }

    @Test
    void anAnswerThatIsLateByTheClockHandedInDenies() {
        CompletableFuture<CompletableFuture<ObjectApprover>> waited = new CompletableFuture<>();
        Guard guard = new Guard(GuardLimits.DEFAULT);
        guard.module(ModuleKind.AUTHORIZER, "a").trusted();
        Approvers patient = new Approvers(seat, guard, answer -> {
            waited.complete(answer);
            return answer;
        });
        take((subject, action) -> new CompletableFuture<>());
        CompletableFuture<Boolean> decision = patient.with(Optional.empty(), "RUN_TASK",
                approver -> approver.approved(AuthorizationObject.any()));
        waited.join().completeExceptionally(new java.util.concurrent.TimeoutException("2 s"));
        assertFalse(decision.join());
    }

    /** One that hangs in its answer holds up a thread of the guard's, never the one that asks. */
    @Test
    void anApproverThatHangsDeniesInTimeAndTheOneWhoAsksGoesOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Guard guard = new Guard(GuardLimits.DEFAULT.withCall(TimeUnit.MILLISECONDS.toNanos(50)))) {
            Approvers quick = new Approvers(seat, guard);
            take((subject, action) -> CompletableFuture.completedFuture(object -> {
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return true;
            }));
            CompletableFuture<Boolean> decision = quick.with(Optional.empty(), "RUN_TASK",
                    approver -> approver.approved(AuthorizationObject.of("x")));
            assertFalse(decision.join());
            assertEquals(1, guard.abandoned());
            assertEquals(1, guard.faults(ModuleKind.AUTHORIZER, "a").size());
            take((subject, action) -> {
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return null;
            });
            assertFalse(quick.with(Optional.empty(), "RUN_TASK", approver -> approver.approved(AuthorizationObject.of("x"))).join());
            release.countDown();
        }
    }
}
