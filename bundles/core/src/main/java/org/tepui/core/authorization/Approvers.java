package org.tepui.core.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.guard.Guarded;
import org.tepui.core.guard.RefusedException;
import org.tepui.core.module.Seat;
import org.tepui.core.module.Seated;

/**
 * Approvers of the seated authorizer, one for each subject and action, kept until the seat changes. Without an authorizer everything is
 * allowed, unless there was one before: then everything is denied until there is one again. What fails, gives null or does not answer in
 * time denies.
 */
public final class Approvers {

    private static final Logger LOG = LoggerFactory.getLogger(Approvers.class);

    /** Approvers kept; beyond it all are given up and asked for anew. */
    private static final int KEPT_MAX = 10_000;
    private static final ObjectApprover DENY = object -> false;
    private static final ObjectApprover ALLOW = object -> true;

    private record Key(Optional<Principal> subject, String action) { }

    /** What was minted by one occupation of the seat. */
    private record Minted(Seated<Authorizer> seated, Map<Key, CompletableFuture<ObjectApprover>> approvers) { }

    private final Seat<Authorizer> seat;
    private final Guard guard;
    private volatile Minted minted;
    private volatile boolean guarded;

    /** With a guard of its own. */
    public Approvers(Seat<Authorizer> seat) {
        this(seat, new Guard(GuardLimits.DEFAULT));
    }

    public Approvers(Seat<Authorizer> seat, Guard guard) {
        this.seat = seat;
        this.guard = guard;
        changed(seat.current());
        seat.onChange(this::changed);
    }

    /** Gives up what the one before has given: nothing of it is held when the change returns. */
    private synchronized void changed(Seated<Authorizer> seated) {
        if (minted != null && minted.seated().version() >= seated.version()) {
            return;
        }
        guarded |= !seated.isEmpty();
        minted = new Minted(seated, new ConcurrentHashMap<>());
    }

    /** Never what was minted before the change that shows already, not even while listeners are being told. */
    private Minted fresh() {
        Minted now = minted;
        if (now.seated() != seat.current()) {
            changed(seat.current());
            now = minted;
        }
        return now;
    }

    /** Nobody is asked; everything is allowed. Costs two reads. */
    public boolean isOff() {
        return !guarded && seat.current().isEmpty();
    }

    /** Grows with each change of the authorizer. */
    long version() {
        return fresh().seated().version();
    }

    /**
     * What {@code decide} says with an approver of the authorizer that is seated when it says so: if the seat changes while the approver is
     * waited for, the new one is asked. Never fails: denies.
     *
     * @param decide without side effects: where a plugin does not answer in time it is asked again, with an approver that denies
     */
    <R> CompletableFuture<R> with(Optional<Principal> subject, String action, Function<ObjectApprover, R> decide) {
        Minted now = fresh();
        return approver(now, subject, action).thenCompose(approver -> now != fresh() ? with(subject, action, decide)
                : decided(now, action, approver, decide));
    }

    /** A plugin is asked on another thread: one that hangs must not hold up those of the port, which nobody can replace. */
    private <R> CompletableFuture<R> decided(Minted now, String action, ObjectApprover approver, Function<ObjectApprover, R> decide) {
        if (approver == DENY || approver == ALLOW || module(now).isBuiltIn()) {
            return CompletableFuture.completedFuture(decide.apply(approver));
        }
        return guard.call(module(now), "approved", action, () -> CompletableFuture.completedFuture(decide.apply(approver)))
                .exceptionally(failure -> decide.apply(DENY));
    }

    /** For one who asks much of it: on a thread that can be replaced. Never fails: denies. */
    CompletableFuture<ObjectApprover> approver(Optional<Principal> subject, String action) {
        Minted now = fresh();
        return approver(now, subject, action).thenCompose(approver -> now == fresh() ? CompletableFuture.completedFuture(approver)
                : approver(subject, action));
    }

    private Guarded module(Minted now) {
        return guard.module(ModuleKind.AUTHORIZER, now.seated().names().get(0));
    }

    private CompletableFuture<ObjectApprover> approver(Minted now, Optional<Principal> subject, String action) {
        if (now.seated().isEmpty()) {
            return CompletableFuture.completedFuture(guarded ? DENY : ALLOW);
        }
        Key key = new Key(subject, action);
        CompletableFuture<ObjectApprover> kept = now.approvers().get(key);
        if (kept != null) {
            return kept;
        }
        if (now.approvers().size() >= KEPT_MAX) {
            now.approvers().clear();
        }
        CompletableFuture<ObjectApprover> asked = ask(module(now), now.seated().modules().get(0), key);
        now.approvers().put(key, asked);
        asked.thenAccept(approver -> {
            if (approver == DENY) {
                now.approvers().remove(key, asked);
            }
        });
        return asked;
    }

    private CompletableFuture<ObjectApprover> ask(Guarded module, Authorizer authorizer, Key key) {
        CompletableFuture<ObjectApprover> answer = module.isBuiltIn() ? askHere(module, authorizer, key)
                : guard.call(module, "approver", key.action(), () -> authorizer.approver(key.subject(), key.action()));
        return answer.handle((approver, failure) -> {
            if (failure != null || approver == null) {
                LOG.warn("The authorizer gives no approver for {} of {}, which is denied", key.action(), key.subject());
                return DENY;
            }
            return guard.approver(module, approver);
        });
    }

    /** The platform's own answers at once. */
    private CompletableFuture<ObjectApprover> askHere(Guarded module, Authorizer authorizer, Key key) {
        try {
            CompletableFuture<ObjectApprover> answer = guard.section(module, "approver", key.action(),
                    () -> authorizer.approver(key.subject(), key.action())).toCompletableFuture();
            // A future of our own: the module's must not be completed by us.
            return answer.isDone() ? answer : answer.thenApply(approver -> approver).orTimeout(guard.limits().callNanos(), TimeUnit.NANOSECONDS);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
