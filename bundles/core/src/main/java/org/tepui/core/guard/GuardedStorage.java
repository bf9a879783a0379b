package org.tepui.core.guard;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.api.registry.Variable;

/**
 * A storage whose methods have to return in time, so that one that hangs holds up neither the line nor the start. How long an answer may take
 * is for the registrar, which has one operation in flight.
 */
public final class GuardedStorage implements Storage {

    private final Guard guard;
    private final Guarded module;
    private final Storage storage;

    public GuardedStorage(Guard guard, Guarded module, Storage storage) {
        this.guard = guard;
        this.module = module;
        this.storage = storage;
    }

    @Override
    public CompletionStage<Optional<Variable>> fetch(String name) {
        return guard.begin(module, "fetch", name, () -> storage.fetch(name));
    }

    @Override
    public CompletionStage<List<Variable>> scan(String prefix) {
        return guard.begin(module, "scan", prefix, () -> storage.scan(prefix));
    }

    @Override
    public CompletionStage<Optional<List<Long>>> commit(List<Change> changes) {
        return guard.begin(module, "commit", changes.size() + " changes", () -> storage.commit(changes));
    }

    @Override
    public int valueBytesMax() {
        try {
            return guard.section(module, "valueBytesMax", null, storage::valueBytesMax);
        } catch (RefusedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
