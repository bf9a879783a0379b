package org.tepui.testkit.simulation;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Output;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.Filters;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourceCodec;

/** A scheduler: takes and declines offers, runs tasks, acknowledges, comes back under its id, and now and then talks nonsense. */
final class SimScheduler implements Simulation.Stream {

    private static final List<String> ROLES = List.of("eng", "ops", "eng/web", "*");

    private static final List<String> USERS = List.of("alice", "bob", "carol");

    /** Longest that an offer is refused for. */
    static final int REFUSE_SECONDS_MAX = 20;

    private static final long SUBSCRIBE_SECONDS_MAX = 20;

    /** From the end of faults to the last REVIVE. */
    static final long CALM_REVIVE_SECONDS = 700;

    private final World world;
    private final Simulation simulation;
    private final Lane calls;
    private final Lane events;
    private final Lane authorization;
    private final Nonsense nonsense;
    private final String role;
    private final boolean partitionAware;
    private final int number;
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private final Map<String, TaskState> told = new LinkedHashMap<>();
    private final Map<String, String> agentOf = new LinkedHashMap<>();
    private String id = "";
    private String streamId = "";
    private long connection;
    private boolean subscribed;
    private boolean subscribing;
    private long attempts;
    private boolean calm;
    private int tasks;
    private int lives;

    SimScheduler(World world, Simulation simulation, int number) {
        this.world = world;
        this.simulation = simulation;
        this.number = number;
        this.calls = new Lane(world);
        this.events = new Lane(world);
        this.authorization = new Lane(world);
        this.nonsense = new Nonsense(world, simulation);
        this.role = ROLES.get(number % ROLES.size());
        this.partitionAware = number % 2 == 0;
    }

    String id() {
        return id;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    /** Ids of the offers that it believes to hold. */
    List<String> offers() {
        return List.copyOf(offers.keySet());
    }

    void start() {
        world.after(world.between(0, 5_000) * World.MILLI, this::subscribe);
        world.after(World.SECOND, this::tick);
    }

    void calm() {
        calm = true;
        // Whatever was suppressed or filtered is wanted again, and nothing more is taken.
        world.after(CALM_REVIVE_SECONDS * World.SECOND, () -> {
            if (subscribed) {
                send(Call.newBuilder().setType(Call.Type.REVIVE));
            }
        });
    }

    void leaderLost() {
        lost();
    }

    void leaderDetected() {
        world.after(world.between(10, 4_000) * World.MILLI, this::subscribe);
    }

    private void lost() {
        calls.cut();
        events.cut();
        subscribed = false;
        subscribing = false;
        connection = 0;
        offers.clear();
    }

    private void tick() {
        world.after(world.between(500, 4_000) * World.MILLI, this::tick);
        if (!subscribed) {
            subscribe();
            return;
        }
        if (calm) {
            return;
        }
        switch (world.pick(18)) {
            case 0 -> send(Call.newBuilder().setType(Call.Type.REVIVE));
            case 1 -> suppress();
            case 2 -> reconcile(true);
            case 3 -> reconcile(false);
            case 4, 5 -> kill();
            case 6 -> nonsense();
            case 7 -> lateOffers();
            case 8 -> toExecutor(world.oneIn(3));
            default -> misfortune();
        }
    }

    private void misfortune() {
        if (world.fault("stream closed", 25)) {
            long closed = connection;
            lost();
            world.after(world.between(1, 300) * World.MILLI, () -> simulation.streamClosed(this, closed));
            world.after(world.between(100, 20_000) * World.MILLI, this::subscribe);
        } else if (world.fault("scheduler failover", 40)) {
            // A second instance takes over while the first one still holds its stream.
            events.cut();
            subscribed = false;
            subscribing = false;
            subscribe();
        } else if (world.fault("teardown", 250)) {
            send(Call.newBuilder().setType(Call.Type.TEARDOWN));
        } else if (number == 0 && world.fault("leader crashed", 700)) {
            simulation.crash();
        }
    }

    private void subscribe() {
        if (subscribed || subscribing || !simulation.hasLeader()) {
            return;
        }
        subscribing = true;
        FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("root").setName("scheduler" + number).setCheckpoint(number % 3 != 2)
                .setFailoverTimeout(number % 4 == 3 ? 30 : 100_000).addRoles(role).addCapabilities(capability(
                        FrameworkInfo.Capability.Type.MULTI_ROLE)).addCapabilities(capability(
                                FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT));
        if (number % 2 == 0) {
            info.setPrincipal("principal" + number);
        }
        if (partitionAware) {
            info.addCapabilities(capability(FrameworkInfo.Capability.Type.PARTITION_AWARE));
        }
        if (number % 3 == 1) {
            info.addCapabilities(capability(FrameworkInfo.Capability.Type.REVOCABLE_RESOURCES));
        }
        if (number % 2 == 1) {
            info.addCapabilities(capability(FrameworkInfo.Capability.Type.GPU_RESOURCES));
        }
        Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
        if (!id.isEmpty()) {
            info.setId(FrameworkID.newBuilder().setValue(id));
            call.setFrameworkId(info.getId());
        }
        Call.Subscribe.Builder about = Call.Subscribe.newBuilder().setFrameworkInfo(info);
        if (!calm && world.oneIn(8)) {
            about.addSuppressedRoles(role);
        }
        Call subscribe = call.setSubscribe(about).build();
        calls.send(() -> simulation.call(this, Optional.empty(), subscribe));
        long attempt = ++attempts;
        world.after(SUBSCRIBE_SECONDS_MAX * World.SECOND, () -> {
            if (!subscribed && subscribing && attempt == attempts) {
                giveUp();
            }
        });
    }

    /** Everything may have been lost, or waits: the connection is closed, as any client does, before it is tried again. */
    private void giveUp() {
        world.coverage.count("subscription given up");
        long closed = connection;
        lost();
        if (closed != 0) {
            simulation.streamClosed(this, closed);
        }
    }

    private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
        return FrameworkInfo.Capability.newBuilder().setType(type).build();
    }

