package org.tepui.election.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;

/** The last candidate leads until it withdraws. Stages are completed outside the lock: what hangs on them may call back. */
public class StandaloneElection implements MasterContender, MasterDetector {

    /** Detections waiting at once; one master needs one. */
    static final int WAITING_MAX = 1024;

    private final List<CompletableFuture<Optional<Leader>>> waiting = new ArrayList<>();
    private Optional<Leader> leader = Optional.empty();
    private CompletableFuture<String> candidacy;
    private boolean closed;

    @Override
    public final CompletionStage<CompletionStage<String>> contend(Leader candidate) {
        Objects.requireNonNull(candidate);
        CompletableFuture<String> lost = new CompletableFuture<>();
        Runnable tell;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(ended());
            }
            tell = change(Optional.of(candidate), lost, "another candidate was entered");
        }
        tell.run();
        return CompletableFuture.completedFuture(lost);
    }

    @Override
    public final void withdraw() {
        Runnable tell;
        synchronized (this) {
            tell = change(Optional.empty(), null, "the candidacy was withdrawn");
        }
        tell.run();
    }

    @Override
    public final synchronized CompletionStage<Optional<Leader>> detect(Optional<Leader> previous) {
        if (closed) {
            return CompletableFuture.failedFuture(ended());
        }
        if (!leader.equals(previous)) {
            return CompletableFuture.completedFuture(leader);
        }
        if (waiting.size() >= WAITING_MAX) {
            return CompletableFuture.failedFuture(new IllegalStateException(WAITING_MAX + " detections wait already"));
        }
        CompletableFuture<Optional<Leader>> stage = new CompletableFuture<>();
        waiting.add(stage);
        return stage;
    }

    /** Ends candidacy and detection for good. */
    public final void close() {
        List<CompletableFuture<Optional<Leader>>> left;
        CompletableFuture<String> lost;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            lost = candidacy;
            candidacy = null;
            leader = Optional.empty();
        }
        if (lost != null) {
            lost.complete("the election service was stopped");
        }
        left.forEach(stage -> stage.completeExceptionally(ended()));
    }

    /** Changes the leader; what is returned tells those concerned and must run outside the lock. */
    private Runnable change(Optional<Leader> next, CompletableFuture<String> nextCandidacy, String reason) {
        CompletableFuture<String> lost = candidacy;
        candidacy = nextCandidacy;
        List<CompletableFuture<Optional<Leader>>> told = leader.equals(next) ? List.of() : List.copyOf(waiting);
        leader = next;
        if (!told.isEmpty()) {
            waiting.clear();
        }
        return () -> {
            if (lost != null) {
                lost.complete(reason);
            }
            told.forEach(stage -> stage.complete(next));
        };
    }

    private static IllegalStateException ended() {
        return new IllegalStateException("the standalone election was stopped");
    }
}
