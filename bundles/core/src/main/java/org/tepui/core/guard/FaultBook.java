package org.tepui.core.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleKind;

/**
 * The faults of each module, and whether they are more than its budget: so many within a window. Keeps the latest as evidence. Plain logic,
 * safe for any thread.
 */
public final class FaultBook {

    /** Evidence kept of one module. */
    public static final int KEPT_MAX = 5;
    /** Modules remembered; the one that has been without a fault for longest is forgotten first. */
    static final int MODULES_MAX = 500;

    private record Key(ModuleKind kind, String name) { }

    private static final class Page {
        /** Of the faults within the window, at most as many as the budget. */
        final ArrayDeque<Long> times = new ArrayDeque<>();
        final ArrayDeque<ModuleFault> kept = new ArrayDeque<>();
        boolean told;
    }

    private final int faultsMax;
    private final long windowNanos;
    private final LongSupplier nanos;
    private final Map<Key, Page> pages = new LinkedHashMap<>();

    /** @param nanos a clock that only grows, in nanoseconds */
    public FaultBook(int faultsMax, long windowNanos, LongSupplier nanos) {
        this.faultsMax = faultsMax;
        this.windowNanos = windowNanos;
        this.nanos = nanos;
    }

    /** True when with this fault the budget is used up: once, until {@link #forgive}, or until a window has been better. */
    public synchronized boolean add(ModuleKind kind, String name, ModuleFault fault) {
        long now = nanos.getAsLong();
        Key key = new Key(kind, name);
        Page page = pages.remove(key);
        page = page == null ? new Page() : page;
        pages.put(key, page);
        if (pages.size() > MODULES_MAX) {
            pages.remove(pages.keySet().iterator().next());
        }
        page.kept.addLast(fault);
        if (page.kept.size() > KEPT_MAX) {
            page.kept.removeFirst();
        }
        page.times.addLast(now);
        while (page.times.size() > faultsMax || now - page.times.peekFirst() > windowNanos) {
            page.times.removeFirst();
        }
        if (page.times.size() < faultsMax) {
            page.told = false;
            return false;
        }
        boolean first = !page.told;
        page.told = true;
        return first;
    }

    /** The budget counts anew, and the evidence stays: nothing could be done about it yet. */
    public synchronized void again(ModuleKind kind, String name) {
        Page page = pages.get(new Key(kind, name));
        if (page != null) {
            page.times.clear();
            page.told = false;
        }
    }

    /** Faults of that module within the window, as far as the budget counts. */
    public synchronized int within(ModuleKind kind, String name) {
        Page page = pages.get(new Key(kind, name));
        long now = nanos.getAsLong();
        return page == null ? 0 : (int) page.times.stream().filter(time -> now - time <= windowNanos).count();
    }

    /** The latest faults, oldest first. */
    public synchronized List<ModuleFault> latest(ModuleKind kind, String name) {
        Page page = pages.get(new Key(kind, name));
        return page == null ? List.of() : new ArrayList<>(page.kept);
    }

    /** The module begins anew. */
    public synchronized void forgive(ModuleKind kind, String name) {
        pages.remove(new Key(kind, name));
    }
}
