package org.tepui.testkit.simulation;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Quantities;
import org.tepui.core.line.Assembly;
import org.tepui.core.line.Batch;
import org.tepui.core.line.IdSource;
import org.tepui.core.line.Input;
import org.tepui.core.line.Master;
import org.tepui.core.line.MasterConfig;
import org.tepui.core.line.Now;
import org.tepui.core.line.Output;
import org.tepui.core.line.StoreResult;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.MasterInfo;

/** One life of a leading master: the real line and planner, and what the runtime would do around them. */
final class Leader {

    private static final long EPOCH_WALL = 1_700_000_000L * World.SECOND;

    /** When faults are over, only so many steps are looked at in full: what went wrong stays wrong. */
    private static final int CALM_CHECK_EACH = 4;

    private final World world;
    private final Simulation simulation;
    private final Model model;
    private final Master master;
    private final Platform platform;
    private final ModuleOperator operator;
    private final Map<Long, Long> timers = new TreeMap<>();
    private final Map<Upid, Long> links = new LinkedHashMap<>();
    /** What the storage did to this leader; nothing else makes one stop. */
    private final Set<String> excuses = new TreeSet<>();
    /** Subscriptions that wait for the authorizer: true where the client has gone. */
    private final Map<Long, Boolean> subscribing = new TreeMap<>();
    private List<Input> inbox = new ArrayList<>();
    private int calmSteps;
    private boolean awake;
    private boolean dead;
    private Snapshot snapshot;

    Leader(World world, Simulation simulation, Model model, Assembly assembly, Surroundings around, int life) {
        this.world = world;
        this.simulation = simulation;
        this.model = model;
        MasterConfig config = config("m" + life);
        master = new Master(config, ids(), assembly);
        snapshot = master.snapshot();
        platform = new Platform(world, this, around, config.planner());
        operator = new ModuleOperator(world, this, platform);
        operator.start();
        input(new Input.Elected());
    }

