package org.tepui.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Commands about the bundles behind the modules. */
@Component(service = BundleCommands.class, property = {"osgi.command.scope=tepui", "osgi.command.function=bundles",
    "osgi.command.function=explain"})
public final class BundleCommands {

    private static final Map<Integer, String> STATES = new TreeMap<>(Map.of(Bundle.INSTALLED, "installed", Bundle.RESOLVED, "resolved",
            Bundle.STARTING, "starting", Bundle.ACTIVE, "active", Bundle.STOPPING, "stopping", Bundle.UNINSTALLED, "uninstalled"));

    private final BundleContext context;
    private final Explanation explanation;

    @Activate
    public BundleCommands(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.explanation = new Explanation(context, components);
    }

    @Descriptor("lists the bundles")
    public String bundles() {
        Table table = new Table("ID", "NAME", "VERSION", "STATE");
        for (Bundle bundle : context.getBundles()) {
            table.row(bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion(), state(bundle));
        }
        return table.toString();
    }

    @Descriptor("tells why a bundle, or a module of it, is not active: explain BUNDLE")
    public String explain(String name) {
        List<Bundle> found = Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) || name.equals(Long.toString(bundle.getBundleId()))).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no bundle '" + name + "'; see bundles");
        }
        StringBuilder text = new StringBuilder();
        for (Bundle bundle : found) {
            text.append(text.isEmpty() ? "" : "\n").append(bundle.getSymbolicName()).append(' ').append(bundle.getVersion()).append(": ")
                    .append(state(bundle)).append(explanation.of(bundle));
        }
        return text.toString();
    }

    static String state(Bundle bundle) {
        return STATES.getOrDefault(bundle.getState(), "in state " + bundle.getState());
    }
}
