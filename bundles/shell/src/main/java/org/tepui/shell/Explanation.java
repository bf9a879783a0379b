package org.tepui.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Namespace;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The tree of what a bundle waits for: requirements of one that is not resolved; components, their references, and who could fill them. */
final class Explanation {

    private static final int DEPTH_MAX = 6;

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    /** @param context sees all bundles; one that is not resolved has none of its own */
    Explanation(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** Lines below the bundle's own, each with a line end before it. */
    String of(Bundle bundle) {
        StringBuilder text = new StringBuilder();
        if (bundle.getState() == Bundle.INSTALLED) {
            requirements(bundle).forEach(line -> line(text, 1, "wants " + line));
        }
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            component(text, 1, component, new LinkedHashSet<>());
        }
        return text.toString();
    }

    /** What the bundle asks for of others; which of it is missing only a resolve would tell. */
    private List<String> requirements(Bundle bundle) {
        List<String> lines = new ArrayList<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            boolean optional = Namespace.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
            if (!optional && !isThere(requirement)) {
                lines.add(requirement.getNamespace() + " " + requirement.getDirectives().getOrDefault("filter", "") + ", which nobody provides");
            }
        }
        return lines;
    }

    private boolean isThere(BundleRequirement requirement) {
        for (Bundle other : context.getBundles()) {
            BundleWiring wiring = other.adapt(BundleWiring.class);
            if (wiring != null && wiring.getCapabilities(requirement.getNamespace()).stream().anyMatch(requirement::matches)) {
                return true;
            }
        }
        return false;
    }

    private void component(StringBuilder text, int depth, ComponentDescriptionDTO component, Set<String> path) {
        if (depth > DEPTH_MAX || !path.add(component.bundle.id + "/" + component.name)) {
            line(text, depth, "component " + component.name + " (see above)");
            return;
        }
        if (!components.isComponentEnabled(component)) {
            line(text, depth, "component " + component.name + " is disabled");
        }
        for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
            line(text, depth, "component " + component.name + " is " + state(configuration));
            for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                reference(text, depth + 1, component, missing, path);
            }
        }
        path.remove(component.bundle.id + "/" + component.name);
    }

    private void reference(StringBuilder text, int depth, ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing, Set<String> path) {
        for (ReferenceDTO reference : component.references) {
            if (reference.name.equals(missing.name)) {
                line(text, depth, "waits for a service " + reference.interfaceName + (missing.target == null || missing.target.isEmpty() ? ""
                        : " with " + missing.target));
                for (ComponentDescriptionDTO provider : components.getComponentDescriptionDTOs()) {
                    if (List.of(provider.serviceInterfaces).contains(reference.interfaceName)) {
                        component(text, depth + 1, provider, path);
                    }
                }
            }
        }
    }

    private static String state(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE -> "active";
            case ComponentConfigurationDTO.SATISFIED -> "satisfied: it starts when it is used";
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "waiting for its configuration";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> "waiting";
            default -> "failed: " + String.valueOf(configuration.failure).lines().findFirst().orElse("");
        };
    }

    private static void line(StringBuilder text, int depth, String line) {
        text.append('\n').append("  ".repeat(depth)).append(line);
    }
}
