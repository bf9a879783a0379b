package org.tepui.core.runtime;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tepui.api.registry.Storage;
import org.tepui.core.endpoint.Timing;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.line.StoreResult;

/** Carries the registrar's operations to the storage and brings their results back into the inbox. */
final class StorageDriver {

    private final Storage storage;
    private final Inbox inbox;
    private final Timing fetches = new Timing("registrar/state_fetch_ms");
    private final Timing stores = new Timing("registrar/state_store_ms");

    StorageDriver(Storage storage, Inbox inbox) {
        this.storage = storage;
        this.inbox = inbox;
    }

    void scan(Output.Scan scan) {
        run(scan.operation(), fetches, storage -> storage.scan(scan.prefix()), StoreResult.Scanned::new);
    }

    void store(Output.Store store) {
        run(store.operation(), stores, storage -> storage.commit(store.changes()), StoreResult.Committed::new);
    }

    /** What reading the registry took. */
    Timing fetches() {
        return fetches;
    }

    /** What each write took, failed ones left out. */
    Timing stores() {
        return stores;
    }

    private <T> void run(long operation, Timing timing, Function<Storage, CompletionStage<T>> call, Function<T, StoreResult> result) {
        long since = System.nanoTime();
        CompletionStage<T> stage;
        try {
            stage = call.apply(storage);
        } catch (RuntimeException e) {
            done(operation, new StoreResult.Failed(reason(e)));
            return;
        }
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                timing.add(System.nanoTime() - since);
            }
            done(operation, failure == null ? result.apply(value) : new StoreResult.Failed(reason(failure)));
        });
    }

    private void done(long operation, StoreResult result) {
        inbox.put(new Input.Stored(operation, result));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() != null && failure instanceof CompletionException
                ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
