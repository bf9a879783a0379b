package org.tepui.core.module;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tepui.api.module.ModuleKind;

/** A seat as a place: a change of it takes effect with the next request. */
public final class SeatPlace<T> implements Place {

    private final Seat<T> seat;
    private final Class<T> type;
    private final boolean several;
    private final Consumer<T> configure;
    private final Seated<T> closed;

    /**
     * @param configure may throw {@link IllegalArgumentException} with one line
     * @param closed what is seated where everything is missing; its version is not looked at
     */
    public SeatPlace(Seat<T> seat, Class<T> type, boolean several, Consumer<T> configure, Seated<T> closed) {
        this.seat = seat;
        this.type = type;
        this.several = several;
        this.configure = configure;
        this.closed = closed;
    }

    @Override
    public ModuleKind kind() {
        return seat.kind();
    }

    @Override
    public boolean takesSeveral() {
        return several;
    }

    @Override
    public boolean mayBeEmpty() {
        return closed.isEmpty();
    }

    @Override
    public Optional<String> builtIn() {
        return Optional.empty();
    }

    @Override
    public void configure(Object module) {
        configure.accept(type.cast(module));
    }

    @Override
    public Taken take(List<String> names, List<Object> modules) {
        return take(names, modules.stream().map(type::cast).toList(), System.nanoTime());
    }

    @Override
    public Taken closed() {
        return take(closed.names(), closed.modules(), System.nanoTime());
    }

    private Taken take(List<String> names, List<T> modules, long since) {
        seat.take(names, modules);
        return new Taken(true, "", 0, System.nanoTime() - since);
    }
}
