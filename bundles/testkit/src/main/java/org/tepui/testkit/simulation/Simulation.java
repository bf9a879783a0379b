package org.tepui.testkit.simulation;

import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tepui.api.module.ModuleChange;
import org.tepui.core.line.Assembly;
import org.tepui.core.line.Batch;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.scheduler.Call;

/** One history of a cluster under one seed. */
public final class Simulation {

    private static final long CALM_SECONDS = 900;
    private static final long REST_SECONDS = 300;
    private static final int FAULT_SECONDS_MAX = 100_000;

    /** The scheduler's side of a connection. */
    interface Stream {

        void opened(long connection, String streamId);

        void event(long connection, org.tepui.protocol.mesos.scheduler.Event event);

        void ended(long connection);
    }

    private record Asked(SimScheduler by, Call call, boolean subscribe) { }

    private final long seed;
    private final Options options;
    private final Assembly assembly;
    private final Surroundings around;
    private final World world;
    private final Model model;
    private final Store store = new Store();
    private final List<SimAgent> agents = new ArrayList<>();
    private final List<SimScheduler> schedulers = new ArrayList<>();
    private final Map<Long, Asked> asked = new LinkedHashMap<>();
    private final Map<Long, SimScheduler> streams = new LinkedHashMap<>();
    private final MessageDigest digest;
    private Leader leader;
    private int lives;
    private int steps;
    private long requests;

    private final Consumer<String> trace;

