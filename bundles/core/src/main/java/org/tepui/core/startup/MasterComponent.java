package org.tepui.core.startup;

import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.planner.PlannerFactory;
import org.tepui.protocol.libprocess.PortFactory;

/**
 * Starts a master where the launcher asks for one. Port and planner are the platform's own; everything that flags choose is looked up by
 * name, so no module's coming and going can stop the master.
 */
@Component(immediate = true, service = {})
public final class MasterComponent {

    private static final Logger LOG = LoggerFactory.getLogger(MasterComponent.class);
    private static final int FAILURE = 1;

    private final Launch launch;
    private final MasterStart start;
    private final Thread thread;
    private volatile boolean stopping;

    @Activate
    public MasterComponent(BundleContext context, @Reference PortFactory ports, @Reference PlannerFactory planners) {
        launch = new Launch(context);
        start = new MasterStart(context, launch, ports, planners, this::ended);
        thread = new Thread(this::run, "tepui-startup");
        thread.setDaemon(true);
        if (launch.command().filter("master"::equals).isPresent()) {
            thread.start();
        }
    }

    private void run() {
        try {
            start.run();
        } catch (StartupException e) {
            ended(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The start failed on a fault of Tepui's own", e);
            ended("The start failed on a fault of Tepui's own: " + e);
        }
    }

    private void ended(String line) {
        if (!stopping) {
            LOG.error("EXIT with status {}: {}", FAILURE, line);
            launch.exit(FAILURE);
        }
    }

    @Deactivate
    void stop() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        start.close();
    }
}
