package org.tepui.core.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;
import org.tepui.api.hook.Hook;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.planner.PlannerFactory;
import org.tepui.api.registry.Storage;
import org.tepui.core.access.Access;
import org.tepui.core.endpoint.Identity;
import org.tepui.core.endpoint.MasterRoutes;
import org.tepui.core.firewall.DisabledEndpoints;
import org.tepui.core.firewall.FirewallRules;
import org.tepui.core.guard.GuardedElection;
import org.tepui.core.guard.GuardedStorage;
import org.tepui.core.line.DurationText;
import org.tepui.core.line.MasterConfig;
import org.tepui.core.module.Seats;
import org.tepui.core.runtime.MasterRuntime;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortFactory;

/** The start of a master, in Mesos's order. Runs on a thread of its own; {@link #close()} undoes what has been started. */
final class MasterStart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MasterStart.class);
    private static final String NONE = "none given";

    private final BundleContext context;
    private final Launch launch;
    private final PortFactory ports;
    private final PlannerFactory planners;
    private final Consumer<String> ended;
    private final long startWallNanos = System.currentTimeMillis() * 1_000_000L;
    private final Sequence sequence = new Sequence(System::nanoTime);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final NamedServices<Allocator> allocators;
    private final NamedServices<Storage> storages;
    private final NamedServices<MasterContender> contenders;
    private final NamedServices<MasterDetector> detectors;
    private final NamedServices<Authorizer> authorizers;
    private final NamedServices<Hook> hooks;
    private final AnonymousModules anonymous;

    private final AccessStart accessStart;
    private final ModuleStart modules;

    private final Seats seats = Seats.empty();

    private MasterSettings settings;
    private Identity identity;
    private Port port;
    private Access access;
    private FirewallRules firewall;
    private AutoCloseable starting;
    private Allocator allocator;
    private Storage storage;
    private MasterContender contender;
    private MasterDetector detector;
    private String hostname;

    /** @param ended called with one line when a master that has started must end */
    MasterStart(BundleContext context, Launch launch, PortFactory ports, PlannerFactory planners, Consumer<String> ended) {
        this.context = context;
        this.launch = launch;
        this.ports = ports;
        this.planners = planners;
        this.ended = ended;
        this.allocators = new NamedServices<>(context, Allocator.class, "allocator");
        this.storages = new NamedServices<>(context, Storage.class, "registry");
        this.contenders = new NamedServices<>(context, MasterContender.class, "master contender");
        this.authorizers = new NamedServices<>(context, Authorizer.class, "authorizer");
        this.hooks = new NamedServices<>(context, Hook.class, "hook");
        this.anonymous = new AnonymousModules(context);
        this.accessStart = new AccessStart(context);
        this.modules = new ModuleStart(context, launch);
        this.detectors = new NamedServices<>(context, MasterDetector.class, "master detector");
    }

    /** Runs the whole sequence. @throws StartupException with the line to end with */
    void run() throws StartupException, InterruptedException {
        for (NamedServices<?> services : List.of(allocators, storages, contenders, detectors, authorizers, hooks)) {
            services.open();
            opened(services::close);
        }
        opened(anonymous);
        accessStart.open();
        opened(accessStart);
        sequence.step("flags", progress -> flags())
                .step("logging", progress -> settings.printed().getOrDefault("logging_level", "INFO"))
                .step("wire", progress -> wire())
                .step("version", progress -> identity.mesosVersion() + " (Tepui " + identity.tepuiVersion() + ")")
                .step("firewall rules", progress -> firewall())
                .step("modules", progress -> new ManifestStep(context, settings, launch).run(progress))
                .step("anonymous modules", progress -> anonymous.run(settings, progress))
                .step("hooks", this::hooks)
                .step("allocator", this::allocator)
                .step("registry storage", this::storage)
                .step("state", progress -> "values of at most " + storage.valueBytesMax() + " bytes")
                .step("registrar", progress -> "recovers once this master leads")
                .step("contender", this::contender)
                .step("detector", this::detector)
                .step("authorizer", progress -> AuthorizerStep.run(authorizers, settings, launch, seats.authorizer(), progress))
                .step("agent removal rate limiter", progress -> removalLimit())
                .step("authenticators", this::authenticators)
                .step("master", progress -> master());
        sequence.run();
        // Behind the start, which must not wait for a slow name service.
        Addresses.doubt(hostname).ifPresent(LOG::warn);
    }

    private String flags() throws StartupException {
        settings = MasterFlagsReader.read(launch.arguments(), System.getenv());
        identity = Builds.identity(settings.printed());
        settings.warnings().forEach(LOG::warn);
        LOG.info("Flags: {}", settings.printed());
        return settings.printed().size() + " flags have a value";
    }

    private String wire() throws StartupException {
        String bind = Addresses.bind(settings.bindIp());
        String advertised = Addresses.advertise(settings);
        try {
            port = ports.open(settings.portConfig(bind, advertised));
        } catch (IOException e) {
            throw new StartupException("Could not listen on " + bind + ":" + settings.port() + ": " + e.getMessage()
                    + "; give another --port or --ip, or stop who has it", e);
        }
        opened(port);
        firewall = new FirewallRules(context, seats.firewallRules(), new DisabledEndpoints(settings.guards().disabledPaths(), "master",
                port::endpoint));
        opened(firewall);
        // From the first request on: until the authenticators are known, what is guarded lets nobody in.
        access = new Access(settings.access(), seats, settings.guards().modules(), AuthorizerStep.isWanted(settings.authorizer()));
        access.guard().module(ModuleKind.FIREWALL_RULE, FirewallRules.FLAG).known(true);
        opened(access);
        port.gate(access.gate());
        port.delegate("master");
        starting = port.unknown(MasterRoutes.STARTING);
        for (HttpEndpoint endpoint : MasterRoutes.early(identity, sequence::steps)) {
            opened(port.route(endpoint));
        }
        if (advertised.startsWith("127.")) {
            LOG.warn("Bound to loopback: agents and schedulers of other machines cannot reach this master");
        }
        return "listening on " + bind + ":" + port.port() + settings.guards().tls()
                .map(tls -> tls.plainToo() ? ", TLS and plain" : ", TLS").orElse("");
    }

    /** The rule of the flag is in force since the port was opened; those of bundles are from here on. */
    private String firewall() throws StartupException {
        List<String> rules = firewall.open();
        if (rules.isEmpty()) {
            throw Sequence.skipped(NONE);
        }
        return String.join(", ", rules);
    }

    private String hooks(Sequence.Progress progress) throws StartupException, InterruptedException {
        if (settings.hooks().isEmpty()) {
            throw Sequence.skipped(NONE);
        }
        List<Hook> found = new ArrayList<>();
        for (String name : settings.hooks()) {
            Hook hook = hooks.await(name, settings.startDeadlineNanos(), launch::settled, progress);
            if (found.contains(hook)) {
                throw new StartupException("The hook '" + name + "' is given twice in --hooks");
            }
            found.add(hook);
        }
        seats.hooks().take(settings.hooks(), found);
        return String.join(", ", settings.hooks());
    }

    private String removalLimit() throws StartupException {
        return settings.guards().agentRemovalIntervalNanos().map(nanos -> "one agent in " + DurationText.of(nanos))
                .orElseThrow(() -> Sequence.skipped(NONE));
    }

    private String allocator(Sequence.Progress progress) throws StartupException, InterruptedException {
        allocator = allocators.await(settings.allocator(), settings.startDeadlineNanos(), launch::settled, progress);
        return settings.allocator();
    }

    private String storage(Sequence.Progress progress) throws StartupException, InterruptedException {
        storage = new GuardedStorage(access.guard(), access.guard().module(ModuleKind.STORAGE, settings.registry()),
                storages.await(settings.registry(), settings.startDeadlineNanos(), launch::settled, progress));
        return settings.registry();
    }

    private String contender(Sequence.Progress progress) throws StartupException, InterruptedException {
        contender = GuardedElection.contender(access.guard(), access.guard().module(ModuleKind.MASTER_CONTENDER, settings.contender()),
                contenders.await(settings.contender(), settings.startDeadlineNanos(), launch::settled, progress));
        return settings.contender();
    }

    private String detector(Sequence.Progress progress) throws StartupException, InterruptedException {
        detector = GuardedElection.detector(access.guard(), access.guard().module(ModuleKind.MASTER_DETECTOR, settings.detector()),
                detectors.await(settings.detector(), settings.startDeadlineNanos(), launch::settled, progress));
        return settings.detector();
    }

    private String authenticators(Sequence.Progress progress) throws StartupException, InterruptedException {
        return accessStart.fill(settings.access(), seats, new AccessStart.Finder() {
            @Override
            public <T> T find(NamedServices<T> services, String name) throws StartupException, InterruptedException {
                return services.await(name, settings.startDeadlineNanos(), launch::settled, progress);
            }
        });
    }

    private String master() throws StartupException, InterruptedException {
        String id = UUID.randomUUID().toString();
        hostname = Addresses.hostname(settings, port.ip());
        MasterConfig config = settings.config(MasterInfos.of(id, port.ip(), port.port(), hostname), startWallNanos);
        MasterRuntime runtime = new MasterRuntime(config, identity, port,
                new MasterRuntime.Modules(allocator, planners, storage, contender, detector, seats, access), settings.planning(), ended);
        opened(runtime);
        // Before anything is answered or decided: what conf/ chooses over the flags, guards among it.
        opened(modules.open(settings, seats, allocator, anonymous, runtime, access.guard(), port));
        runtime.start();
        // From here on modules are held by whoever uses them only.
        allocators.close();
        authorizers.close();
        hooks.close();
        accessStart.close();
        started();
        LOG.info("Master {} ({}) started on {}", id, config.info().getHostname(), config.info().getPid());
        return id;
    }

    /** From here on a path that nothing is routed to is not found. */
    private void started() {
        try {
            starting.close();
        } catch (Exception e) {
            throw new IllegalStateException("the port could not be told that the master has started", e);
        }
    }

    private void opened(AutoCloseable closeable) {
        synchronized (opened) {
            opened.add(closeable);
        }
    }

    @Override
    public void close() {
        List<AutoCloseable> toClose;
        synchronized (opened) {
            toClose = new ArrayList<>(opened);
            opened.clear();
        }
        for (int i = toClose.size() - 1; i >= 0; i--) {
            try {
                toClose.get(i).close();
            } catch (Exception e) {
                LOG.warn("A part of the master did not stop cleanly", e);
            }
        }
    }
}