    private Simulation(long seed, Options options, Assembly assembly, Surroundings around, Consumer<String> trace) {
        this.trace = trace;
        this.seed = seed;
        this.options = options;
        this.assembly = assembly;
        this.around = around;
        this.world = new World(seed);
        this.model = new Model();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Runs a seed. @throws Violation when something happened that must not */
    public static Result run(long seed, Options options) {
        return run(seed, options, new Assembly());
    }

    /** As {@link #run(long, Options)}, with parts of the line replaced: how faults are planted. */
    public static Result run(long seed, Options options, Assembly assembly) {
        return run(seed, options, assembly, new Surroundings());
    }

    /** As {@link #run(long, Options, Assembly)}, with parts around the line replaced too; of one run only. */
    public static Result run(long seed, Options options, Assembly assembly, Surroundings around) {
        return new Simulation(seed, options, assembly, around, null).run();
    }

    /** As {@link #run(long, Options)}, telling every input and output, a line each. */
    public static Result trace(long seed, Options options, Consumer<String> trace) {
        return new Simulation(seed, options, new Assembly(), new Surroundings(), trace).run();
    }

    private Result run() {
        for (int i = 0; i < options.agents(); i++) {
            agents.add(new SimAgent(world, this, i));
        }
        for (int i = 0; i < options.schedulers(); i++) {
            schedulers.add(new SimScheduler(world, this, i));
        }
        newLeader();
        agents.forEach(SimAgent::start);
        schedulers.forEach(SimScheduler::start);
        operator();
        long end = FAULT_SECONDS_MAX * World.SECOND;
        while ((steps < options.steps() || world.faults() < options.faults()) && world.step(end)) {
            if (leader.isDead() && lives > 40) {
                break;
            }
        }
        rest();
        return new Result(seed, HexFormat.of().formatHex(digest.digest()), steps, world.faults(), world.coverage);
    }

    /** Faults end; after a while everything has to be in order. */
    private void rest() {
        world.calm();
        agents.forEach(SimAgent::calm);
        schedulers.forEach(SimScheduler::calm);
        leader.calm();
        long wanting = world.now() + SimScheduler.CALM_REVIVE_SECONDS * World.SECOND;
        long end = world.now() + CALM_SECONDS * World.SECOND;
        while (world.step(end)) {
            // Time passes.
        }
        // An offer may just have timed out: within some seconds there is a moment at which everything is in order.
        Optional<String> fault = model.restlessness(leader.snapshot(), agents, schedulers, wanting);
        long patience = world.now() + REST_SECONDS * World.SECOND;
        while ((fault.isPresent() || !asked.isEmpty()) && world.step(patience)) {
            fault = model.restlessness(leader.snapshot(), agents, schedulers, wanting);
        }
        if (fault.isPresent()) {
            throw new Violation("the cluster does not come to rest: " + fault.get());
        }
        if (!asked.isEmpty()) {
            throw new Violation("never answered: " + asked.values().iterator().next().call.getType());
        }
    }

    private void newLeader() {
        lives++;
        leader = new Leader(world, this, model, assembly, around, lives);
    }

    /** All connections to the leader broke. Another one comes after a while. */
    void leaderDied() {
        world.coverage.count("fault leader died");
        model.newLeader();
        asked.clear();
        streams.clear();
        agents.forEach(SimAgent::leaderLost);
        schedulers.forEach(SimScheduler::leaderLost);
        world.after(world.between(100, 20_000) * World.MILLI, () -> {
            newLeader();
            agents.forEach(SimAgent::leaderDetected);
            schedulers.forEach(SimScheduler::leaderDetected);
        });
    }

    boolean hasLeader() {
        return !leader.isDead();
    }

    Leader leader() {
        return leader;
    }

    Store store() {
        return store;
    }

    /** Kills the leader as a crash would. */
    void crash() {
        leader.die();
    }

    boolean isReachable(Upid peer) {
        return agents.stream().anyMatch(agent -> agent.pid().equals(peer) && agent.isReachable());
    }

    void toAgent(Upid to, String from, Message message) {
        for (SimAgent agent : agents) {
            if (agent.pid().equals(to)) {
                agent.receive(from, message);
                return;
            }
        }
    }

    /** A call of a scheduler arrives at the master. */
    void call(SimScheduler by, Optional<String> streamId, Call call) {
        if (leader.isDead() || !leader.snapshot().leading()) {
            by.refused(call);
            return;
        }
        long number = ++requests;
        boolean subscribe = call.getType() == Call.Type.SUBSCRIBE;
        asked.put(number, new Asked(by, call, subscribe));
        if (subscribe) {
            by.connecting(number);
            streams.put(number, by);
        }
        Leader asked = leader;
        by.authorized(() -> asked.enter(subscribe ? new Input.Subscribe(number, Optional.empty(), call)
                : new Input.SchedulerCall(number, streamId, Optional.empty(), call)));
    }

    /** Whatever came on the connection before is told first. */
    void streamClosed(SimScheduler by, long connection) {
        streams.remove(connection);
        asked.remove(connection);
        Leader told = leader;
        by.authorized(() -> told.closed(connection));
    }

    /** An offer that some scheduler believes to hold. */
    Optional<String> anyOffer() {
        List<String> offers = schedulers.get(world.pick(schedulers.size())).offers();
        return offers.isEmpty() ? Optional.empty() : Optional.of(offers.get(world.pick(offers.size())));
    }

    /** An operator looks in now and then. */
    private void operator() {
        world.after(world.between(20, 60) * World.SECOND, this::operator);
        String id = schedulers.get(world.pick(schedulers.size())).id();
        if (hasLeader() && leader.snapshot().leading() && world.fault("operator teardown", 60)) {
            leader.enter(new Input.OperatorCall(++requests, Optional.empty(), org.tepui.protocol.mesos.master.Call.newBuilder()
                    .setType(org.tepui.protocol.mesos.master.Call.Type.TEARDOWN).setTeardown(org.tepui.protocol.mesos.master.Call.Teardown
                            .newBuilder().setFrameworkId(FrameworkID.newBuilder().setValue(world.oneIn(5) ? "nobody" : id))).build()));
        }
    }

    void reply(Output.Reply reply) {
        world.coverage.count("reply " + reply.status());
        Asked request = asked.remove(reply.request());
        if (request == null) {
            if (streams.containsKey(reply.request())) {
                throw new Violation("connection " + reply.request() + " has a stream and got a reply");
            }
            return;
        }
        if (reply.status() != 202 && reply.status() != 200 && reply.status() != 400 && reply.status() != 403) {
            throw new Violation("a " + request.call.getType() + " was answered " + reply.status() + " " + reply.text());
        }
        streams.remove(reply.request());
        request.by.replied(request.call, reply);
    }

    void toStream(long connection, Consumer<Stream> action) {
        SimScheduler scheduler = streams.get(connection);
        if (scheduler != null) {
            asked.remove(connection);
            scheduler.deliver(() -> action.accept(scheduler));
        }
    }

    void streamGone(long connection) {
        streams.remove(connection);
    }

    void changed(ModuleChange change) {
        String told = change.kind() + " " + change.from() + " " + change.to() + " " + change.done() + " " + change.epoch() + " " + change.outcome();
        text(told);
        if (trace != null) {
            trace.accept(line("* ", told));
        }
    }

    /** Called for every batch, before its outputs are carried out. */
    void stepped(List<Input> batch, Batch result) {
        steps++;
        if (trace != null) {
            batch.forEach(input -> trace.accept(line("> ", input)));
            result.outputs().forEach(output -> trace.accept(line("< ", output)));
        }
        model.apply(batch, result, world.now());
        for (Output output : result.outputs()) {
            world.coverage.count("output " + output.getClass().getSimpleName());
            hash(output);
        }
        Snapshot snapshot = result.snapshot();
        digest.update(ByteBuffer.allocate(8).putLong(0, snapshot.epoch()));
    }

    private String line(String direction, Object what) {
        return String.format("%12.3f %s%s", world.now() / 1e9, direction, what.toString().replaceAll("\\s+", " "));
    }

    private void hash(Output output) {
        if (output instanceof Output.Send send) {
            text(send.from() + send.to() + send.message().getDescriptorForType().getFullName());
            digest.update(send.message().toByteArray());
        } else if (output instanceof Output.Emit emit) {
            text("emit" + emit.connection());
            digest.update(emit.event().toByteArray());
        } else if (output instanceof Output.Store store) {
            text("store" + store.operation());
            store.changes().forEach(change -> {
                text(change.name() + change.expectedVersion());
                change.value().ifPresent(digest::update);
            });
        } else if (output instanceof Output.TellPlanner tell) {
            text("tell" + tell.epoch() + " " + tell.changes().size());
        } else if (output instanceof Output.StopLeading stop) {
            text(stop.reason());
        } else {
            text(output.toString());
        }
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
