package org.tepui.core.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.DeploymentState;
import org.tepui.api.module.Deployments;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleProperties;
import org.tepui.flags.master.ModuleLibrary;

/**
 * The step "modules": the bundles that {@code --modules} or {@code --modules_dir} names are started by the deployer, which the launcher has
 * told; here they are waited for, and looked into for the modules that they must have.
 */
final class ManifestStep {

    /** Components of a bundle that has started may take a moment. */
    private static final long REGISTERS_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_MILLIS = 10;

    private final BundleContext context;
    private final MasterSettings settings;
    private final Launch launch;

    ManifestStep(BundleContext context, MasterSettings settings, Launch launch) {
        this.context = context;
        this.settings = settings;
        this.launch = launch;
    }

    String run(Sequence.Progress progress) throws StartupException, InterruptedException {
        List<ModuleLibrary> libraries = settings.libraries();
        if (libraries.isEmpty()) {
            throw Sequence.skipped("none given");
        }
        progress.waitsFor("the bundles of --modules");
        long end = System.nanoTime() + settings.startDeadlineNanos();
        while (!launch.settled() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        List<Deployment> deployed = deployed();
        SortedSet<String> loaded = new TreeSet<>();
        for (ModuleLibrary library : libraries) {
            Deployment deployment = find(deployed, library.jar());
            for (ModuleLibrary.Module module : library.modules()) {
                await(deployment, module.name(), library.jar());
                loaded.add(module.name());
            }
        }
        progress.goesOn();
        return loaded.isEmpty() ? libraries.size() + " bundles, no module named" : String.join(", ", loaded);
    }

    private List<Deployment> deployed() throws StartupException {
        ServiceReference<Deployments> reference = context.getServiceReference(Deployments.class);
        Deployments deployments = reference == null ? null : context.getService(reference);
        if (deployments == null) {
            throw new StartupException("--modules: this process has no deployer, which would start them; use a whole distribution");
        }
        try {
            return deployments.list();
        } finally {
            context.ungetService(reference);
        }
    }

    private static Deployment find(List<Deployment> deployed, String jar) throws StartupException {
        Path file = Path.of(jar);
        Optional<Deployment> found = deployed.stream().filter(each -> each.file().equals(file.toAbsolutePath().normalize().toString())).findFirst()
                .or(() -> deployed.stream().filter(each -> Path.of(each.file()).getFileName().equals(file.getFileName())).findFirst());
        if (found.isEmpty()) {
            throw new StartupException("--modules: the bundle '" + jar + "' has not been started within the deadline of the start");
        }
        if (found.get().state() != DeploymentState.ACTIVE) {
            throw new StartupException("--modules: the bundle '" + jar + "' is " + found.get().state()
                    + (found.get().reason().isEmpty() ? "" : ": " + found.get().reason()));
        }
        return found.get();
    }

    private void await(Deployment deployment, String module, String jar) throws StartupException, InterruptedException {
        long end = System.nanoTime() + REGISTERS_NANOS_MAX;
        SortedSet<String> names = names(deployment.bundle());
        while (!names.contains(module)) {
            if (System.nanoTime() - end >= 0) {
                throw new StartupException("--modules: the bundle '" + jar + "' has no module named '" + module + "'; it has: "
                        + (names.isEmpty() ? "none (one that requires its configuration is there only with parameters)" : String.join(", ", names)));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            names = names(deployment.bundle());
        }
    }

    private SortedSet<String> names(String bundle) {
        SortedSet<String> names = new TreeSet<>();
        for (ModuleKind kind : ModuleKind.values()) {
            for (ServiceReference<?> reference : references(kind)) {
                if (bundle.equals(reference.getBundle() == null ? null : reference.getBundle().getSymbolicName())) {
                    names.addAll(NamedServices.namesOf(reference));
                }
            }
        }
        return names;
    }

    private List<ServiceReference<?>> references(ModuleKind kind) {
        List<ServiceReference<?>> found = new ArrayList<>();
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(kind.service(), "(" + ModuleProperties.NAME + "=*)");
            if (references != null) {
                found.addAll(List.of(references));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
        return found;
    }
}
