package org.tepui.core.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
public final class Approvers {

    private static final Logger LOG = LoggerFactory.getLogger(Approvers.class);

    /** Approvers kept; beyond it all are given up and asked for anew. */
    private static final int KEPT_MAX = 10_000;
    private static final long ANSWER_SECONDS_MAX = 2;
    private static final ObjectApprover DENY = object -> false;

    private record Key(Optional<Principal> subject, String action) { }

    /** What was minted by one occupation of the seat. */
    private record Minted(Seated<Authorizer> seated, Map<Key, CompletableFuture<ObjectApprover>> approvers) { }

    private final Seat<Authorizer> seat;
    private volatile Minted minted;
    private volatile boolean guarded;

    public Approvers(Seat<Authorizer> seat) {
        this(seat, false);
    }

    /** @param guarded an authorizer is to come: until it sits everything is denied */
    public Approvers(Seat<Authorizer> seat, boolean guarded) {
        this.seat = seat;
        this.guarded = guarded;
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
     */
    <R> CompletableFuture<R> with(Optional<Principal> subject, String action, Function<ObjectApprover, R> decide) {
        Minted now = fresh();
        return approver(now, subject, action).thenCompose(approver -> now == fresh() ? CompletableFuture.completedFuture(decide.apply(approver))
                : with(subject, action, decide));
    }

    private CompletableFuture<ObjectApprover> approver(Minted now, Optional<Principal> subject, String action) {
        if (now.seated().isEmpty()) {
            return CompletableFuture.completedFuture(guarded ? DENY : object -> true);
        }
        Key key = new Key(subject, action);
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

    private static CompletableFuture<ObjectApprover> ask(Authorizer authorizer, Key key) {
        CompletableFuture<ObjectApprover> answer;
        try {
            answer = authorizer.approver(key.subject(), key.action()).toCompletableFuture();
        } catch (RuntimeException | LinkageError e) {
            answer = CompletableFuture.failedFuture(e);
        }
        if (!answer.isDone()) {
            // A future of our own: the plugin's must not be completed by us.
            answer = answer.thenApply(approver -> approver).orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
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
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("An approver failed, which denies: {}", e.toString());
            return false;
        }
    }
}
