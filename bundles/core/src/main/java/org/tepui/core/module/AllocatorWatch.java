package org.tepui.core.module;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.Guarded;

/**
 * Gives the planner's allocators their names: what one costs is counted, what it does wrong goes into the book, and whoever keeps the place
 * hears when the planner has thrown one out. The planner's own emergency policy has no name and is nobody's fault. Any thread.
 */
public final class AllocatorWatch {

    /** Told of one that lost its place. Must not block. */
    interface Out {
        void out(String name, ModuleFault fault);
    }

    private static final int NAMES_MAX = 8;
    private static final int WAITING_MAX = 16;

    private record Named(WeakReference<Allocator> allocator, Guarded module) { }

    private final Guard guard;
    private final Deque<AllocatorFault> waiting = new ArrayDeque<>();
    private volatile List<Named> names = List.of();
    private Out listener;

    public AllocatorWatch(Guard guard) {
        this.guard = guard;
    }

    /** Who keeps the place. What was told before is told now. */
    synchronized void onOut(Out out) {
        listener = out;
        List<AllocatorFault> before = new ArrayList<>(waiting);
        waiting.clear();
        before.forEach(this::faulted);
    }

    /** Said before it is called for the first time under that name. */
    public synchronized void named(String name, Allocator allocator) {
        List<Named> next = new ArrayList<>();
        next.add(new Named(new WeakReference<>(allocator), guard.module(ModuleKind.ALLOCATOR, name)));
        for (Named each : names) {
            Allocator other = each.allocator.get();
            if (other != null && other != allocator && next.size() < NAMES_MAX) {
                next.add(each);
            }
        }
        names = List.copyOf(next);
    }

    private Guarded find(Allocator allocator) {
        List<Named> now = names;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).allocator.refersTo(allocator)) {
                return now.get(i).module;
            }
        }
        return null;
    }

    public void called(Allocator allocator, long tookNanos) {
        Guarded module = find(allocator);
        if (module != null) {
            guard.called(module, tookNanos);
        }
    }

    public synchronized void faulted(AllocatorFault fault) {
        if (listener == null) {
            if (waiting.size() < WAITING_MAX) {
                waiting.add(fault);
            }
            return;
        }
        Guarded module = find(fault.allocator());
        if (module == null) {
            return;
        }
        ModuleFault kept = guard.fault(module, cause(fault.kind()), fault.doing(), fault.input(), fault.detail(),
                fault.frames().toArray(StackTraceElement[]::new), fault.wallNanos(), fault.cpuNanos());
        if (fault.isOut()) {
            listener.out(module.name(), kept);
        }
    }

    private static ModuleFault.Cause cause(AllocatorFault.Kind kind) {
        return switch (kind) {
            case THREW -> ModuleFault.Cause.THREW;
            case GAVE_NULL -> ModuleFault.Cause.GAVE_NULL;
            case OVERRAN -> ModuleFault.Cause.OVERRAN;
            case BROKE_A_RULE -> ModuleFault.Cause.BROKE_A_RULE;
        };
    }
}
