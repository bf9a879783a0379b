package org.tepui.core.module;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tepui.api.module.ModuleKind;

/**
 * A place that modules of one kind fill. Changed by one thread at a time, read by any. Listeners hear of a change while the modules of before
 * are still alive, so that they can give up what they hold of them (approvers, sessions) and take it anew.
 */
public final class Seat<T> {

    private final ModuleKind kind;
    private final List<Consumer<Seated<T>>> listeners = new CopyOnWriteArrayList<>();
    private volatile Seated<T> current;

    public Seat(ModuleKind kind) {
        this.kind = kind;
        this.current = new Seated<>(kind, 0, List.of(), List.of());
    }

    public ModuleKind kind() {
        return kind;
    }

    public Seated<T> current() {
        return current;
    }

    /** Called on the thread that makes the change, after it shows and before {@link #take} returns; must not block. */
    public AutoCloseable onChange(Consumer<Seated<T>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** From here on these modules are used. When it returns nobody holds anything of the ones before, but for calls that are under way. */
    public synchronized Seated<T> take(List<String> names, List<T> modules) {
        Seated<T> next = new Seated<>(kind, current.version() + 1, names, modules);
        current = next;
        listeners.forEach(listener -> listener.accept(next));
        return next;
    }
}
