package org.tepui.launcher;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps plugins from changing the platform through the resolver. Platform bundles are those the launcher installed, and the framework.
 *
 * <ul>
 * <li>A platform bundle never wires to anything a plugin offers: package, bundle, service capability or native code.
 * <li>A plugin fragment never attaches to a platform bundle.
 * <li>A plugin that exports {@code org.tepui} packages is not resolved: it would hand other plugins look-alikes of the API.
 * <li>A plugin never pushes aside a platform bundle of the same symbolic name.
 * <li>A plugin gets neither the packages of framework hooks, URL handlers and start levels nor the framework as a required bundle: with them
 * it could change what all others see, or stop them.
 * </ul>
 */
final class PlatformGuard implements ResolverHookFactory {
    private static final String OWN = "org.tepui";
    private static final List<String> FRAMEWORK_CHANGERS = List.of("org.osgi.framework.hooks", "org.osgi.service.url",
        "org.osgi.framework.startlevel", "org.osgi.service.startlevel", "org.osgi.service.packageadmin");
    private final Set<String> locations = ConcurrentHashMap.newKeySet();

    /** Counts the bundle at this location among the platform; to be called before it is installed. */
    void trust(String location) {
        locations.add(location);
    }

    boolean isPlatform(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID || locations.contains(bundle.getLocation());
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Hook();
    }

    private boolean isPlatform(BundleRevision revision) {
        return isPlatform(revision.getBundle());
    }

    private static boolean changesTheFramework(BundleCapability capability) {
        String name = String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
        return FRAMEWORK_CHANGERS.stream().anyMatch(changer -> name.equals(changer) || name.startsWith(changer + "."));
    }

    private static boolean exportsOwn(BundleRevision revision) {
        for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            if (name.equals(OWN) || name.startsWith(OWN + ".")) {
                return true;
            }
        }
        return false;
    }

    /** Looks at one resolve operation. */
    private final class Hook implements ResolverHook {

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(revision -> !isPlatform(revision) && exportsOwn(revision));
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            boolean byPlatform = isPlatform(requirement.getRevision());
            if (byPlatform) {
                candidates.removeIf(candidate -> !isPlatform(candidate.getRevision()));
            } else if (requirement.getNamespace().equals(HostNamespace.HOST_NAMESPACE)) {
                candidates.removeIf(candidate -> isPlatform(candidate.getRevision()));
            } else if (requirement.getNamespace().equals(BundleNamespace.BUNDLE_NAMESPACE)) {
                candidates.removeIf(candidate -> candidate.getRevision().getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID);
            } else if (requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
                candidates.removeIf(PlatformGuard::changesTheFramework);
            }
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
            if (isPlatform(singleton.getRevision())) {
                for (Iterator<BundleCapability> all = collisions.iterator(); all.hasNext();) {
                    if (!isPlatform(all.next().getRevision())) {
                        all.remove();
                    }
                }
            }
        }

        @Override
        public void end() {
            // nothing is kept between calls
        }
    }
}