    void connecting(long number) {
        connection = number;
    }

    void refused(Call call) {
        if (call.getType() == Call.Type.SUBSCRIBE) {
            subscribing = false;
        }
    }

    void replied(Call call, Output.Reply reply) {
        if (call.getType() == Call.Type.SUBSCRIBE) {
            subscribing = false;
            connection = 0;
        }
        if (call.getType() == Call.Type.TEARDOWN && reply.status() == 202) {
            fresh();
        }
    }

    private void fresh() {
        lost();
        id = "";
        lives++;
        told.clear();
        agentOf.clear();
        world.after(World.SECOND, this::subscribe);
    }

    void deliver(Runnable action) {
        events.send(action);
    }

    @Override
    public void opened(long number, String stream) {
        if (number == connection) {
            streamId = stream;
        }
    }

    @Override
    public void ended(long number) {
        simulation.streamGone(number);
        if (number == connection) {
            lost();
            world.after(world.between(100, 3_000) * World.MILLI, this::subscribe);
        }
    }

    @Override
    public void event(long number, Event event) {
        if (number != connection) {
            return;
        }
        switch (event.getType()) {
            case SUBSCRIBED -> {
                id = event.getSubscribed().getFrameworkId().getValue();
                subscribed = true;
                subscribing = false;
                offers.clear();
                if (world.oneIn(2)) {
                    reconcile(false);
                }
            }
            case OFFERS -> event.getOffers().getOffersList().forEach(this::offered);
            case RESCIND -> offers.remove(event.getRescind().getOfferId().getValue());
            case UPDATE -> updated(event.getUpdate().getStatus());
            case ERROR -> {
                if (event.getError().getMessage().contains("removed")) {
                    fresh();
                }
            }
            default -> { }
        }
    }

    private void offered(Offer offer) {
        offers.put(offer.getId().getValue(), offer);
        if (calm) {
            return;
        }
        switch (world.pick(5)) {
            case 0 -> decline(offer);
            case 1 -> { }
            default -> launch(offer);
        }
    }

    private void lateOffers() {
        for (Offer offer : List.copyOf(offers.values())) {
            if (world.oneIn(2)) {
                launch(offer);
            } else {
                decline(offer);
            }
        }
    }

