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
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.identity.Principal;
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
    private static final long ANSWER_SECONDS_MAX = 2;
    /** How often something is asked when the authorizer changes each time before it is decided. */
    static final int ATTEMPTS_MAX = 4;
    private static final ObjectApprover DENY = object -> false;

    /** What an approver is for. */
    record Key(Optional<Principal> subject, String action) { }

    /** What was minted by one occupation of the seat. */
    private record Minted(Seated<Authorizer> seated, Map<Key, CompletableFuture<ObjectApprover>> approvers) { }

    private final Seat<Authorizer> seat;
    private final UnaryOperator<CompletableFuture<ObjectApprover>> limit;
    private volatile Minted minted;
    private volatile boolean guarded;

    public Approvers(Seat<Authorizer> seat) {
        this(seat, answer -> answer.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS));
    }

    /** @param limit makes an answer fail that is not there in time */
    public Approvers(Seat<Authorizer> seat, UnaryOperator<CompletableFuture<ObjectApprover>> limit) {
        this.seat = seat;
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

    /**
     * What {@code decide} says with approvers that one authorizer gave, which is seated from the first question until the decision is made:
     * if the seat changes meanwhile, all is asked and decided anew. Where it changes each time, approvers that deny everything are decided
     * with in the end. Never fails: denies.
     */
    <R> CompletableFuture<R> with(Set<Key> keys, Function<Map<Key, ObjectApprover>, R> decide) {
        return attempt(1, keys, decide);
    }

    private <R> CompletableFuture<R> attempt(int number, Set<Key> keys, Function<Map<Key, ObjectApprover>, R> decide) {
        if (number > ATTEMPTS_MAX) {
            LOG.warn("The authorizer changed {} times before it had answered about {}, which is denied", ATTEMPTS_MAX, keys);
            Map<Key, ObjectApprover> denials = new HashMap<>();
            keys.forEach(key -> denials.put(key, DENY));
            return CompletableFuture.completedFuture(decide.apply(denials));
        }
        Minted now = fresh();
        return all(now, keys).thenCompose(approvers -> {
            if (isInForce(now.seated())) {
                R decision = decide.apply(approvers);
                if (isInForce(now.seated())) {
                    return CompletableFuture.completedFuture(decision);
                }
            }
            return attempt(number + 1, keys, decide);
        });
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
            return CompletableFuture.completedFuture(guarded ? DENY : object -> true);
        }
        CompletableFuture<ObjectApprover> kept = now.approvers().get(key);
        if (kept != null) {
            return kept;
        }
        if (now.approvers().size() >= KEPT_MAX) {
            now.approvers().clear();
        }
        CompletableFuture<ObjectApprover> asked = ask(now.seated().modules().get(0), key);
        now.approvers().put(key, asked);
        asked.thenAccept(approver -> {
            if (approver == DENY) {
                now.approvers().remove(key, asked);
            }
        });
        return asked;
    }

    private CompletableFuture<ObjectApprover> ask(Authorizer authorizer, Key key) {
        CompletableFuture<ObjectApprover> answer;
        try {
            answer = authorizer.approver(key.subject(), key.action()).toCompletableFuture();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            answer = CompletableFuture.failedFuture(e);
        }
        if (!answer.isDone()) {
            // A future of our own: the plugin's must not be completed by us.
            answer = limit.apply(answer.thenApply(approver -> approver));
        }
        return answer.handle((approver, failure) -> {
            if (failure != null || approver == null) {
                LOG.warn("The authorizer gives no approver for {} of {}, which is denied: {}", key.action(), key.subject(),
                        failure == null ? "the approver is null" : failure.toString());
                return DENY;
            }
            return approver;
        });
    }

    /** The approver's word; what it throws denies. */
    static boolean ask(ObjectApprover approver, AuthorizationObject object) {
        try {
            return approver.approved(object);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.warn("An approver failed, which denies: {}", e.toString());
            return false;
        }
    }
}
