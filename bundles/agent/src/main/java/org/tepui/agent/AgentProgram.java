package org.tepui.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.Agent;
import org.tepui.agent.core.AgentSettings;
import org.tepui.agent.core.Login;
import org.tepui.agent.host.FileResourceStore;
import org.tepui.agent.host.HostAddress;
import org.tepui.agent.host.HostResources;
import org.tepui.agent.http.AgentEndpoints;
import org.tepui.agent.process.OsLauncher;
import org.tepui.agent.process.SandboxCollector;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.ReservationFields.Format;
import org.tepui.api.resource.ResourceException;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.PortFactory;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.resource.AttributeCodec;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourceCodec;

/** A running agent: its port, thread, processes and state machine, put together and taken down. */
public final class AgentProgram implements AutoCloseable {

    /** The agent's process on its port; peers and tools know it by this name. */
    public static final String PROCESS = "slave(1)";

    /** Speaks for the agent while it authenticates. */
    private static final String AUTHENTICATEE = "crammd5-authenticatee(1)";

    private static final Logger LOG = LoggerFactory.getLogger(AgentProgram.class);
    /** How long the last messages may take to leave before the port closes. */
    private static final long GOODBYE_MS = 200;
    /** How often old sandboxes are looked for. */
    private static final Duration COLLECT_INTERVAL = Duration.ofHours(1);

    private final Port port;
    private final AgentLoop loop;
    private final OsLauncher launcher;
    private final Agent agent;
    private final UserSignal userSignal;

    private AgentProgram(Port port, AgentLoop loop, OsLauncher launcher, Agent agent, IntConsumer exit) {
        this.port = port;
        this.loop = loop;
        this.launcher = launcher;
        this.agent = agent;
        this.userSignal = UserSignal.on("USR1", () -> loop.execute(agent::unregister));
    }

    /**
     * Opens the port and begins to register.
     *
     * @param exit told the process's exit code when the agent has to end by itself
     * @throws IOException one line that says what is wrong and with which flag
     */
    public static AgentProgram start(AgentOptions options, PortFactory ports, IntConsumer exit) throws IOException {
        Upid master = HostAddress.master(options.master());
        Path workDir = workDir(options.workDir());
        Port port = ports.open(portConfig(options));
        AgentLoop loop = new AgentLoop();
        try {
            OsLauncher launcher = new OsLauncher();
            AgentSettings settings = settings(options, master, workDir, port);
            Agent.Surroundings surroundings = new Agent.Surroundings(loop, new PortOutlet(port, PROCESS), launcher,
                new FileResourceStore(workDir), uuids(), () -> ThreadLocalRandom.current().nextDouble(), loop,
                (code, why) -> ended(code, why, exit), login(options, port));
            Agent agent = new Agent(settings, surroundings);
            port.register(PROCESS, handler(agent, loop));
            if (options.credential().isPresent()) {
                port.register(AUTHENTICATEE, authenticatee(agent, loop));
            }
            port.delegate(PROCESS);
            new AgentEndpoints(reader(agent, loop), agent.counters(), options.printed(), workDir).all().forEach(port::route);
            AgentProgram program = new AgentProgram(port, loop, launcher, agent, exit);
            LOG.info("Agent {}@{}:{} offers {} to {}", PROCESS, port.ip(), port.port(), settings.resources().size(), master);
            loop.execute(agent::start);
            loop.execute(() -> collectLater(new SandboxCollector(workDir, options.gcDelay()), agent, loop));
            return program;
        } catch (UncheckedIOException e) {
            loop.close();
            port.close();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            loop.close();
            port.close();
            throw e;
        }
    }

