package org.tepui.deployer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.DeploymentState;
import org.tepui.api.module.Deployments;
import org.tepui.api.module.JarPreview;
import org.tepui.deployer.conf.ConfFolder;
import org.tepui.deployer.conf.ConfTarget;
import org.tepui.deployer.conf.LayeredTarget;
import org.tepui.deployer.jar.JarLimits;
import org.tepui.deployer.plugin.LeftThread;
import org.tepui.deployer.plugin.PlatformFacts;
import org.tepui.deployer.plugin.Plugins;

/** The thread that polls {@code conf/} and {@code deploy/}. Closing it leaves plugins as they are: the framework stops them. */
public final class Deployer implements Deployments, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final long PATIENCE_MS_MAX = 1_000;
    private static final long CLOSE_MS_MAX = 1_000;

    private final Settings settings;
    private final Plugins plugins;
    private final DeployFolder deploy;
    private final LayeredTarget target;
    private final ConfFolder conf;
    private final Previews previews;
    private final Thread thread = new Thread(this::run, "tepui-deployer");
    private volatile boolean settled;
    private volatile boolean configured;
    private volatile boolean closed;

    /** @param hide see {@link Plugins} */
    public Deployer(BundleContext context, Settings settings, ConfTarget target, LongConsumer hide) {
        this.settings = settings;
        PlatformFacts facts = new PlatformFacts(context);
        long patienceMs = Math.min(PATIENCE_MS_MAX, settings.deadlineMs());
        this.plugins = new Plugins(context, facts, settings.memory(), hide, System::nanoTime, new Plugins.Times(
                TimeUnit.MILLISECONDS.toNanos(settings.deadlineMs()), TimeUnit.MILLISECONDS.toNanos(patienceMs)));
        this.deploy = new DeployFolder(settings, JarLimits.standard(), facts, plugins);
        this.target = new LayeredTarget(target, settings.configurations());
        this.conf = new ConfFolder(settings.conf(), this.target);
        this.previews = new Previews(settings.work(), JarLimits.standard(), facts);
        thread.setDaemon(true);
        thread.setContextClassLoader(Deployer.class.getClassLoader());
    }

    public void open() {
        thread.start();
    }

    private void run() {
        try {
            deploy.open();
            plugins.clean();
            target.open();
            while (!closed) {
                poll();
                TimeUnit.MILLISECONDS.sleep(settings.pollMs());
            }
        } catch (InterruptedException e) {
            LOG.debug("The deployer ends");
        } catch (IOException e) {
            LOG.error("The deployer cannot use {} ({}): nothing of {} is started; give a --cache_dir that can be written to",
                    settings.work(), e.toString(), settings.deploy());
            settled = true;
            configured = true;
        }
    }

    /** One round. A fault of our own costs this round, not the deployer. */
    private void poll() throws InterruptedException {
        try {
            long nowMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            conf.poll(System.currentTimeMillis(), nowMs);
            configured |= !conf.isWaiting();
            deploy.poll(System.currentTimeMillis(), nowMs);
            plugins.step();
            if (!settled && !deploy.isWaiting() && plugins.isQuiet()) {
                settled = true;
                tellAll();
            }
        } catch (RuntimeException e) {
            LOG.error("A round of the deployer failed on a fault of Tepui's own; it goes on", e);
        }
    }

    private void tellAll() {
        for (Deployment deployment : plugins.list()) {
            if (deployment.state() != DeploymentState.IGNORED) {
                LOG.info("At the start: {}{}", deployment.file().startsWith("/") ? "" : "deploy/", deployment);
            }
        }
    }

    @Override
    public List<Deployment> list() {
        return plugins.list();
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public boolean configured() {
        return configured;
    }

    @Override
    public JarPreview preview(byte[] jar) {
        return previews.of(jar);
    }

    /** Threads of bundles that are gone, which go on although they were interrupted. */
    public List<LeftThread> leftThreads() {
        return plugins.leftThreads();
    }

    /** How many bundles are stuck. */
    public int stuckCount() {
        return plugins.stuckCount();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
