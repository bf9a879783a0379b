package org.tepui.core.startup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.tepui.api.module.ModuleProperties;

/**
 * Modules of one kind by their name (service property {@link ModuleProperties#NAME}): they come and go, nobody is deactivated by it. Of two with one name
 * the one registered first keeps it.
 */
public final class NamedServices<T> implements ServiceTrackerCustomizer<T, T> {

    private final BundleContext context;
    private final String kind;
    private final ServiceTracker<T, T> tracker;
    private final Map<ServiceReference<T>, T> services = new LinkedHashMap<>();

    /** @param kind for error lines, such as {@code allocator} */
    public NamedServices(BundleContext context, Class<T> type, String kind) {
        this.context = context;
        this.kind = kind;
        this.tracker = new ServiceTracker<>(context, type, this);
    }

    public void open() {
        tracker.open();
    }

    public void close() {
        tracker.close();
    }

    /** Names known now, in alphabetical order. */
    public synchronized SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (ServiceReference<T> reference : services.keySet()) {
            names.addAll(namesOf(reference));
        }
        return names;
    }

    /**
     * The module of that name; waits for it until it is sure not to come.
     *
     * @param settled true once everything that is installed has started: an absent name is unknown then
     * @throws StartupException naming what is known, the nearest names first
     */
    public synchronized T await(String name, long deadlineNanos, BooleanSupplier settled, Sequence.Progress progress)
            throws StartupException, InterruptedException {
        long end = System.nanoTime() + deadlineNanos;
        boolean wasSettled = false;
        while (true) {
            T service = find(name);
            if (service != null) {
                progress.goesOn();
                return service;
            }
            if (wasSettled || System.nanoTime() - end >= 0) {
                throw new StartupException("No " + kind + " is named '" + name + "'; known are: " + NearestNames.of(name, names())
                        + (wasSettled ? "" : " (not every bundle has started within the deadline)"));
            }
            progress.waitsFor(kind + " '" + name + "'");
            wasSettled = settled.getAsBoolean();
            if (!wasSettled) {
                TimeUnit.NANOSECONDS.timedWait(this, TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private T find(String name) {
        for (Map.Entry<ServiceReference<T>, T> entry : services.entrySet()) {
            if (namesOf(entry.getKey()).contains(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    static SortedSet<String> namesOf(ServiceReference<?> reference) {
        SortedSet<String> names = new TreeSet<>();
        Object value = reference.getProperty(ModuleProperties.NAME);
        if (value instanceof String[] several) {
            names.addAll(List.of(several));
        } else if (value != null) {
            names.add(value.toString());
        }
        return names;
    }

    @Override
    public T addingService(ServiceReference<T> reference) {
        T service = context.getService(reference);
        synchronized (this) {
            services.put(reference, service);
            notifyAll();
        }
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<T> reference, T service) {
        synchronized (this) {
            notifyAll();
        }
    }

    @Override
    public synchronized void removedService(ServiceReference<T> reference, T service) {
        services.remove(reference);
        context.ungetService(reference);
    }
}
