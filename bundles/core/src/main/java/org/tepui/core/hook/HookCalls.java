package org.tepui.core.hook;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.tepui.api.hook.Hook;
import org.tepui.core.access.FaultLog;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.Guarded;
import org.tepui.core.module.Seat;
import org.tepui.core.module.Seated;

/**
 * Calls of the seated hooks, in their order and in bounded time. One that throws, gives null or is late is logged, counted and passed over:
 * what went in goes on.
 */
public final class HookCalls {

    private final Seat<Hook> seat;
    private final Executor executor;
    private final Guard guard;
    private final FaultLog log = new FaultLog();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    /** @param executor goes on with what a hook has answered, so that no thread of the guard does the work of a lane */
    public HookCalls(Seat<Hook> seat, Executor executor, Guard guard) {
        this.seat = seat;
        this.executor = executor;
        this.guard = guard;
    }

    /** No hook is in use. Costs one read. */
    public boolean isOff() {
        return seat.current().isEmpty();
    }

    /**
     * The value that the last hook leaves, each given what the one before returned. All of them belong to one occupation of the seat. Never
     * fails.
     *
     * @param method for the evidence
     * @param effect for the log: what it means when a hook fails
     */
    <T> CompletableFuture<T> chain(T value, String method, String effect, BiFunction<Hook, T, Optional<T>> call) {
        Seated<Hook> hooks = seat.current();
        CompletableFuture<T> last = CompletableFuture.completedFuture(value);
        for (int i = 0; i < hooks.modules().size(); i++) {
            Hook hook = hooks.modules().get(i);
            Guarded who = guard.module(ModuleKind.HOOK, hooks.names().get(i));
            last = last.thenCompose(given -> one(who, method, effect, given, () -> call.apply(hook, given))
                    .thenApply(changed -> changed.orElse(given)));
        }
        return last;
    }

    private <T> CompletableFuture<Optional<T>> one(Guarded who, String method, String effect, T given, Supplier<Optional<T>> call) {
        made.incrementAndGet();
        return guard.call(who, method, given, () -> CompletableFuture.completedFuture(call.get())).handleAsync((answer, failure) -> {
            if (failure == null) {
                return answer;
            }
            faults.incrementAndGet();
            log.report(who.toString(), failure, effect);
            return Optional.empty();
        }, executor);
    }

    /** By name, without a prefix. */
    public SortedMap<String, Long> counters() {
        return new TreeMap<>(Map.of("calls", made.get(), "faults", faults.get()));
    }
}
