package org.tepui.launcher;

import java.lang.reflect.Method;
import java.util.function.LongConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Takes the services of a stuck bundle away from those who use them. The service {@link LongConsumer} with {@code tepui.stuck=true}, called
 * with a bundle's id: its services are hidden, and those that it has are unregistered as if it had done so itself, on a thread of its own,
 * because that too runs code of others. Only the framework can unregister for a bundle, and it offers no call for it; where its inside is not
 * as expected, one line says so, and whoever has the services keeps them.
 */
final class StuckBundles implements LongConsumer {

    private final BundleContext context;
    private final PluginServices services;
    private final Console console;

    StuckBundles(BundleContext context, PluginServices services, Console console) {
        this.context = context;
        this.services = services;
        this.console = console;
    }

    @Override
    public void accept(long id) {
        services.hide(id);
        Bundle bundle = context.getBundle(id);
        ServiceReference<?>[] references = bundle == null ? null : bundle.getRegisteredServices();
        if (references != null) {
            Thread thread = new Thread(() -> unregister(references), "tepui-stuck-" + id);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void unregister(ServiceReference<?>[] references) {
        for (ServiceReference<?> reference : references) {
            try {
                Method registration = reference.getClass().getDeclaredMethod("getRegistration");
                registration.setAccessible(true);
                ((ServiceRegistration<?>) registration.invoke(reference)).unregister();
            } catch (ReflectiveOperationException | RuntimeException e) {
                console.warn("a service of the stuck bundle " + reference.getBundle() + " could not be taken away: " + e);
            }
        }
    }
}