    private static MasterConfig config(String id) {
        long second = World.SECOND;
        MasterInfo info = MasterInfo.newBuilder().setId(id).setIp(16777343).setPort(5050).setPid("master@127.0.0.1:5050")
                .setHostname("localhost").setVersion("1.12.0").build();
        PlannerOptions planning = new PlannerOptions(List.of(), true,
                List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32")));
        return new MasterConfig(info, EPOCH_WALL, second, Optional.of(120 * second), 15 * second, 5, 600 * second, 1.0, 20 * second,
                60 * second, 900 * second, 14L * 24 * 3600 * second, 100, 5, 20, 20, Optional.empty(), new TreeMap<>(), true, planning);
    }

    private IdSource ids() {
        return new IdSource() {
            @Override
            public String uuid() {
                return new UUID(world.random.nextLong(), world.random.nextLong()).toString();
            }

            @Override
            public long seed() {
                return world.random.nextLong();
            }
        };
    }

    Snapshot snapshot() {
        return snapshot;
    }

    boolean isDead() {
        return dead;
    }

    /** From outside: by the authorizer. */
    void enter(Input input) {
        if (dead) {
            return;
        }
        if (input instanceof Input.Subscribe subscribe) {
            subscribing.put(subscribe.connection(), false);
        }
        if (!platform.enter(input)) {
            throw new Violation("the entrance has no room for " + input);
        }
    }

    /** The authorizer has spoken. */
    void entered(Input input) {
        input(input);
        if (input instanceof Input.Subscribe subscribe && subscribing.remove(subscribe.connection())) {
            input(new Input.StreamClosed(subscribe.connection()));
        }
    }

    /** A client has gone; if what it asked for still waits, that is noticed when the answer can't be given. */
    void closed(long connection) {
        if (subscribing.replace(connection, true) == null) {
            input(new Input.StreamClosed(connection));
        }
    }

    /** Calm comes to the modules too. */
    void calm() {
        if (!dead) {
            platform.calm();
        }
    }

    void changed(ModuleChange change) {
        simulation.changed(change);
        if (change.kind() == ModuleKind.ALLOCATOR && change.done()) {
            operator.newPolicy();
        }
    }

    /** Takes an input; what comes at about the same time is one batch. */
    void input(Input input) {
        if (dead) {
            return;
        }
        inbox.add(input);
        if (!awake) {
            awake = true;
            world.after(world.between(0, 400) * 1_000, this::work);
        }
    }

    private void work() {
        awake = false;
        if (dead || inbox.isEmpty()) {
            return;
        }
        List<Input> batch = inbox;
        inbox = new ArrayList<>();
        batch.forEach(input -> world.coverage.count("input " + kind(input)));
        Batch result = master.handle(batch, new Now(EPOCH_WALL + world.now(), world.now()));
        snapshot = result.snapshot();
        simulation.stepped(batch, result);
        platform.grants().apply(batch, result.outputs());
        operator.saw(batch, result.outputs());
        platform.deciders().check();
        for (Output output : result.outputs()) {
            perform(output);
        }
        if (!dead && (world.isFaulty() || ++calmSteps % CALM_CHECK_EACH == 0)) {
            try {
                master.verify();
            } catch (RuntimeException e) {
                throw new Violation("an invariant of the line is broken: " + e.getMessage(), e);
            }
            model.check(snapshot);
        }
    }

    private static String kind(Input input) {
        return input instanceof Input.AgentMessage message ? message.message().getDescriptorForType().getName()
                : input instanceof Input.SchedulerCall call ? call.call().getType().name()
                : input.getClass().getSimpleName();
    }

    private void perform(Output output) {
        if (output instanceof Output.Send send) {
            send(send.to(), send.from(), send.message());
        } else if (output instanceof Output.Emit emit) {
            world.coverage.count("event " + emit.event().getType());
            simulation.toStream(emit.connection(), stream -> stream.event(emit.connection(), emit.event()));
        } else if (output instanceof Output.OpenStream open) {
            simulation.toStream(open.connection(), stream -> stream.opened(open.connection(), open.streamId()));
        } else if (output instanceof Output.EndStream end) {
            simulation.toStream(end.connection(), stream -> stream.ended(end.connection()));
        } else if (output instanceof Output.Reply reply) {
            simulation.reply(reply);
        } else if (output instanceof Output.Link link) {
            link(link);
        } else if (output instanceof Output.Unlink unlink) {
            links.remove(unlink.peer(), unlink.link());
        } else if (output instanceof Output.SetTimer set) {
            long due = world.now() + set.delayNanos();
            timers.put(set.timer(), due);
            world.after(set.delayNanos(), () -> timer(set.timer(), due));
        } else if (output instanceof Output.CancelTimer cancel) {
            timers.remove(cancel.timer());
        } else if (output instanceof Output.Scan || output instanceof Output.Store) {
            store(output);
        } else if (output instanceof Output.TellPlanner tell) {
            platform.planner().apply(tell.epoch(), tell.changes());
        } else if (output instanceof Output.AskPlanner ask) {
            platform.planner().request(ask.agents(), ask.seed());
        } else if (output instanceof Output.StopLeading stop) {
            stop(stop);
        }
    }

    private void send(Upid to, String from, Message message) {
        world.coverage.count("message " + message.getDescriptorForType().getName());
        simulation.toAgent(to, from, message);
    }

    private void link(Output.Link link) {
        links.put(link.peer(), link.link());
        if (!simulation.isReachable(link.peer())) {
            world.after(world.between(1, 50) * World.MILLI, () -> broken(link.peer(), link.link()));
        }
    }

    /** The connection to the peer broke: its link, if there is one, ends. */
    void broken(Upid peer) {
        Long link = links.get(peer);
        if (link != null) {
            world.after(world.between(0, 20) * World.MILLI, () -> broken(peer, link));
        }
    }

    private void broken(Upid peer, long link) {
        if (links.remove(peer, link)) {
            input(new Input.PeerExited(peer, link));
        }
    }

    private void timer(long timer, long due) {
        Long set = timers.get(timer);
        if (set != null && set == due) {
            timers.remove(timer);
            input(new Input.TimerFired(timer));
        }
    }

    private void store(Output output) {
        long delay = world.fault("slow storage", 10) ? world.between(1_000, 12_000) * World.MILLI : world.between(1, 30) * World.MILLI;
        boolean fails = !(output instanceof Output.Scan) && world.fault("failed storage", 120);
        world.after(delay, () -> {
            if (dead) {
                return;
            }
            if (output instanceof Output.Scan scan) {
                input(new Input.Stored(scan.operation(), new StoreResult.Scanned(simulation.store().scan(scan.prefix()))));
            } else if (output instanceof Output.Store store && fails) {
                excuses.add("Failed to access the registry: planned failure");
                input(new Input.Stored(store.operation(), new StoreResult.Failed("planned failure")));
            } else if (output instanceof Output.Store store) {
                model.stored(store.changes());
                input(new Input.Stored(store.operation(), new StoreResult.Committed(simulation.store().commit(store.changes()))));
            }
        });
    }

    private void stop(Output.StopLeading stop) {
        if (stop.evidence().isPresent()) {
            throw new Violation("the line broke: " + stop.reason(), stop.evidence().get());
        }
        if (!excuses.remove(stop.reason())) {
            throw new Violation("the master stopped leading without cause: " + stop.reason());
        }
        die();
    }

    /** This leader is gone, with all its connections. */
    void die() {
        if (!dead) {
            dead = true;
            simulation.leaderDied();
        }
    }
}
