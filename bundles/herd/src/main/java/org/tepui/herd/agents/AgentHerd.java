package org.tepui.herd.agents;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.herd.measure.Tally;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.PortFactory;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;

/**
 * All agents behind one port, with one thread for their timers. Only so many registrations are on their way at a time, so that what is
 * measured is the master, and not the queue in front of it.
 */
public final class AgentHerd implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHerd.class);
    private static final int REGISTRATIONS_IN_FLIGHT_MAX = 500;
    private static final long REGISTRATION_RETRY_NANOS = 5_000_000_000L;

    private final PortFactory ports;
    private final AgentSettings settings;
    private final Tally tally;
    private final PortConfig config;
    private final ScheduledThreadPoolExecutor timers;
    private final List<HerdAgent> agents = new ArrayList<>();
    private final Map<FrameworkID, FrameworkInfo> frameworks = new ConcurrentHashMap<>();
    private final Deque<HerdAgent> queue = new ArrayDeque<>();
    private final Set<HerdAgent> inFlight = new LinkedHashSet<>();
    private volatile Port port;
    private volatile boolean holding;
    private int accepted;

    /** Opens the port; nothing is sent. @throws IOException when the port cannot be opened */
    public AgentHerd(PortFactory ports, PortConfig config, int count, AgentSettings settings, Tally tally) throws IOException {
        this.ports = ports;
        this.config = config;
        this.settings = settings;
        this.tally = tally;
        this.port = ports.open(config);
        this.timers = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, "herd-timers");
            thread.setDaemon(true);
            return thread;
        });
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timers.setRemoveOnCancelPolicy(true);
        Around around = new Around();
        for (int i = 1; i <= count; i++) {
            agents.add(new HerdAgent(i, this.port.port(), settings, around, tally));
        }
        agents.forEach(this::listen);
        timers.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    private void listen(HerdAgent agent) {
        port.register(agent.process(), new ProcessHandler() {
            @Override
            public void message(Upid from, String to, String name, byte[] body, String peer) {
                agent.message(from, name, body);
            }

            @Override
            public void exited(Upid peer, long incarnation) {
                agent.disconnected();
            }
        });
    }

    /** Begins to register all. */
    public void register() {
        synchronized (queue) {
            queue.addAll(agents);
        }
        pump();
    }

    private void pump() {
        while (true) {
            HerdAgent next;
            synchronized (queue) {
                if (inFlight.size() >= REGISTRATIONS_IN_FLIGHT_MAX || queue.isEmpty()) {
                    return;
                }
                next = queue.poll();
                inFlight.add(next);
            }
            port.link(next.process(), settings.master());
            next.register();
        }
    }

    private void sweep() {
        try {
            for (HerdAgent agent : agents) {
                boolean due;
                synchronized (queue) {
                    due = inFlight.contains(agent);
                }
                agent.sweep(REGISTRATION_RETRY_NANOS, due);
            }
        } catch (RuntimeException e) {
            LOG.error("Sending again failed; the next round will try", e);
        }
    }

    /** How many are registered now. */
    public int registered() {
        synchronized (queue) {
            return accepted;
        }
    }

    /** Tasks end by themselves no more: what runs now goes on. */
    public void hold() {
        holding = true;
    }

    /** All connections end at once, as when a switch fails, and all agents come back at the same address. */
    public void dropLinks() throws IOException {
        PortConfig same = PortConfig.of(config.bindIp(), port.port()).with(config.tls());
        port.close();
        port = ports.open(same);
        agents.forEach(this::listen);
        agents.forEach(HerdAgent::disconnected);
    }

    public void unregister() {
        agents.forEach(HerdAgent::unregister);
    }

    public List<HerdAgent.Belief> beliefs() {
        return agents.stream().map(HerdAgent::belief).toList();
    }

    /** {@code ip:port} of all agents. */
    public String address() {
        return port.ip() + ":" + port.port();
    }

    /** Messages that the port dropped instead of sending. */
    public long dropped() {
        return port.counters().getOrDefault("messages_dropped", 0L);
    }

    @Override
    public void close() {
        timers.shutdownNow();
        port.close();
    }

    private final class Around implements Surroundings {

        @Override
        public void send(String process, Upid to, Message message) {
            port.send(process, to, message.getDescriptorForType().getFullName(), message.toByteArray());
        }

        @Override
        public void after(long nanos, Runnable action) {
            if (!timers.isShutdown()) {
                timers.schedule(action, nanos, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public double epochSeconds() {
            Instant now = Instant.now();
            return now.getEpochSecond() + now.getNano() / 1000 / 1e6;
        }

        @Override
        public ByteString uuid() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return ByteString.copyFrom(ByteBuffer.allocate(16).putLong(random.nextLong() & ~0xF000L | 0x4000L)
                .putLong(random.nextLong() & ~(3L << 62) | 1L << 63).flip());
        }

        @Override
        public boolean holding() {
            return holding;
        }

        @Override
        public FrameworkInfo shared(FrameworkInfo info) {
            FrameworkInfo known = frameworks.putIfAbsent(info.getId(), info);
            return known == null ? info : known;
        }

        @Override
        public FrameworkInfo framework(FrameworkID id) {
            return frameworks.get(id);
        }

        @Override
        public void accepted(HerdAgent agent, boolean again) {
            (again ? tally.reregistrations : tally.registrations).increment();
            synchronized (queue) {
                accepted++;
                inFlight.remove(agent);
            }
            pump();
        }

        @Override
        public void lost(HerdAgent agent) {
            synchronized (queue) {
                accepted--;
                queue.add(agent);
            }
            pump();
        }
    }
}
