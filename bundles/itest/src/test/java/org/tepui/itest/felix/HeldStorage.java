package org.tepui.itest.felix;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.api.registry.Variable;

/** Another storage, whose writes wait while they are held: neither done nor answered, as on a disk that hangs. */
final class HeldStorage implements Storage {

    private final Storage storage;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean held;

    HeldStorage(Storage storage) {
        this.storage = storage;
    }

    synchronized void hold() {
        held = true;
    }

    /** Writes what waits, in its order. */
    synchronized void release() {
        held = false;
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public CompletionStage<Optional<Variable>> fetch(String name) {
        return storage.fetch(name);
    }

    @Override
    public CompletionStage<List<Variable>> scan(String prefix) {
        return storage.scan(prefix);
    }

    @Override
    public synchronized CompletionStage<Optional<List<Long>>> commit(List<Change> changes) {
        if (!held) {
            return storage.commit(changes);
        }
        CompletableFuture<Optional<List<Long>>> later = new CompletableFuture<>();
        waiting.add(() -> storage.commit(changes).whenComplete((versions, failure) -> {
            if (failure == null) {
                later.complete(versions);
            } else {
                later.completeExceptionally(failure);
            }
        }));
        return later;
    }

    @Override
    public int valueBytesMax() {
        return storage.valueBytesMax();
    }
}
