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
import org.tepui.api.hook.Hook;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.Modules;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.endpoint.ModuleCalls;
import org.tepui.core.guard.Guard;
import org.tepui.core.module.AllocatorPlace;
import org.tepui.core.module.AllocatorWatch;
import org.tepui.core.module.Closed;
import org.tepui.core.module.ModuleRegistry;
import org.tepui.core.module.Seat;
import org.tepui.core.module.SeatPlace;
import org.tepui.core.module.Seats;
import org.tepui.core.runtime.MasterRuntime;
import org.tepui.protocol.libprocess.Port;

/** Hands what the start has chosen to the registry of modules, and shows that as a service and an endpoint while the master runs. */
final class ModuleStart {

    private final BundleContext context;
    private final Launch launch;

    ModuleStart(BundleContext context, Launch launch) {
        this.context = context;
        this.launch = launch;
    }

    /** When it returns, what {@code conf/} says and is there has taken its place. @return what undoes it, before the master is closed */
    AutoCloseable open(MasterSettings settings, Seats seats, Allocator allocator, AnonymousModules anonymous, MasterRuntime runtime, Guard guard,
            Port port) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "tepui-modules");
            made.setDaemon(true);
            return made;
        });
        ModuleRegistry registry = new ModuleRegistry(thread, () -> System.currentTimeMillis() * 1_000_000L, Map.of(
                ModuleKind.STORAGE, List.of(settings.registry()), ModuleKind.MASTER_CONTENDER, List.of(settings.contender()),
                ModuleKind.MASTER_DETECTOR, List.of(settings.detector())),
                service -> service.kind() != ModuleKind.ANONYMOUS || anonymous.runs(service.id()), guard);
        ModuleServices services = new ModuleServices(context, registry);
        services.open();
        AllocatorWatch watch = runtime.allocatorWatch();
        watch.named(settings.allocator(), allocator);
        registry.place(new AllocatorPlace(runtime.planner(), watch), List.of(settings.allocator()), List.of(allocator));
        registry.watch(watch);
        seats(registry, settings, seats);
        ModuleConf conf = new ModuleConf(context, registry);
        conf.open(launch, settings.startDeadlineNanos());
        AutoCloseable route = port.route(ModuleCalls.route(registry, new Approvers(seats.authorizer(), guard)));
        ServiceRegistration<Modules> registration = context.registerService(Modules.class, registry, null);
        return () -> {
            registration.unregister();
            route.close();
            conf.close();
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
        place(registry, new SeatPlace<>(seats.hooks(), Hook.class, true, module -> { }, Closed.nobody(ModuleKind.HOOK)), seats.hooks());
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
