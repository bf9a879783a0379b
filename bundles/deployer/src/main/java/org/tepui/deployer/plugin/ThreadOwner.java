package org.tepui.deployer.plugin;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Tells whether a plugin has started a thread. The JVM keeps no such record, so this goes by evidence, and in doubt the thread is not the
 * plugin's: it would be interrupted. Threads are numbered as they are made, so one that is older than a bundle's start is not that bundle's;
 * this tells two versions of a bundle apart, whose classes have the same names.
 */
final class ThreadOwner {

    /** How the platform names its own. */
    private static final String OURS = "tepui-";

    private final BundleContext context;
    /** By bundle: every thread that it may have started has a greater id. */
    private final Map<Bundle, Long> marks;

    ThreadOwner(BundleContext context, Map<Bundle, Long> marks) {
        this.context = context;
        this.marks = marks;
    }

    /** Whether no thread can be told to be its own: it runs in its host, or other bundles may have started threads with its classes. */
    static boolean isShared(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (bundle.getHeaders().get("Fragment-Host") != null || wiring == null) {
            return true;
        }
        for (BundleWire wire : wiring.getProvidedWires(null)) {
            String kind = wire.getCapability().getNamespace();
            boolean classes = kind.equals(PackageNamespace.PACKAGE_NAMESPACE) || kind.equals(BundleNamespace.BUNDLE_NAMESPACE);
            if (classes && !wire.getRequirer().getBundle().equals(bundle)) {
                return true;
            }
        }
        return false;
    }

    /** @param bundle one that is not uninstalled yet @param stack the thread's, innermost frame first */
    boolean owns(Bundle bundle, Thread thread, StackTraceElement[] stack) {
        if (thread.getName().startsWith(OURS)) {
            return false;
        }
        // Before anything that a plugin's class of threads may override.
        Optional<Bundle> ofClass = bundleOf(thread.getClass().getClassLoader());
        if (ofClass.isPresent()) {
            return ofClass.get().equals(bundle);
        }
        if (thread.getId() <= mark(bundle)) {
            return false;
        }
        Optional<Bundle> ofContext = bundleOf(thread.getContextClassLoader());
        StackTraceElement first = outermost(stack);
        if (first == null) {
            return ofContext.filter(bundle::equals).isPresent();
        }
        String path = path(first.getClassName());
        if (first.getClassLoaderName() != null || bundle.getEntry(path) == null) {
            return false;
        }
        return ofContext.filter(bundle::equals).isPresent() || !mayBeOfAnother(bundle, thread, path);
    }

    private boolean mayBeOfAnother(Bundle bundle, Thread thread, String path) {
        for (Bundle other : context.getBundles()) {
            if (!other.equals(bundle) && thread.getId() > mark(other) && has(other, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Bundle bundle, String path) {
        try {
            return bundle.getEntry(path) != null;
        } catch (IllegalStateException e) {
            // Uninstalled since it was listed; whether it had the class cannot be told any more.
            return true;
        }
    }

    private long mark(Bundle bundle) {
        return marks.getOrDefault(bundle, 0L);
    }

    /** Where its class lies in a jar. A lambda is of no file; the class that it was written in is. */
    private static String path(String type) {
        int lambda = type.indexOf("$$Lambda");
        return (lambda < 0 ? type : type.substring(0, lambda)).replace('.', '/') + ".class";
    }

    private static Optional<Bundle> bundleOf(ClassLoader loader) {
        return loader instanceof BundleReference reference ? Optional.ofNullable(reference.getBundle()) : Optional.empty();
    }

    /** The frame that the JDK called first; null when there are none but the JDK's, as in a pool's thread that waits for work. */
    private static StackTraceElement outermost(StackTraceElement[] stack) {
        for (int i = stack.length - 1; i >= 0; i--) {
            boolean jdk = stack[i].getModuleName() != null || stack[i].getClassName().matches("(java|jdk|sun)\\..*");
            if (!jdk) {
                return stack[i];
            }
        }
        return null;
    }
}
