package org.tepui.core.module;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;

/** The place of the allocator: in the planner, which changes it between two plans and answers within the deadline of a call. */
public final class AllocatorPlace implements Place {

    private static final String BUILT_IN = "hierarchical";

    private final Planner planner;
    private final AllocatorWatch watch;

    /** Where nobody counts faults. */
    public AllocatorPlace(Planner planner) {
        this(planner, new AllocatorWatch(new Guard(GuardLimits.DEFAULT)));
    }

    /** @param watch is told the name of each allocator before it is called */
    public AllocatorPlace(Planner planner, AllocatorWatch watch) {
        this.planner = planner;
        this.watch = watch;
    }

    @Override
    public ModuleKind kind() {
        return ModuleKind.ALLOCATOR;
    }

    @Override
    public boolean takesSeveral() {
        return false;
    }

    @Override
    public Optional<String> builtIn() {
        return Optional.of(BUILT_IN);
    }

    @Override
    public void configure(Object module) {
        // Allocators are told everything by their view.
    }

    @Override
    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
        try {
            watch.named(names.get(0), (Allocator) modules.get(0));
            PlannerSwap swap = planner.swap((Allocator) modules.get(0)).toCompletableFuture().get();
            return new Taken(swap.done(), swap.failure(), swap.epoch(), swap.pauseNanos());
        } catch (ExecutionException e) {
            return Taken.failed("the planner failed: " + e.getCause());
        }
    }

    @Override
    public Taken closed() {
        return Taken.failed("a master cannot be without an allocator");
    }
}
