package org.tepui.deployer;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.module.Deployments;
import org.tepui.deployer.conf.AdminTarget;
import org.tepui.deployer.http.DeploymentsEndpoint;
import org.tepui.deployer.http.PreviewEndpoint;

/** Runs a deployer in a framework that was launched from a distribution; does nothing in any other. */
@Component(immediate = true, service = {})
public final class DeployerComponent {

    private static final Logger LOG = LoggerFactory.getLogger(DeployerComponent.class);
    private static final String STUCK_FILTER = "(tepui.stuck=true)";

    private final BundleContext context;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private Deployer deployer;
    private PreviewEndpoint preview;

    @Activate
    public DeployerComponent(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.context = context;
        File data = context.getDataFile("");
        Optional<Settings> settings = Settings.of(context::getProperty, data == null ? Path.of("") : data.toPath());
        if (settings.isEmpty()) {
            LOG.debug("No tepui.home: nothing is deployed");
            return;
        }
        deployer = new Deployer(context, settings.get(), new AdminTarget(admin), this::hide);
        preview = new PreviewEndpoint(deployer);
        registrations.add(context.registerService(Deployments.class, deployer, null));
        registrations.add(context.registerService(HttpEndpoint.class, new DeploymentsEndpoint(deployer, deployer::leftThreads), null));
        registrations.add(context.registerService(HttpEndpoint.class, preview, null));
        deployer.open();
    }

    /** The launcher keeps the services of stuck bundles from everybody. */
    private void hide(long bundle) {
        try {
            for (ServiceReference<LongConsumer> reference : context.getServiceReferences(LongConsumer.class, STUCK_FILTER)) {
                LongConsumer hidden = context.getService(reference);
                if (hidden != null) {
                    hidden.accept(bundle);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        if (deployer != null) {
            preview.close();
            deployer.close();
        }
    }
}
