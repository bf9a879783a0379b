package org.tepui.deployer.plugin;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.tepui.deployer.jar.BundleJar;

/** Why a bundle does not resolve, in one line: which requirement, what was found, by whom. */
final class Resolution {

    private static final int DEPTH_MAX = 5;

    private final BundleContext context;
    private final PlatformFacts facts;

    Resolution(BundleContext context, PlatformFacts facts) {
        this.context = context;
        this.facts = facts;
    }

    /** @param error what the framework said; shown, shortened, when the reason is none of the ordinary ones */
    String line(Bundle bundle, BundleJar jar, BundleException error) {
        for (BundleJar.Import wanted : jar.imports()) {
            String line = wanted.optional() ? "" : facts.missing(wanted.name(), wanted.range());
            if (!line.isEmpty()) {
                return line;
            }
        }
        String line = missing(bundle, new HashSet<>(), 0);
        return line.isEmpty() ? "does not resolve: " + Outcome.oneLine(String.valueOf(error.getMessage())) : line;
    }

    private String missing(Bundle bundle, Set<Bundle> visited, int depth) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || depth > DEPTH_MAX || !visited.add(bundle)) {
            return "";
        }
        FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (!isMandatory(requirement)) {
                continue;
            }
            Collection<BundleCapability> providers = wiring.findProviders(requirement);
            if (providers.isEmpty()) {
                return "needs " + requirement.getNamespace() + " " + requirement.getDirectives().getOrDefault("filter", "")
                        + "; no bundle provides it";
            }
            String deeper = behind(requirement, providers, visited, depth);
            if (!deeper.isEmpty()) {
                return deeper;
            }
        }
        return "";
    }

    /** All who could provide it are waiting themselves: the reason is theirs. */
    private String behind(BundleRequirement requirement, Collection<BundleCapability> providers, Set<Bundle> visited, int depth) {
        String line = "";
        for (BundleCapability provider : providers) {
            Bundle bundle = provider.getRevision().getBundle();
            if (bundle.getState() != Bundle.INSTALLED) {
                return "";
            }
            String reason = missing(bundle, visited, depth + 1);
            if (!reason.isEmpty()) {
                String what = requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                        ? "package " + PlatformFacts.packageOf(provider) : requirement.getNamespace();
                line = "needs " + what + " of " + bundle.getSymbolicName() + " " + bundle.getVersion() + ", which " + reason;
            }
        }
        return line;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String effective = requirement.getDirectives().getOrDefault("effective", "resolve");
        String resolution = requirement.getDirectives().getOrDefault("resolution", "mandatory");
        return effective.equals("resolve") && resolution.equals("mandatory");
    }
}
