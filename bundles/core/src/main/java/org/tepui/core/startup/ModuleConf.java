package org.tepui.core.startup;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.ModuleProperties;
import org.tepui.core.module.ModuleChoice;
import org.tepui.core.module.ModuleRegistry;

/** The configuration {@value #PID}, which chooses modules over the flags: what it says at the start, and every change of it. */
final class ModuleConf implements ConfigurationListener, AutoCloseable {

    static final String PID = "org.tepui.modules";

    private static final Logger LOG = LoggerFactory.getLogger(ModuleConf.class);
    private static final long LOOK_MILLIS = 20;
    /** A swap has deadlines of its own; the start does not wait for more than this. */
    private static final long APPLY_SECONDS_MAX = 30;

    private final BundleContext context;
    private final ModuleRegistry registry;
    private ServiceRegistration<ConfigurationListener> registration;
    private String source = "conf/" + PID + ".cfg";
    private boolean started;

    ModuleConf(BundleContext context, ModuleRegistry registry) {
        this.context = context;
        this.registry = registry;
    }

    /** Where the folder has such a file, waits until it has been read, and until what it says has been done. */
    void open(Launch launch, long deadlineNanos) throws InterruptedException {
        registration = context.registerService(ConfigurationListener.class, this, null);
        if (launch.hasConfiguration(PID)) {
            long end = System.nanoTime() + deadlineNanos;
            while (!launch.configured() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            if (!launch.configured()) {
                LOG.warn("{} was not read before the deadline of the start: the flags choose until it is", source);
            }
        }
        try {
            apply(true).get(APPLY_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("what the configuration says could not be looked at", e);
        } catch (TimeoutException e) {
            LOG.warn("What {} says is still being done after {} s; the start goes on", source, APPLY_SECONDS_MAX);
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getPid())) {
            apply(false);
        }
    }

    /** Reading and handing on are one step, so that of two changes the later one is handed on last. */
    private synchronized CompletableFuture<Void> apply(boolean atStart) {
        started |= atStart;
        if (!started) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return registry.configure(read(), atStart);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} {}; what was configured before stays", source, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The configuration {} could not be read; what was configured before stays", PID, e);
        }
        return CompletableFuture.completedFuture(null);
    }

    private ModuleChoice read() throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            return ModuleChoice.none(source);
        }
        try {
            Configuration[] found = admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + PID + ")");
            if (found == null) {
                return ModuleChoice.none(source);
            }
            Map<String, Object> values = FrameworkUtil.asMap(found[0].getProperties());
            source = "conf/" + values.getOrDefault(ModuleProperties.CONF_FILE, PID + ".cfg");
            return ModuleChoice.parse(source, values);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
