package org.tepui.deployer.plugin;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.tepui.deployer.jar.BundleJar;

/** The calls into the framework, made on threads of operations. */
final class Lifecycle {

    private final BundleContext context;
    private final Resolution resolution;
    private final LeftThreads leftThreads;
    private final AtomicLong numbers = new AtomicLong();
    /** The latest bundle installed for a file. */
    private final Map<String, Bundle> latest = new ConcurrentHashMap<>();

    Lifecycle(BundleContext context, Resolution resolution, LeftThreads leftThreads) {
        this.context = context;
        this.resolution = resolution;
        this.leftThreads = leftThreads;
    }

    /** Installs it, unless it is known, and starts it. Nothing of it is kept for the next process. */
    Outcome start(String file, Content content, Slot.Installed known, Operation operation) throws Exception {
        Bundle bundle = known == null ? install(file, content) : known.bundle();
        operation.touch(bundle);
        leftThreads.starts(bundle);
        if (!content.jar().host().isEmpty()) {
            return Outcome.DONE;
        }
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return Outcome.DONE;
        } catch (BundleException e) {
            if (e.getType() == BundleException.RESOLVE_ERROR || bundle.getState() == Bundle.INSTALLED) {
                return Outcome.unresolved(resolution.line(bundle, content.jar(), e));
            }
            throw e;
        }
    }

    private Bundle install(String file, Content content) throws Exception {
        latest.remove(file);
        String location = location(file) + numbers.incrementAndGet();
        try (InputStream in = Files.newInputStream(content.copy())) {
            Bundle bundle = context.installBundle(location, in);
            latest.put(file, bundle);
            return bundle;
        }
    }

    private static String location(String file) {
        return PlatformFacts.LOCATION + file + "#";
    }

    boolean isOf(String file, Bundle bundle) {
        return bundle.getLocation().startsWith(location(file));
    }

    /** What the last {@link #start} for that file installed; null when it did not come that far. */
    Bundle installed(String file) {
        return latest.get(file);
    }

    /** A stop that ends with an error is a stop all the same. */
    Outcome remove(Bundle bundle, Operation operation) throws BundleException {
        operation.touch(bundle);
        Outcome outcome = Outcome.DONE;
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException | RuntimeException e) {
            outcome = bundle.getState() == Bundle.INSTALLED || bundle.getHeaders().get("Fragment-Host") != null ? Outcome.DONE
                    : Outcome.failed(e);
        }
        leftThreads.interrupt(bundle);
        bundle.uninstall();
        latest.values().remove(bundle);
        return outcome;
    }

    /** Bundles of {@code deploy/} that a fragment is for; it is attached when they are refreshed. */
    List<Bundle> hostsOf(BundleJar fragment) {
        List<Bundle> hosts = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (PlatformFacts.isPlugin(bundle) && fragment.host().equals(bundle.getSymbolicName())
                    && (bundle.getState() & (Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE)) != 0) {
                hosts.add(bundle);
            }
        }
        return hosts;
    }

    /** Bundles of a deployer that ran in this framework before. */
    List<Bundle> leftovers() {
        List<Bundle> left = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (PlatformFacts.isPlugin(bundle)) {
                left.add(bundle);
            }
        }
        return left;
    }
}
