package org.tepui.core.startup;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleProperties;
import org.tepui.core.module.ModuleRegistry;
import org.tepui.core.module.ModuleService;

/** Tells the registry of every named module that comes and goes. Those that nobody uses are not had, so that they can stay lazy. */
final class ModuleServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleServices.class);
    /** How long a bundle that stops waits until its module is out of use. */
    private static final long GOING_MILLIS_MAX = 1_000;

    /** Used as soon as they are registered, by the name of their class if they have no other: for their faults and what they cost. */
    private static final Set<ModuleKind> NAMELESS = EnumSet.of(ModuleKind.FIREWALL_RULE, ModuleKind.HTTP_ENDPOINT);
    /** Where the deployer's bundles come from. */
    private static final String DEPLOYED = "tepui:deploy/";
    private static final String OURS = "org.tepui.";

    private final BundleContext context;
    private final ModuleRegistry registry;
    private final List<ServiceTracker<Object, ModuleService>> trackers = new ArrayList<>();

    ModuleServices(BundleContext context, ModuleRegistry registry) {
        this.context = context;
        this.registry = registry;
    }

    void open() {
        for (ModuleKind kind : ModuleKind.values()) {
            try {
                String named = "(" + ModuleProperties.NAME + "=*)";
                ServiceTracker<Object, ModuleService> tracker = new ServiceTracker<>(context, context.createFilter("(&("
                        + Constants.OBJECTCLASS + "=" + kind.service() + ")" + (NAMELESS.contains(kind) ? "" : named) + ")"), new Customizer(kind));
                tracker.open();
                trackers.add(tracker);
            } catch (InvalidSyntaxException e) {
                throw new IllegalStateException("the filter is made of constants", e);
            }
        }
    }

    @Override
    public void close() {
        trackers.forEach(ServiceTracker::close);
    }

    private ModuleService service(ModuleKind kind, ServiceReference<Object> reference) {
        return new ModuleService((Long) reference.getProperty(Constants.SERVICE_ID), kind,
                names(reference), reference.getBundle().getSymbolicName(),
                reference.getBundle().getVersion().toString(), isBuiltIn(reference.getBundle()), new ModuleService.Source() {
                    @Override
                    public Object get() {
                        return context.getService(reference);
                    }

                    @Override
                    public void release() {
                        context.ungetService(reference);
                    }
                });
    }

    private List<String> names(ServiceReference<Object> reference) {
        List<String> names = List.copyOf(NamedServices.namesOf(reference));
        if (!names.isEmpty()) {
            return names;
        }
        Object module = context.getService(reference);
        if (module == null) {
            return List.of();
        }
        context.ungetService(reference);
        return List.of(module.getClass().getName());
    }

    private static boolean isBuiltIn(Bundle bundle) {
        return bundle.getSymbolicName().startsWith(OURS) && !bundle.getLocation().startsWith(DEPLOYED);
    }

    private final class Customizer implements ServiceTrackerCustomizer<Object, ModuleService> {
        private final ModuleKind kind;

        Customizer(ModuleKind kind) {
            this.kind = kind;
        }

        @Override
        public ModuleService addingService(ServiceReference<Object> reference) {
            ModuleService service = service(kind, reference);
            if (service.names().isEmpty()) {
                return null;
            }
            if (service.builtIn() && NamedServices.namesOf(reference).isEmpty()) {
                registry.trusted(kind, service.names().get(0));
                return null;
            }
            registry.added(service);
            return service;
        }

        /** Names are read once: a module that wants others registers anew. */
        @Override
        public void modifiedService(ServiceReference<Object> reference, ModuleService service) {
            LOG.debug("{} changed its properties", service);
        }

        @Override
        public void removedService(ServiceReference<Object> reference, ModuleService service) {
            if (context.getBundle(0).getState() == Bundle.STOPPING) {
                // Everything goes away; nothing has to take its place.
                return;
            }
            CompletableFuture<Void> out = registry.removed(service);
            if (NAMELESS.contains(kind)) {
                // Who uses it hears of its end by itself.
                return;
            }
            try {
                out.get(GOING_MILLIS_MAX, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException e) {
                LOG.warn("{} went away while it was in use; what takes its place has not been put there yet", service);
            } catch (ExecutionException e) {
                LOG.debug("{} went away when the master was ending", service, e);
            }
        }
    }
}
