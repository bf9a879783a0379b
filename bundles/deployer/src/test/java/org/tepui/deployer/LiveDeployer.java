package org.tepui.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.DeploymentState;
import org.tepui.deployer.conf.ConfTarget;
import org.tepui.testkit.plugin.PluginJar;

/** A deployer in a framework of this process, polling fast. */
final class LiveDeployer implements AutoCloseable {

    private static final long WAIT_SECONDS_MAX = 30;

    final Framework framework;
    final Deployer deployer;
    final Path deploy;
    final Set<Long> hidden = ConcurrentHashMap.newKeySet();
    final Map<String, Map<String, Object>> configured = new ConcurrentHashMap<>();

    LiveDeployer(Path folder, long deadlineMs) throws Exception {
        this(folder, deadlineMs, List.of(), Map.of());
    }

    /** @param files that are run beside those of the folder */
    LiveDeployer(Path folder, long deadlineMs, List<Path> files, Map<String, Map<String, Object>> configurations) throws BundleException, IOException {
        deploy = Files.createDirectories(folder.resolve("deploy"));
        Files.createDirectories(folder.resolve("conf"));
        Map<String, String> config = new LinkedHashMap<>();
        config.put(Constants.FRAMEWORK_STORAGE, Files.createTempDirectory(folder, "bundles").toString());
        config.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        config.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.tepui.api.module;version=0.1.0,org.tepui.api.http;version=0.1.0");
        config.put("felix.log.level", "0");
        config.put("felix.cache.locking", "false");
        framework = new FrameworkFactory().newFramework(config);
        framework.start();
        ConfTarget target = new ConfTarget() {
            @Override
            public void set(String pid, String file, Map<String, Object> values) {
                configured.put(pid, values);
            }

            @Override
            public void delete(String pid) {
                configured.remove(pid);
            }
        };
        deployer = new Deployer(framework.getBundleContext(), new Settings(deploy, files, folder.resolve("conf"), configurations,
                folder.resolve("deployed"), folder.resolve("stuck"), deadlineMs, 20, 400), target, hidden::add);
        deployer.open();
    }

    void put(String file, PluginJar jar) throws IOException {
        Files.write(deploy.resolve(file), jar.bytes());
    }

    void remove(String file) throws IOException {
        Files.delete(deploy.resolve(file));
    }

    Optional<Deployment> of(String file) {
        return deployer.list().stream().filter(deployment -> deployment.file().equals(file)).findFirst();
    }

    Deployment await(String file, DeploymentState state) {
        await(file + " to be " + state, () -> of(file).filter(deployment -> deployment.state() == state).isPresent());
        return of(file).orElseThrow();
    }

    Deployment await(String file, String version) {
        await(file + " in version " + version, () -> of(file).filter(deployment -> deployment.state() == DeploymentState.ACTIVE
                && deployment.version().equals(version)).isPresent());
        return of(file).orElseThrow();
    }

    void awaitGone(String file) {
        await(file + " to be gone", () -> of(file).isEmpty());
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + "; there is " + deployer.list());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    Optional<Bundle> bundle(String symbolicName) {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    long plugins() {
        return framework.getBundleContext().getBundles().length - 1L;
    }

    @Override
    public void close() throws Exception {
        deployer.close();
        framework.stop();
        framework.waitForStop(2_000);
    }
}
