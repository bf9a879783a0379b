package org.tepui.launcher;

import java.util.Collection;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.bundle.FindHook;

/** A plugin that walks over all bundles finds itself: what it might stop or move is neither the platform, the framework nor another plugin. */
final class PluginBundles implements FindHook {

    private final Predicate<Bundle> platform;

    PluginBundles(Predicate<Bundle> platform) {
        this.platform = platform;
    }

    @Override
    public void find(BundleContext context, Collection<Bundle> bundles) {
        if (!platform.test(context.getBundle())) {
            bundles.removeIf(bundle -> !bundle.equals(context.getBundle()));
        }
    }
}
