package org.tepui.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * What of a plugin's services is seen. Platform bundles see services of the kinds that the SPI has, and nothing else: a logger, a
 * configuration listener or a whiteboard service of a plugin reaches nobody but other plugins. Plugins do not see services by which bundles
 * are stopped or moved, or the process is ended. Services of a stuck bundle are seen by itself
 * alone.
 */
final class PluginServices implements FindHook, EventListenerHook {

    /** The kinds of {@code org.tepui.api.module.ModuleKind}, which this side of the framework cannot load; a test holds them equal. */
    static final Set<String> KINDS = Set.of("org.tepui.api.allocator.Allocator", "org.tepui.api.authorization.Authorizer",
        "org.tepui.api.authentication.Authenticator", "org.tepui.api.authentication.HttpAuthenticator", "org.tepui.api.hook.Hook",
        "org.tepui.api.module.Anonymous", "org.tepui.api.election.MasterContender", "org.tepui.api.election.MasterDetector",
        "org.tepui.api.registry.Storage", "org.tepui.api.firewall.FirewallRule", "org.tepui.api.http.HttpEndpoint");

    /** Of the framework and the launcher: they act on all bundles, or on the process. */
    private static final Set<String> NOT_FOR_PLUGINS = Set.of("org.osgi.service.startlevel.StartLevel",
        "org.osgi.service.packageadmin.PackageAdmin", "java.util.function.IntConsumer", "java.util.function.LongConsumer");

    private final Predicate<Bundle> platform;
    private final Set<Long> stuck = ConcurrentHashMap.newKeySet();

    /** @param platform tells the bundles that the launcher installed */
    PluginServices(Predicate<Bundle> platform) {
        this.platform = platform;
    }

    /** From now on nobody sees its services. */
    void hide(long bundle) {
        stuck.add(bundle);
    }

    @Override
    public void find(BundleContext context, String name, String filter, boolean all, Collection<ServiceReference<?>> references) {
        references.removeIf(reference -> !isSeen(context.getBundle(), reference, name, filter));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        boolean goes = event.getType() == ServiceEvent.UNREGISTERING;
        if (reference.getBundle() == null || platform.test(reference.getBundle()) && !isStuck(reference)
            && reference.getBundle().getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
            return;
        }
        for (Iterator<Map.Entry<BundleContext, Collection<ListenerInfo>>> all = listeners.entrySet().iterator(); all.hasNext();) {
            Map.Entry<BundleContext, Collection<ListenerInfo>> entry = all.next();
            Bundle listener = bundleOf(entry.getKey());
            // Whoever has it must learn that it goes, also when it was hidden in between.
            entry.getValue().removeIf(info -> !goes && !isSeen(listener, reference, null, info.getFilter()));
            if (entry.getValue().isEmpty()) {
                all.remove();
            }
        }
    }

    private static Bundle bundleOf(BundleContext context) {
        try {
            return context.getBundle();
        } catch (IllegalStateException e) {
            // It has been stopped since the event was made.
            return null;
        }
    }

    private boolean isStuck(ServiceReference<?> reference) {
        return stuck.contains(reference.getBundle().getBundleId());
    }

    private boolean isSeen(Bundle viewer, ServiceReference<?> reference, String name, String filter) {
        Bundle owner = reference.getBundle();
        if (viewer == null || owner == null || viewer.equals(owner)) {
            return true;
        }
        if (isStuck(reference)) {
            return false;
        }
        if (!platform.test(viewer)) {
            return owner.getBundleId() != Constants.SYSTEM_BUNDLE_ID || !NOT_FOR_PLUGINS.containsAll(names(reference));
        }
        if (platform.test(owner)) {
            return true;
        }
        return isSeenByPlatform(reference, name, filter);
    }

    private static List<String> names(ServiceReference<?> reference) {
        return Arrays.asList((String[]) reference.getProperty(Constants.OBJECTCLASS));
    }

    /** A service under several names is seen under those of the SPI: as if it had been registered with no other. */
    private static boolean isSeenByPlatform(ServiceReference<?> reference, String name, String filter) {
        List<String> given = names(reference);
        List<String> kinds = new ArrayList<>(given);
        kinds.retainAll(KINDS);
        if (kinds.isEmpty() || name != null && !kinds.contains(name)) {
            return false;
        }
        if (kinds.size() == given.size() || filter == null) {
            return true;
        }
        Hashtable<String, Object> reduced = new Hashtable<>();
        for (String key : reference.getPropertyKeys()) {
            reduced.put(key, reference.getProperty(key));
        }
        reduced.put(Constants.OBJECTCLASS, kinds.toArray(String[]::new));
        try {
            return FrameworkUtil.createFilter(filter).match(reduced);
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }
}
