package org.tepui.core.guard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleKind;

/**
 * Every call into a module goes through here: {@link #call} for those that may take a while, on threads of its own; {@link #section} for short
 * ones, on the caller's thread. What throws, gives null or does not come back in time is a fault of the module; whoever listens hears when
 * the budget of one is used up. A module that is closed, or not built in when too many threads are lost already, is not called.
 */
public final class Guard implements AutoCloseable {

    /** Told when a module has used up its budget. Must not block. */
    public interface Exhausted {
        void exhausted(Guarded module, String why, List<ModuleFault> evidence);
    }

    /** Told of a thread that is lost in a section, so that its pool gets another; and when it is back. Must not block. */
    public interface ThreadLoss {
        void lost(Thread thread, boolean isBack);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int MODULES_MAX = 500;
    private static final String OTHER = "other";

    private final GuardLimits limits;
    private final LongSupplier wallNanos;
    private final FaultBook book;
    private final FaultLines lines = new FaultLines();
    private final CallThreads threads;
    private final Sampler sampler;
    private final Map<ModuleKind, Map<String, Guarded>> modules = new EnumMap<>(ModuleKind.class);
    private final AtomicInteger lost = new AtomicInteger();
    private final List<ThreadLoss> losses = new CopyOnWriteArrayList<>();
    private volatile IntSupplier lostElsewhere = () -> 0;
    private volatile Exhausted exhausted = (module, why, evidence) -> { };

    public Guard(GuardLimits limits) {
        this(limits, System::nanoTime, () -> System.currentTimeMillis() * 1_000_000L);
    }

    /** @param nanos a clock that only grows; by it faults fall out of the window @param wallNanos nanoseconds since 1970 */
    public Guard(GuardLimits limits, LongSupplier nanos, LongSupplier wallNanos) {
        this.limits = limits;
        this.wallNanos = wallNanos;
        this.book = new FaultBook(limits.faultsMax(), limits.windowNanos(), nanos);
        this.threads = new CallThreads(limits.callNanos(), limits.abandonedMax());
        this.sampler = new Sampler(limits.callNanos(), this::overran);
        for (ModuleKind kind : ModuleKind.values()) {
            modules.put(kind, new ConcurrentHashMap<>());
        }
    }

    public GuardLimits limits() {
        return limits;
    }

    public void onExhausted(Exhausted listener) {
        exhausted = listener;
    }

    public void onLoss(ThreadLoss listener) {
        losses.add(listener);
    }

    /** Threads that are lost in modules outside of the guard, as in the planner: they count too. */
    public void lostElsewhere(IntSupplier count) {
        lostElsewhere = count;
    }

    /** The one of that kind and name. Costs a look into a map; no allocation once it is known. */
    public Guarded module(ModuleKind kind, String name) {
        Map<String, Guarded> named = modules.get(kind);
        Guarded module = named.get(name);
        if (module != null) {
            return module;
        }
        // Names come from plugins: their number has a limit.
        String kept = named.size() >= MODULES_MAX ? OTHER : name;
        return named.computeIfAbsent(kept, key -> new Guarded(kind, key));
    }

    /** Threads that are lost in calls now. */
    public int abandoned() {
        return lost.get() + lostElsewhere.getAsInt();
    }

    private String refusal(Guarded module) {
        String closed = module.closed();
        if (closed == null && !module.isBuiltIn() && abandoned() >= limits.abandonedMax()) {
            return module + " is not called: " + abandoned() + " threads are lost in modules already; restart the master, or raise "
                    + "--module_threads_lost";
        }
        return closed;
    }

    /**
     * A call that may take a while, with an answer within the deadline.
     *
     * @param doing method, for the evidence
     * @param input what it is about, for the evidence; asked for its text only when something is wrong
     * @return fails with {@link RefusedException} when it was not called, with what it threw, or with one line
     */
    public <T> CompletableFuture<T> call(Guarded module, String doing, Object input, Supplier<? extends CompletionStage<T>> call) {
        return call(module, doing, input, call, true);
    }

    /**
     * As {@link #call}, where only the method has to return within the deadline: its answer may come whenever it comes. For what a master
     * cannot be without, so it is called however many threads are lost.
     */
    public <T> CompletableFuture<T> begin(Guarded module, String doing, Object input, Supplier<? extends CompletionStage<T>> call) {
        return call(module, doing, input, call, false);
    }

