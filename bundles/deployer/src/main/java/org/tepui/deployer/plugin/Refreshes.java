package org.tepui.deployer.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of what uninstalled bundles still provide. Felix stops and starts all that hangs on them while it holds its global lock, so one
 * bundle that blocks would freeze every other: dependents are stopped before and started after, each by an operation with a deadline, and a
 * closure that holds a stuck bundle or one of the platform is left as it is.
 */
final class Refreshes {

    private static final Logger LOG = LoggerFactory.getLogger(Refreshes.class);

    private final FrameworkWiring wiring;
    private final Set<Bundle> due = new LinkedHashSet<>();

    Refreshes(BundleContext context) {
        wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    void add(Bundle bundle) {
        due.add(bundle);
    }

    /** What is to be refreshed now: bundles, and those among them that run. */
    record Closure(Collection<Bundle> bundles, List<Bundle> running) {
    }

    /** @return null when there is nothing that can be done now */
    Closure next(Predicate<Bundle> isStuck, Predicate<Bundle> isBusy) {
        // Most bundles were wired to by nobody, and the framework has forgotten them already.
        due.removeIf(bundle -> bundle.getState() == Bundle.UNINSTALLED && !wiring.getRemovalPendingBundles().contains(bundle));
        if (due.isEmpty()) {
            return null;
        }
        Collection<Bundle> closure = wiring.getDependencyClosure(due);
        for (Bundle bundle : closure) {
            boolean platform = !PlatformFacts.isPlugin(bundle);
            if (platform || isStuck.test(bundle)) {
                LOG.warn("{} is not refreshed before the next start: {} hangs on it, which {}", names(due), names(List.of(bundle)),
                        platform ? "is part of the platform" : "is stuck");
                due.clear();
                return null;
            }
        }
        if (closure.stream().anyMatch(isBusy)) {
            return null;
        }
        due.clear();
        List<Bundle> running = new ArrayList<>();
        for (Bundle bundle : closure) {
            if (bundle.getState() == Bundle.ACTIVE) {
                running.add(bundle);
            }
        }
        return new Closure(closure, running);
    }

    /** Runs on an operation's thread. @return those that ran before and do not start any more */
    List<Bundle> run(Closure closure, Operation operation) throws BundleException, InterruptedException {
        for (Bundle bundle : closure.running()) {
            operation.touch(bundle);
            bundle.stop(Bundle.STOP_TRANSIENT);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(closure.bundles(), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        refreshed.await();
        List<Bundle> lost = new ArrayList<>();
        for (Bundle bundle : closure.running()) {
            operation.touch(bundle);
            try {
                bundle.start(Bundle.START_TRANSIENT);
            } catch (BundleException e) {
                LOG.warn("{} ran before {} changed, and does not start any more: {}", names(List.of(bundle)), names(closure.bundles()),
                        Outcome.oneLine(String.valueOf(e.getMessage())));
                lost.add(bundle);
            }
        }
        return lost;
    }

    private static String names(Collection<Bundle> bundles) {
        List<String> names = new ArrayList<>();
        bundles.forEach(bundle -> names.add(bundle.getSymbolicName() + " " + bundle.getVersion()));
        return String.join(", ", names);
    }
}
