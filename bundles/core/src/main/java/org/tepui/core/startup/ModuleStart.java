package org.tepui.core.startup;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.Modules;
import org.tepui.api.planner.Planner;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.endpoint.ModuleCalls;
import org.tepui.core.module.AllocatorPlace;
import org.tepui.core.module.Closed;
import org.tepui.core.module.ModuleRegistry;
import org.tepui.core.module.Seat;
import org.tepui.core.module.SeatPlace;
import org.tepui.core.module.Seats;
import org.tepui.protocol.libprocess.Port;

/** Hands what the start has chosen to the registry of modules, and shows that as a service and an endpoint while the master runs. */
final class ModuleStart {

    private final BundleContext context;

    ModuleStart(BundleContext context) {
        this.context = context;
    }

    /** @return what undoes it, before the master is closed */
    AutoCloseable open(MasterSettings settings, Seats seats, Allocator allocator, Planner planner, Port port) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "tepui-modules");
            made.setDaemon(true);
            return made;
        });
        ModuleRegistry registry = new ModuleRegistry(thread, () -> System.currentTimeMillis() * 1_000_000L, Map.of(
                ModuleKind.STORAGE, List.of(settings.registry()), ModuleKind.MASTER_CONTENDER, List.of(settings.contender()),
                ModuleKind.MASTER_DETECTOR, List.of(settings.detector()),
                // Nobody calls hooks yet: none is in use, and none can be put in.
                ModuleKind.HOOK, List.of()));
        ModuleServices services = new ModuleServices(context, registry);
        services.open();
        registry.place(new AllocatorPlace(planner), List.of(settings.allocator()), List.of(allocator));
        seats(registry, settings, seats);
        AutoCloseable route = port.route(ModuleCalls.route(registry, new Approvers(seats.authorizer())));
        ServiceRegistration<Modules> registration = context.registerService(Modules.class, registry, null);
        return () -> {
            registration.unregister();
            route.close();
            thread.shutdownNow();
            thread.awaitTermination(1, TimeUnit.SECONDS);
            services.close();
            registry.close();
        };
    }

    private static void seats(ModuleRegistry registry, MasterSettings settings, Seats seats) {
        place(registry, new SeatPlace<>(seats.authorizer(), Authorizer.class, false,
                module -> module.configure(AuthorizerStep.parameters(settings.authorizer())), Closed.AUTHORIZER), seats.authorizer());
        place(registry, new SeatPlace<>(seats.authenticators(), Authenticator.class, false,
                module -> module.configure(settings.access().credentials()), Closed.AUTHENTICATOR), seats.authenticators());
        for (Seat<HttpAuthenticator> seat : List.of(seats.httpAuthenticators(), seats.httpFrameworkAuthenticators())) {
            // Where a realm is not guarded nobody reads its seat.
            if (!seat.current().isEmpty()) {
                place(registry, new SeatPlace<>(seat, HttpAuthenticator.class, true,
                        module -> module.configure(settings.access().credentials()), Closed.HTTP_AUTHENTICATOR), seat);
            }
        }
    }

    private static <T> void place(ModuleRegistry registry, SeatPlace<T> place, Seat<T> seat) {
        registry.place(place, seat.current().names(), seat.current().modules());
    }
}
