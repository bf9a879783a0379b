package org.tepui.core.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps answers of one client in the order of its requests, however long each takes: a call must not overtake the one before. */
final class InOrder {

    private final ConcurrentMap<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** A stage as that one, which ends after every stage asked for before under the same key, and after what hangs on those. */
    <T> CompletableFuture<T> after(String key, CompletableFuture<T> own) {
        CompletableFuture<T> shown = new CompletableFuture<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(key, done);
        CompletableFuture<T> turn = before == null ? own : before.thenCompose(nothing -> own);
        turn.whenComplete((value, failure) -> {
            // Whoever waits for the shown stage runs in here; only then is it the next one's turn.
            if (failure == null) {
                shown.complete(value);
            } else {
                shown.completeExceptionally(failure);
            }
            last.remove(key, done);
            done.complete(null);
        });
        return shown;
    }

    int size() {
        return last.size();
    }
}
