package org.tepui.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRevision;

/** A framework with the bundles of a command, from an empty or a warm cache. */
final class Platform {
    private final Distribution.Plan plan;
    private final Map<String, String> properties;
    private final CacheSlot slot;
    private final Console console;
    private final PlatformGuard guard = new PlatformGuard();

    /** @param properties launch properties beside those of the features */
    Platform(Distribution.Plan plan, Map<String, String> properties, CacheSlot slot, Console console) {
        this.plan = plan;
        this.properties = properties;
        this.slot = slot;
        this.console = console;
    }

    /**
     * Starts the framework with all its bundles.
     *
     * @return the running framework; a bundle that did not start has been told on the console
     * @throws LaunchException when there is no framework to work with
     */
    Framework start() throws LaunchException {
        try {
            if (slot.isUnfinished()) {
                console.warn("the bundle cache " + slot.storage() + " was left unfinished by a process that was ended; building it again");
                slot.clear();
            }
            Framework framework = slot.isWarm() ? warm() : cold();
            Ending ending = new Ending(framework, console);
            ending.onSignals();
            framework.getBundleContext().registerService(IntConsumer.class, ending, property("tepui.exit"));
            framework.start();
            tellUnresolved(framework);
            slot.complete();
            return framework;
        } catch (BundleException | IOException e) {
            throw new LaunchException("the framework cannot start: " + e.getMessage(), e);
        }
    }

    private Framework warm() throws LaunchException, BundleException, IOException {
        slot.open();
        Framework framework = null;
        String fault;
        try {
            framework = init();
            fault = differs(framework.getBundleContext());
        } catch (BundleException | IOException | RuntimeException e) {
            fault = String.valueOf(e.getMessage());
        }
        if (fault.isEmpty()) {
            return framework;
        }
        if (framework != null) {
            stop(framework);
        }
        console.warn("the bundle cache " + slot.storage() + " is not usable (" + fault + "); building it again");
        slot.clear();
        return cold();
    }

    private Framework cold() throws LaunchException, BundleException, IOException {
        slot.open();
        Framework framework = init();
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : plan.bundles()) {
            try {
                bundles.add(context.installBundle(location(jar)));
            } catch (BundleException e) {
                throw new LaunchException("bundle " + jar + " cannot be installed: " + e.getMessage(), e);
            }
        }
        for (Bundle bundle : bundles) {
            if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                // The framework's start level is still 0: this marks the bundle to be started, and the cache remembers it.
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        return framework;
    }

    private static String emptied(Path folder) throws IOException {
        Folders.delete(folder);
        return folder.toString();
    }

    private Framework init() throws BundleException, IOException {
        Map<String, Object> config = new HashMap<>(plan.properties());
        config.putAll(properties);
        config.put(Constants.FRAMEWORK_STORAGE, slot.storage().toString());
        // The slot is locked already, and URL handlers would be set for the whole JVM.
        config.put("felix.cache.locking", "false");
        config.put("felix.service.urlhandlers", "false");
        // A plugin's new version starts beside its old one; the deployer sees to it that no two files hold the same bundle.
        config.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // Configurations come from conf/ at every start; those of the last process would come first.
        config.put("felix.cm.dir", emptied(slot.storage().resolveSibling("configurations")));
        config.put("felix.log.logger", new FelixLog(console));
        config.put("felix.log.level", "2");
        Framework framework = new FrameworkFactory().newFramework(config);
        framework.init();
        for (Path jar : plan.bundles()) {
            guard.trust(location(jar));
        }
        guard(framework.getBundleContext());
        return framework;
    }

    /** Before any bundle can be resolved or started. */
    private void guard(BundleContext context) {
        context.registerService(ResolverHookFactory.class, guard, null);
        PluginServices services = new PluginServices(guard::isPlatform);
        context.registerService(new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, services, null);
        context.registerService(org.osgi.framework.hooks.bundle.FindHook.class, new PluginBundles(guard::isPlatform), null);
        context.registerService(LongConsumer.class, new StuckBundles(context, services, console), property("tepui.stuck"));
    }

    /** What keeps a warm cache from being the one wanted; empty when nothing does. Bundles that are too many are taken out. */
    private String differs(BundleContext context) throws BundleException {
        Set<String> missing = new LinkedHashSet<>();
        plan.bundles().forEach(jar -> missing.add(location(jar)));
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID && !missing.remove(bundle.getLocation())) {
                bundle.uninstall();
            }
        }
        return missing.isEmpty() ? "" : "it lacks " + missing.iterator().next();
    }

    /** One line for each bundle that is not active although it should be. */
    private void tellUnresolved(Framework framework) {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (bundle.getState() == Bundle.INSTALLED || !fragment && bundle.getState() == Bundle.RESOLVED) {
                console.error("bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " did not start");
            }
        }
    }

    private void stop(Framework framework) throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String location(Path jar) {
        return "reference:" + jar.toUri();
    }

    private static Dictionary<String, Object> property(String name) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(name, Boolean.TRUE);
        return properties;
    }
}
