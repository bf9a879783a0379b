package org.tepui.core.authorization;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
public class Approvers {

    private static final Logger LOG = LoggerFactory.getLogger(Approvers.class);

    /** Approvers kept; beyond it all are given up and asked for anew. */
    private static final int KEPT_MAX = 10_000;
    /** How often something is asked when the authorizer changes each time before it is decided. */
    static final int ATTEMPTS_MAX = 4;
    private static final ObjectApprover DENY = object -> false;
    private static final ObjectApprover ALLOW = object -> true;

    /** What an approver is for. */
    record Key(Optional<Principal> subject, String action) { }

    /** What was minted by one occupation of the seat. */
    private record Minted(Seated<Authorizer> seated, Map<Key, CompletableFuture<ObjectApprover>> approvers) { }

    private final Seat<Authorizer> seat;
    private final Guard guard;
    private final UnaryOperator<CompletableFuture<ObjectApprover>> limit;
    private volatile Minted minted;
    private volatile boolean guarded;

    /** With a guard of its own. */
    public Approvers(Seat<Authorizer> seat) {
        this(seat, new Guard(GuardLimits.DEFAULT));
    }

    public Approvers(Seat<Authorizer> seat, Guard guard) {
        this(seat, guard, false);
    }

    /** @param guarded an authorizer is to come: until it sits everything is denied */
    public Approvers(Seat<Authorizer> seat, Guard guard, boolean guarded) {
        this(seat, guard, guarded, answer -> answer.orTimeout(guard.limits().callNanos(), TimeUnit.NANOSECONDS));
    }

    /** @param limit makes an answer of the platform's own authorizer fail that is not there in time */
    public Approvers(Seat<Authorizer> seat, Guard guard, UnaryOperator<CompletableFuture<ObjectApprover>> limit) {
        this(seat, guard, false, limit);
    }

    private Approvers(Seat<Authorizer> seat, Guard guard, boolean guarded, UnaryOperator<CompletableFuture<ObjectApprover>> limit) {
        this.seat = seat;
        this.guard = guard;
        this.guarded = guarded;
        this.limit = limit;
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

    /** As {@link #with(Set, Function)}, with one approver. */
    <R> CompletableFuture<R> with(Optional<Principal> subject, String action, Function<ObjectApprover, R> decide) {
        Key key = new Key(subject, action);
        return with(Set.of(key), approvers -> decide.apply(approvers.get(key)));
    }

    /** A plugin is asked on another thread: one that hangs must not hold up those of the port, which nobody can replace. */
    private <R> CompletableFuture<R> decided(Minted now, Map<Key, ObjectApprover> approvers, Function<Map<Key, ObjectApprover>, R> decide) {
        if (now.seated().isEmpty() || module(now).isBuiltIn() || approvers.values().stream().allMatch(approver -> approver == DENY)) {
            return CompletableFuture.completedFuture(decide.apply(approvers));
        }
        return guard.call(module(now), "approved", approvers.keySet(), () -> CompletableFuture.completedFuture(decide.apply(approvers)))
                .exceptionally(failure -> decide.apply(denials(approvers.keySet())));
    }

    private static Map<Key, ObjectApprover> denials(Set<Key> keys) {
        Map<Key, ObjectApprover> denials = new HashMap<>();
        keys.forEach(key -> denials.put(key, DENY));
        return denials;
    }

    private Guarded module(Minted now) {
        return guard.module(ModuleKind.AUTHORIZER, now.seated().names().get(0));
    }

    /**
     * What {@code decide} says with approvers that one authorizer gave, which is seated from the first question until the decision is made:
     * if the seat changes meanwhile, all is asked and decided anew. Where it changes each time, approvers that deny everything are decided
     * with in the end. Never fails: denies.
     *
     * @param decide without side effects: it may be asked again, also with approvers that deny
     */
    <R> CompletableFuture<R> with(Set<Key> keys, Function<Map<Key, ObjectApprover>, R> decide) {
        return attempt(1, keys, decide);
    }

    private <R> CompletableFuture<R> attempt(int number, Set<Key> keys, Function<Map<Key, ObjectApprover>, R> decide) {
        if (number > ATTEMPTS_MAX) {
            LOG.warn("The authorizer changed {} times before it had answered about {}, which is denied", ATTEMPTS_MAX, keys);
            return CompletableFuture.completedFuture(decide.apply(denials(keys)));
        }
        Minted now = fresh();
        return all(now, keys).thenCompose(approvers -> !isInForce(now.seated()) ? attempt(number + 1, keys, decide)
                : decided(now, approvers, decide).thenCompose(decision -> isInForce(now.seated())
                        ? CompletableFuture.completedFuture(decision) : attempt(number + 1, keys, decide)));
    }

    /** What it says may be taken. */
    protected boolean isInForce(Seated<Authorizer> asked) {
        return asked == fresh().seated();
    }

    private CompletableFuture<Map<Key, ObjectApprover>> all(Minted now, Set<Key> keys) {
        Map<Key, CompletableFuture<ObjectApprover>> asked = new LinkedHashMap<>();
        keys.forEach(key -> asked.put(key, approver(now, key)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<Key, ObjectApprover> approvers = new HashMap<>();
            asked.forEach((key, answer) -> approvers.put(key, answer.join()));
            return approvers;
        });
    }

    private CompletableFuture<ObjectApprover> approver(Minted now, Key key) {
        if (now.seated().isEmpty()) {
            return CompletableFuture.completedFuture(guarded ? DENY : ALLOW);
        }
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
            return answer.isDone() ? answer : limit.apply(answer.thenApply(approver -> approver));
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