    private <T> CompletableFuture<T> call(Guarded module, String doing, Object input, Supplier<? extends CompletionStage<T>> call, boolean waits) {
        String refusal = waits ? refusal(module) : module.closed();
        if (refusal != null) {
            return CompletableFuture.failedFuture(new RefusedException(refusal, null));
        }
        CompletableFuture<T> answer = threads.call(() -> {
            Sampler.Place place = sampler.occupy(module);
            try {
                return call.get();
            } finally {
                sampler.vacate(place);
            }
        }, waits, new CallThreads.Watcher() {
            @Override
            public void called(long tookNanos) {
                module.called(tookNanos);
            }

            @Override
            public void overran(StackTraceElement[] stack, long tookNanos, long cpuNanos) {
                module.called(tookNanos);
                String detail = stack.length == 0 ? "no answer came in time" : "it did not come back in time; its thread is abandoned";
                fault(module, ModuleFault.Cause.OVERRAN, doing, input, detail, stack, tookNanos, cpuNanos);
            }

            @Override
            public void lost(int change) {
                lost.addAndGet(change);
            }
        });
        return answer.whenComplete((value, failure) -> {
            Throwable cause = cause(failure);
            if (cause != null && !(cause instanceof TimeoutException)) {
                threw(module, doing, input, cause);
            }
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * A short call on this thread. One that does not come back is interrupted, and what it gives after that is not taken.
     *
     * @param call gives no null
     * @throws RefusedException one line: it was not called, it failed, or it overran; the caller does without
     */
    public <T> T section(Guarded module, String doing, Object input, Supplier<T> call) throws RefusedException {
        String refusal = refusal(module);
        if (refusal != null) {
            throw new RefusedException(refusal, null);
        }
        T answer = null;
        Throwable failure = null;
        Sampler.Place place = sampler.enter(module, doing, input);
        try {
            answer = call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            failure = e;
        }
        boolean inTime = leave(place);
        module.called();
        if (!inTime) {
            throw new RefusedException(module + " was not over with " + doing + " in time", failure);
        }
        if (failure == null && answer == null) {
            failure = new NullAnswerException("an answer");
        }
        if (failure != null) {
            threw(module, doing, input, failure);
            throw new RefusedException(module + " failed when asked for " + doing + ": " + Evidence.line(failure), failure);
        }
        return answer;
    }

    private boolean leave(Sampler.Place place) {
        boolean inTime = sampler.leave(place);
        if (!inTime) {
            lost.decrementAndGet();
            losses.forEach(listener -> listener.lost(Thread.currentThread(), true));
        }
        return inTime;
    }

    /** That approver with a section around each answer, without an allocation; what is wrong denies. */
    public ObjectApprover approver(Guarded module, ObjectApprover approver) {
        return object -> approved(module, approver, object);
    }

    private boolean approved(Guarded module, ObjectApprover approver, AuthorizationObject object) {
        if (module.closed() != null) {
            return false;
        }
        boolean approved = false;
        Throwable failure = null;
        Sampler.Place place = sampler.enter(module, "approved", object);
        try {
            approved = approver.approved(object);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            failure = e;
        }
        boolean inTime = leave(place);
        module.called();
        if (failure != null && inTime) {
            threw(module, "approved", object, failure);
        }
        return approved && inTime && failure == null;
    }

    /** On the sampler's thread. */
    private void overran(Sampler.Place place, Thread thread, Guarded module, String doing, Object input, StackTraceElement[] stack, long tookNanos) {
        lost.incrementAndGet();
        losses.forEach(listener -> listener.lost(thread, false));
        fault(module, ModuleFault.Cause.OVERRAN, doing, input, "it did not come back in time; thread " + thread.getName() + " is in it", stack,
                tookNanos, 0);
    }

    private void threw(Guarded module, String doing, Object input, Throwable failure) {
        if (failure instanceof RefusedException) {
            return;
        }
        boolean isNull = failure instanceof NullAnswerException;
        fault(module, isNull ? ModuleFault.Cause.GAVE_NULL : ModuleFault.Cause.THREW, doing, input,
                isNull ? failure.getMessage() : Evidence.line(failure), isNull ? new StackTraceElement[0] : failure.getStackTrace(), 0, 0);
    }

    /** A call that was made elsewhere, as by the planner. */
    public void called(Guarded module, long tookNanos) {
        module.called(tookNanos);
    }

    /** A fault that was found elsewhere: the evidence of it. Never blocks. */
    public ModuleFault fault(Guarded module, ModuleFault.Cause cause, String doing, Object input, String detail, StackTraceElement[] stack,
            long tookNanos, long cpuNanos) {
        module.faulted();
        ModuleFault fault = ModuleFault.of(cause, doing, Evidence.input(input), Evidence.line(detail), Evidence.frames(stack),
                wallNanos.getAsLong(), tookNanos, cpuNanos);
        lines.tell(module, fault);
        if (book.add(module.kind(), module.name(), fault)) {
            exhausted.exhausted(module, limits.faultsMax() + " faults within " + limits.windowNanos() / 1_000_000_000L + " s, the last: " + fault,
                    book.latest(module.kind(), module.name()));
        }
        return fault;
    }

    /** The latest ones, oldest first. */
    public List<ModuleFault> faults(ModuleKind kind, String name) {
        return book.latest(kind, name);
    }

    /** Its budget is whole again; it goes on as it is. */
    public void again(Guarded module) {
        book.again(module.kind(), module.name());
    }

    /** Its budget is whole again, and it is called again. */
    public void forgive(ModuleKind kind, String name) {
        book.forgive(kind, name);
        module(kind, name).open();
    }

    /** By {@code KIND/NAME/calls}, {@code time_ns}, {@code faults}; and {@code threads_abandoned}. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> all = new TreeMap<>();
        modules.forEach((kind, named) -> named.forEach((name, module) -> {
            if (module.isKnown()) {
                String prefix = kind + "/" + name + "/";
                all.put(prefix + "calls", module.calls());
                all.put(prefix + "time_ns", module.nanos());
                all.put(prefix + "faults", module.faults());
            }
        }));
        all.put("threads_abandoned", (long) abandoned());
        return all;
    }

    @Override
    public void close() {
        threads.close();
        sampler.close();
        LOG.debug("The guard ended with {} threads lost in modules", abandoned());
    }
}
