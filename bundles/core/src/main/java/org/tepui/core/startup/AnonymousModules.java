package org.tepui.core.startup;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.Anonymous;

/**
 * Asks anonymous modules to exist, those of the start in its step and later ones as they come, and keeps them until the master ends. One that
 * a manifest names must come to be; another that fails is told in the log and is not active.
 */
final class AnonymousModules implements ServiceTrackerCustomizer<Anonymous, Anonymous>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnonymousModules.class);

    private final BundleContext context;
    private final ServiceTracker<Anonymous, Anonymous> tracker;
    private final SortedSet<String> names = new TreeSet<>();
    private final Set<Long> failed = ConcurrentHashMap.newKeySet();

    AnonymousModules(BundleContext context) {
        this.context = context;
        this.tracker = new ServiceTracker<>(context, Anonymous.class, this);
    }

    /** The step "anonymous modules". */
    String run(MasterSettings settings, Sequence.Progress progress) throws StartupException, InterruptedException {
        FutureTask<Void> opened = new FutureTask<>(tracker::open, null);
        Thread thread = new Thread(opened, "tepui-anonymous");
        thread.setDaemon(true);
        thread.start();
        try {
            progress.waitsFor("anonymous modules, to be created");
            opened.get(settings.startDeadlineNanos(), TimeUnit.NANOSECONDS);
            progress.goesOn();
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new StartupException("An anonymous module has not come to be within --start_deadline; so far there are: " + names(), e);
        } catch (ExecutionException e) {
            throw new StartupException("Anonymous modules could not be created: " + e.getCause(), e);
        }
        refuseMissing(settings);
        if (names().isEmpty()) {
            throw Sequence.skipped("none given");
        }
        return String.join(", ", names());
    }

    private void refuseMissing(MasterSettings settings) throws StartupException {
        SortedSet<String> missing = new TreeSet<>();
        try {
            for (ServiceReference<Anonymous> reference : context.getServiceReferences(Anonymous.class, null)) {
                if (failed.contains(id(reference))) {
                    missing.addAll(NamedServices.namesOf(reference));
                }
            }
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
        missing.removeIf(name -> settings.libraries().stream().flatMap(library -> library.modules().stream())
                .noneMatch(module -> module.name().equals(name)));
        if (!missing.isEmpty()) {
            throw new StartupException("The anonymous module '" + missing.first() + "' could not be created; the log says why");
        }
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    private SortedSet<String> names() {
        synchronized (names) {
            return new TreeSet<>(names);
        }
    }

    /** Whether the service of that id, registered as an anonymous module, came to be. */
    boolean runs(long service) {
        return !failed.contains(service);
    }

    @Override
    public Anonymous addingService(ServiceReference<Anonymous> reference) {
        Anonymous module;
        try {
            module = context.getService(reference);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Anonymous module {} failed", NamedServices.namesOf(reference), e);
            module = null;
        }
        if (module == null) {
            failed.add(id(reference));
            LOG.error("Anonymous module {} of bundle {} could not be created", NamedServices.namesOf(reference),
                    reference.getBundle() == null ? "" : reference.getBundle().getSymbolicName());
            return null;
        }
        synchronized (names) {
            names.addAll(NamedServices.namesOf(reference));
        }
        LOG.info("Anonymous module {} runs", NamedServices.namesOf(reference));
        return module;
    }

    @Override
    public void modifiedService(ServiceReference<Anonymous> reference, Anonymous module) {
        LOG.debug("Anonymous module {} changed its properties", NamedServices.namesOf(reference));
    }

    @Override
    public void removedService(ServiceReference<Anonymous> reference, Anonymous module) {
        synchronized (names) {
            names.removeAll(NamedServices.namesOf(reference));
        }
        context.ungetService(reference);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