    private void decline(Offer offer) {
        offers.remove(offer.getId().getValue());
        send(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder().addOfferIds(offer.getId())
                .setFilters(filters())));
    }

    private Filters filters() {
        return Filters.newBuilder().setRefuseSeconds(world.between(0, REFUSE_SECONDS_MAX)).build();
    }

    private void launch(Offer offer) {
        offers.remove(offer.getId().getValue());
        Call.Accept.Builder accept = Call.Accept.newBuilder().addOfferIds(offer.getId()).setFilters(filters());
        Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
        for (int i = 0; i <= world.pick(3); i++) {
            launch.addTaskInfos(task(offer, i));
        }
        accept.addOperations(Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH).setLaunch(launch));
        send(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
    }

    private TaskInfo task(Offer offer, int index) {
        String name = number + "." + lives + ".t" + ++tasks;
        boolean tooMuch = world.oneIn(30);
        Resources wanted = Resources.parse(tooMuch ? "cpus:900;mem:32" : index == 0 ? "cpus:0.5;mem:64" : "cpus:0.1;mem:32");
        TaskInfo.Builder task = TaskInfo.newBuilder().setName(name).setSlaveId(offer.getSlaveId())
                .setTaskId(TaskID.newBuilder().setValue(world.oneIn(60) ? "same" : name))
                .addAllResources(ResourceCodec.toProto(fitting(offer, wanted), ReservationFields.Format.POST_REFINEMENT));
        if (world.oneIn(40)) {
            task.setSlaveId(SlaveID.newBuilder().setValue("elsewhere"));
        }
        if (world.oneIn(4)) {
            return task.setExecutor(executor()).build();
        }
        CommandInfo.Builder command = CommandInfo.newBuilder().setValue("sleep 1");
        if (world.oneIn(2)) {
            command.setUser(USERS.get(world.pick(USERS.size())));
        }
        return task.setCommand(command).build();
    }

    private ExecutorInfo executor() {
        int kind = world.pick(3);
        return ExecutorInfo.newBuilder().setExecutorId(ExecutorID.newBuilder().setValue("e" + kind)).setName("executor")
                .setFrameworkId(FrameworkID.newBuilder().setValue(id)).setCommand(CommandInfo.newBuilder().setValue("run"))
                .addAllResources(ResourceCodec.toProto(Resources.parse("cpus:0.1;mem:32"), ReservationFields.Format.POST_REFINEMENT))
                .build();
    }

    /** Of an executor that may be running on some agent. */
    private void toExecutor(boolean shutdown) {
        ExecutorID executor = ExecutorID.newBuilder().setValue("e" + world.pick(3)).build();
        List<String> agents = List.copyOf(agentOf.values());
        SlaveID agent = SlaveID.newBuilder().setValue(agents.isEmpty() ? "never" : agents.get(agents.size() - 1 - world.pick(
                Math.min(agents.size(), 10)))).build();
        send(shutdown ? Call.newBuilder().setType(Call.Type.SHUTDOWN).setShutdown(Call.Shutdown.newBuilder().setSlaveId(agent)
                .setExecutorId(executor)) : Call.newBuilder().setType(Call.Type.MESSAGE).setMessage(Call.Message.newBuilder()
                        .setSlaveId(agent).setExecutorId(executor).setData(ByteString.copyFromUtf8("hello"))));
    }

    /** From the reserved part of the offer where the unreserved one has too little. */
    private static Resources fitting(Offer offer, Resources wanted) {
        try {
            Resources offered = ResourceCodec.fromProto(offer.getResourcesList()).unallocate();
            return offered.unreserved().contains(wanted) ? wanted : offered.find(wanted).orElse(wanted);
        } catch (InvalidResources e) {
            throw new Violation("an offer holds invalid resources: " + e.getMessage(), e);
        }
    }

    private void updated(TaskStatus status) {
        String task = status.getTaskId().getValue();
        told.put(task, status.getState());
        agentOf.put(task, status.getSlaveId().getValue());
        if (status.hasUuid() && !world.fault("acknowledgement forgotten", 30)) {
            send(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                    .setSlaveId(status.getSlaveId()).setTaskId(status.getTaskId()).setUuid(status.getUuid())));
        }
    }

    private void suppress() {
        if (world.oneIn(3)) {
            send(Call.newBuilder().setType(Call.Type.SUPPRESS));
        }
    }

    private void kill() {
        List<String> running = new ArrayList<>();
        told.forEach((task, state) -> {
            if (!Model.isTerminal(state)) {
                running.add(task);
            }
        });
        if (!running.isEmpty()) {
            String task = running.get(world.pick(running.size()));
            Call.Kill.Builder kill = Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(task));
            if (world.oneIn(4)) {
                kill.setSlaveId(SlaveID.newBuilder().setValue(world.oneIn(4) ? "elsewhere" : agentOf.get(task)));
            }
            send(Call.newBuilder().setType(Call.Type.KILL).setKill(kill));
        }
    }

    private void reconcile(boolean explicit) {
        Call.Reconcile.Builder reconcile = Call.Reconcile.newBuilder();
        if (explicit) {
            told.forEach((task, state) -> {
                if (!Model.isTerminal(state)) {
                    Call.Reconcile.Task.Builder asked = Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue(task));
                    if (world.oneIn(2)) {
                        asked.setSlaveId(SlaveID.newBuilder().setValue(agentOf.get(task)));
                    }
                    reconcile.addTasks(asked);
                }
            });
            reconcile.addTasks(Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue("never")));
        }
        send(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(reconcile));
    }

    private void nonsense() {
        if (world.oneIn(6)) {
            sendUnder("wrong", Call.newBuilder().setType(Call.Type.REVIVE));
        } else {
            send(nonsense.next());
        }
    }

    private void send(Call.Builder call) {
        sendUnder(streamId, call);
    }

    private void sendUnder(String stream, Call.Builder call) {
        Call built = call.hasFrameworkId() ? call.build() : call.setFrameworkId(FrameworkID.newBuilder().setValue(id)).build();
        calls.send(() -> simulation.call(this, Optional.of(stream), built));
        if (world.fault("call repeated", 150)) {
            calls.send(() -> simulation.call(this, Optional.of(stream), built));
        }
    }

    /** Behind the network: calls wait for their authorization in the order in which they came. */
    void authorized(Runnable action) {
        long delay = 0;
        if (world.fault("slow authorization", 60)) {
            // Now and then longer than the patience with a subscription.
            delay = (world.oneIn(10) ? world.between(15_000, 40_000) : world.between(100, 6_000)) * World.MILLI;
        }
        authorization.send(action, delay);
    }
}