    /** Names what is alive on the agent's thread, and deletes on another. */
    private static void collectLater(SandboxCollector collector, Agent agent, AgentLoop loop) {
        loop.after(COLLECT_INTERVAL, () -> {
            Set<String> live = new HashSet<>();
            agent.view().frameworks().forEach(f -> f.tasks().forEach(t -> live.add(t.containerId())));
            Thread thread = new Thread(() -> {
                collector.collect(live, Instant.now());
                loop.execute(() -> collectLater(collector, agent, loop));
            }, "sandbox-collector");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static Path workDir(Path given) throws IOException {
        try {
            return Files.createDirectories(given.toAbsolutePath().normalize()).toRealPath();
        } catch (IOException e) {
            throw new IOException("--work_dir=" + given + " cannot be made or used: " + e.getMessage(), e);
        }
    }

    private static PortConfig portConfig(AgentOptions options) throws IOException {
        String bind = options.ip().orElse("0.0.0.0");
        Optional<String> advertised = options.advertiseIp();
        if (advertised.isEmpty() && bind.equals("0.0.0.0")) {
            advertised = Optional.of(HostAddress.own());
        }
        PortConfig plain = PortConfig.of(bind, options.port());
        return new PortConfig(bind, options.port(), advertised, options.advertisePort(), options.requirePeerAddressMatch(),
            plain.bodyBytesMax(), plain.connectionsMax(), options.tls());
    }

    private static AgentSettings settings(AgentOptions options, Upid master, Path workDir, Port port) throws IOException {
        String hostname = options.hostname().isPresent() ? options.hostname().get()
            : HostAddress.nameOf(port.ip(), options.hostnameLookup());
        return new AgentSettings(master, hostname, wire(resources(options, workDir)),
            AttributeCodec.toProto(attributes(options)), workDir, options.registrationBackoffFactor(), options.shutdownGrace(),
            options.switchUser(),
            System.getProperty("user.name"));
    }

    private static org.tepui.api.resource.Resources resources(AgentOptions options, Path workDir) throws IOException {
        try {
            return HostResources.total(options.resources(), options.defaultRole(), workDir);
        } catch (InvalidResources e) {
            throw new IOException("--resources: " + e.getMessage(), e);
        }
    }

    private static java.util.List<org.tepui.protocol.mesos.Resource> wire(org.tepui.api.resource.Resources resources) {
        Format format = ResourceCodec.fits(resources, Format.PRE_REFINEMENT) ? Format.PRE_REFINEMENT : Format.POST_REFINEMENT;
        return ResourceCodec.toProto(resources, format);
    }

    private static Attributes attributes(AgentOptions options) throws IOException {
        try {
            return options.attributes().map(Attributes::parse).orElse(Attributes.EMPTY);
        } catch (ResourceException e) {
            throw new IOException("--attributes: " + e.getMessage(), e);
        }
    }

    private static java.util.function.Supplier<UUID> uuids() {
        SecureRandom random = new SecureRandom();
        return () -> new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
    }

    private static Optional<Login> login(AgentOptions options, Port port) {
        return options.credential().map(credential -> new Login(credential, new PortOutlet(port, AUTHENTICATEE),
            options.authenticationBackoff(), options.authenticationTimeoutMin(), options.authenticationTimeoutMax()));
    }

    private static ProcessHandler authenticatee(Agent agent, AgentLoop loop) {
        return new ProcessHandler() {
            @Override
            public void message(Upid from, String to, String name, byte[] body, String peer) {
                loop.execute(() -> agent.authenticationMessage(from, name, body));
            }

            @Override
            public void exited(Upid peer, long incarnation) {
                // Nothing is linked from here: the agent's own process hears of the master's end.
            }
        };
    }

    private static ProcessHandler handler(Agent agent, AgentLoop loop) {
        return new ProcessHandler() {
            @Override
            public void message(Upid from, String to, String name, byte[] body, String peer) {
                loop.execute(() -> agent.message(from, name, body));
            }

            @Override
            public void exited(Upid peer, long incarnation) {
                loop.execute(() -> agent.exited(peer, incarnation));
            }
        };
    }

    /** Reads the agent's state on its own thread. */
    private static AgentEndpoints.Reader reader(Agent agent, AgentLoop loop) {
        return new AgentEndpoints.Reader() {
            @Override
            public <T> CompletableFuture<T> read(Function<org.tepui.agent.core.AgentView, T> question) {
                return CompletableFuture.supplyAsync(agent::view, loop).thenApplyAsync(question);
            }
        };
    }

    private static void ended(int code, String why, IntConsumer exit) {
        if (code == 0) {
            LOG.info("The agent ends: {}", why);
        } else {
            LOG.error("The agent ends: {}", why);
        }
        Thread goodbye = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(GOODBYE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exit.accept(code);
        }, "agent-exit");
        goodbye.setDaemon(true);
        goodbye.start();
    }

    /** The port the agent listens on. */
    public Port port() {
        return port;
    }

    /** Ends without a word to the master, as on SIGTERM. All tasks end: SIGTERM, a second later SIGKILL. */
    @Override
    public void close() {
        userSignal.close();
        CountDownLatch stopped = new CountDownLatch(1);
        loop.execute(() -> {
            agent.stop();
            stopped.countDown();
        });
        try {
            if (!stopped.await(2, TimeUnit.SECONDS)) {
                LOG.warn("The agent's thread does not answer while it is stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        port.close();
        launcher.close();
        loop.close();
    }
}
