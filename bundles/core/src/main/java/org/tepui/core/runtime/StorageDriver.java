package org.tepui.core.runtime;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tepui.api.registry.Storage;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.line.StoreResult;

/** Carries the registrar's operations to the storage and brings their results back into the inbox. */
final class StorageDriver {

    private final Storage storage;
    private final Inbox inbox;

    StorageDriver(Storage storage, Inbox inbox) {
        this.storage = storage;
        this.inbox = inbox;
    }

    void scan(Output.Scan scan) {
        run(scan.operation(), storage -> storage.scan(scan.prefix()), StoreResult.Scanned::new);
    }

    void store(Output.Store store) {
        run(store.operation(), storage -> storage.commit(store.changes()), StoreResult.Committed::new);
    }

    private <T> void run(long operation, Function<Storage, CompletionStage<T>> call, Function<T, StoreResult> result) {
        CompletionStage<T> stage;
        try {
            stage = call.apply(storage);
        } catch (RuntimeException e) {
            done(operation, new StoreResult.Failed(reason(e)));
            return;
        }
        stage.whenComplete((value, failure) ->
                done(operation, failure == null ? result.apply(value) : new StoreResult.Failed(reason(failure))));
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
