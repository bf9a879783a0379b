package org.tepui.deployer.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the platform never lets in, whatever the resolver would say. */
public final class JarRules {

    private static final String OWN = "org.tepui";
    /** Packages through which a bundle changes what the framework does for all others. */
    private static final List<String> FRAMEWORK_CHANGERS = List.of("org.osgi.framework.hooks", "org.osgi.service.url",
            "org.osgi.framework.startlevel", "org.osgi.service.startlevel", "org.osgi.service.packageadmin");
    private static final Set<String> SYSTEM = Set.of("system.bundle", "org.apache.felix.framework");

    private JarRules() {
    }

    /** The platform as it stands. */
    public interface Platform {

        Set<String> symbolicNames();

        Set<String> exportedPackages();
    }

    /** A line for each reason; none when it may be installed. */
    public static List<String> refusals(BundleJar jar, Platform platform) {
        List<String> lines = new ArrayList<>();
        fragment(jar, platform, lines);
        if (platform.symbolicNames().contains(jar.symbolicName()) || SYSTEM.contains(jar.symbolicName())) {
            lines.add("has the symbolic name of a bundle of the platform, " + jar.symbolicName() + "; give it another");
        }
        Set<String> platformPackages = platform.exportedPackages();
        for (String name : jar.exports()) {
            if (isIn(name, OWN)) {
                lines.add("exports " + name + "; packages of " + OWN + " are exported by the platform alone: import it instead");
            } else if (platformPackages.contains(name)) {
                lines.add("exports " + name + ", a package of the platform; import it, or keep it private");
            }
        }
        for (String name : jar.apiCopies()) {
            if (!jar.exports().contains(name)) {
                lines.add("has a copy of " + name + " inside, which the platform would not recognize; import it instead");
            }
        }
        imports(jar, lines);
        return List.copyOf(lines);
    }

    private static void fragment(BundleJar jar, Platform platform, List<String> lines) {
        if (SYSTEM.contains(jar.host())) {
            lines.add("is a fragment of the system bundle; the framework cannot be extended by a plugin");
        } else if (platform.symbolicNames().contains(jar.host())) {
            lines.add("is a fragment of " + jar.host() + ", a bundle of the platform; a plugin has to be a bundle of its own");
        }
    }

    private static void imports(BundleJar jar, List<String> lines) {
        for (BundleJar.Import wanted : jar.imports()) {
            for (String changer : FRAMEWORK_CHANGERS) {
                if (isIn(wanted.name(), changer)) {
                    lines.add("imports " + wanted.name() + "; hooks, handlers and start levels of the framework are the platform's alone");
                }
            }
        }
        for (String name : jar.dynamicImports()) {
            lines.add("has DynamicImport-Package " + name + "; name what it needs in Import-Package");
        }
        for (String name : jar.requiredBundles()) {
            if (SYSTEM.contains(name)) {
                lines.add("requires the system bundle; name the packages it needs in Import-Package");
            }
        }
    }

    private static boolean isIn(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }
}
