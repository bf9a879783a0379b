package org.tepui.deployer.plugin;

import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.tepui.deployer.jar.JarRules;

/** What the framework holds, seen from {@code deploy/}: every bundle that did not come from there is the platform's. */
public final class PlatformFacts implements JarRules.Platform {

    static final String LOCATION = "tepui:deploy/";

    private final BundleContext context;

    public PlatformFacts(BundleContext context) {
        this.context = context;
    }

    static boolean isPlugin(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    @Override
    public Set<String> symbolicNames() {
        Set<String> names = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (!isPlugin(bundle) && bundle.getSymbolicName() != null) {
                names.add(bundle.getSymbolicName());
            }
        }
        return names;
    }

    @Override
    public Set<String> exportedPackages() {
        Set<String> names = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (!isPlugin(bundle) && revision != null) {
                for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                    names.add(packageOf(capability));
                }
            }
        }
        return names;
    }

    /** A line when nobody exports that package in that range; empty when somebody does. */
    public String missing(String name, VersionRange range) {
        Set<String> found = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null) {
                continue;
            }
            for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                if (packageOf(capability).equals(name)) {
                    Version version = versionOf(capability);
                    if (range.includes(version)) {
                        return "";
                    }
                    found.add(version + " of " + bundle.getSymbolicName() + " " + bundle.getVersion());
                }
            }
        }
        String wanted = "needs package " + name + (range.toString().equals("0.0.0") ? "" : " in " + range);
        return found.isEmpty() ? wanted + "; no bundle exports it: put one that does into deploy/, or the classes into this jar"
                : wanted + "; found " + String.join(", ", found) + ": build it against that version";
    }

    static String packageOf(BundleCapability capability) {
        return String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    static Version versionOf(BundleCapability capability) {
        Object version = capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        return version instanceof Version known ? known : Version.emptyVersion;
    }
}
