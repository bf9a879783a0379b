package org.tepui.core.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at the threads that run short calls of modules, and tells of a call that has not come back for longer than the limit. A call costs two
 * writes to a place of the thread's own: no hand-off, no clock, no allocation.
 */
final class Sampler implements AutoCloseable {

    /** Told on the sampler's thread, once a call. */
    interface Overrun {
        void overran(Place place, Thread thread, Guarded module, String doing, Object input, StackTraceElement[] stack, long tookNanos);
    }

    /** Looks within the limit. */
    private static final int LOOKS = 8;

    /** What one thread is doing. Written by that thread, but for what the sampler notes. */
    static final class Place {

        private static final VarHandle TICKS;

        static {
            try {
                TICKS = MethodHandles.lookup().findVarHandle(Place.class, "ticks", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
        /** Odd while a call is under way. */
        private long ticks;
        private Guarded module;
        private String doing;
        private Object input;
        // Of the sampler alone.
        private long seenTicks;
        private long seenNanos;
        private long lookedNanos;
        /** The call that was told of. Written under the lock of this. */
        private volatile long lostTicks;

        private void enter(Guarded of, String what, Object about) {
            module = of;
            doing = what;
            input = about;
            TICKS.setRelease(this, ticks + 1);
        }

        /** True when it was told of: what it gives is not taken. */
        private boolean leave() {
            long mine = ticks;
            module = null;
            input = null;
            // Before the look at what the sampler says, which looks at this after it has said so: one of the two sees the other.
            TICKS.setVolatile(this, mine + 1);
            if (lostTicks != mine) {
                return false;
            }
            synchronized (this) {
                return lostTicks == mine;
            }
        }

        private long ticks() {
            return (long) TICKS.getVolatile(this);
        }

        boolean isBusy() {
            return module != null;
        }
    }

    private final long limitNanos;
    private final long periodNanos;
    private final Overrun overrun;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Place> mine = ThreadLocal.withInitial(this::place);
    private Thread thread;
    private volatile boolean closed;

    Sampler(long limitNanos, Overrun overrun) {
        this.limitNanos = limitNanos;
        this.periodNanos = Math.max(TimeUnit.MILLISECONDS.toNanos(1), limitNanos / LOOKS);
        this.overrun = overrun;
    }

    private Place place() {
        Place place = new Place();
        places.add(place);
        synchronized (this) {
            if (thread == null && !closed) {
                thread = new Thread(this::watch, "tepui-module-sampler");
                thread.setDaemon(true);
                thread.start();
            }
        }
        return place;
    }

    /** Null when this thread is in a call already: the outer one is looked at. */
    Place enter(Guarded module, String doing, Object input) {
        Place place = mine.get();
        if (place.isBusy()) {
            return null;
        }
        place.enter(module, doing, input);
        return place;
    }

    /** For a call that somebody else looks at: what it calls in turn is part of it. */
    Place occupy(Guarded module) {
        Place place = mine.get();
        if (place.isBusy()) {
            return null;
        }
        place.module = module;
        return place;
    }

    void vacate(Place place) {
        if (place != null) {
            place.module = null;
        }
    }

    /** @return false when it was not over in time. The interrupt that was meant for it is taken back then. */
    boolean leave(Place place) {
        if (place == null) {
            return true;
        }
        if (!place.leave()) {
            return true;
        }
        Thread.interrupted();
        return false;
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, periodNanos);
            long now = System.nanoTime();
            for (Iterator<Place> each = places.iterator(); each.hasNext();) {
                Place place = each.next();
                Thread of = place.thread.get();
                if (of == null || !of.isAlive()) {
                    places.remove(place);
                } else {
                    look(place, of, now);
                }
            }
        }
    }

    private void look(Place place, Thread of, long now) {
        long ticks = place.ticks();
        Guarded module = place.module;
        String doing = place.doing;
        Object input = place.input;
        boolean inside = (ticks & 1) == 1 && module != null && place.ticks() == ticks;
        if (inside) {
            // What the calls of a thread cost, by samples: right on average, whoever is met.
            module.spent(place.lookedNanos == 0 ? periodNanos : Math.min(now - place.lookedNanos, 2 * periodNanos));
        }
        place.lookedNanos = now;
        if (!inside || ticks != place.seenTicks) {
            place.seenTicks = ticks;
            place.seenNanos = now;
            return;
        }
        long took = now - place.seenNanos;
        if (took < limitNanos) {
            return;
        }
        StackTraceElement[] stack = of.getStackTrace();
        synchronized (place) {
            if (place.lostTicks == ticks) {
                return;
            }
            place.lostTicks = ticks;
            if (place.ticks() != ticks) {
                place.lostTicks = 0;
                return;
            }
            // Under the lock, so that the interrupt cannot meet what the thread does after the call.
            of.interrupt();
        }
        overrun.overran(place, of, module, doing, input, stack, took);
    }

    @Override
    public synchronized void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
