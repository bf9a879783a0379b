package org.tepui.herd.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tepui.herd.agents.TaskSize;
import org.tepui.herd.client.SchedulerConnection.Listener;
import org.tepui.herd.client.SchedulerConnection.Outgoing;
import org.tepui.herd.measure.Tally;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.Filters;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

/** Launches as many tasks on an offer as fit, acknowledges, and remembers what lives. Any thread may call. */
public final class HerdScheduler implements Listener {

    /** For good, as far as a run is concerned. */
    private static final double REFUSE_ALL_SECONDS = 1e6;
    private static final CommandInfo NOTHING = CommandInfo.newBuilder().setShell(true).setValue("true").build();

    private final String name;
    private final String role;
    private final Optional<String> principal;
    private final double refuseSeconds;
    private final int tasksMax;
    private final Tally tally;
    private final LongSupplier nanos;
    private final Map<String, Launched> tasks = new LinkedHashMap<>();
    private FrameworkID id;
    private boolean holding;
    private boolean leaving;
    private long numbers;
    private String failure;
    private String firstRefusal;

    private static final class Launched {
        final String agent;
        final long nanos;
        TaskState state = TaskState.TASK_STAGING;

        Launched(String agent, long nanos) {
            this.agent = agent;
            this.nanos = nanos;
        }
    }

    /** @param tasksMax most tasks for one offer @param nanos a clock */
    public HerdScheduler(String name, String role, Optional<String> principal, double refuseSeconds, int tasksMax, Tally tally,
            LongSupplier nanos) {
        this.name = name;
        this.role = role;
        this.principal = principal;
        this.refuseSeconds = refuseSeconds;
        this.tasksMax = tasksMax;
        this.tally = tally;
        this.nanos = nanos;
    }

    public Call subscribe() {
        FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser(System.getProperty("user.name", "root")).setName(name).addRoles(role)
            // Tasks of others are lost, by the rules of Mesos, when their agent loses its connection.
            .setCheckpoint(true);
        for (FrameworkInfo.Capability.Type type : List.of(FrameworkInfo.Capability.Type.MULTI_ROLE,
                FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT, FrameworkInfo.Capability.Type.PARTITION_AWARE)) {
            info.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
        }
        principal.ifPresent(info::setPrincipal);
        return Call.newBuilder().setType(Call.Type.SUBSCRIBE).setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info)).build();
    }

    @Override
    public synchronized List<Outgoing> event(Event event) {
        List<Outgoing> calls = new ArrayList<>();
        switch (event.getType()) {
            case SUBSCRIBED -> id = event.getSubscribed().getFrameworkId();
            case OFFERS -> offers(event.getOffers().getOffersList(), calls);
            case UPDATE -> update(event.getUpdate().getStatus(), calls);
            case ERROR -> failure = "the master ended the subscription: " + event.getError().getMessage();
            default -> { }
        }
        return calls;
    }

    private void offers(List<Offer> offers, List<Outgoing> calls) {
        long come = nanos.getAsLong();
        Call.Decline.Builder others = Call.Decline.newBuilder()
            .setFilters(Filters.newBuilder().setRefuseSeconds(holding ? REFUSE_ALL_SECONDS : refuseSeconds));
        for (Offer offer : offers) {
            tally.offers.increment();
            long count = holding ? 0 : Math.min(tasksMax, Math.min(free(offer, "cpus") / TaskSize.CPUS, free(offer, "mem") / (TaskSize.MEM * 1000)));
            if (count > 0) {
                calls.add(accept(offer, count, come));
            } else {
                others.addOfferIds(offer.getId());
            }
        }
        if (others.getOfferIdsCount() > 0) {
            calls.add(new Outgoing(of(Call.Type.DECLINE).setDecline(others).build(), this::answered));
        }
    }

    /** Thousandths of what is neither reserved nor revocable. */
    private static long free(Offer offer, String resource) {
        double sum = 0;
        for (Resource each : offer.getResourcesList()) {
            if (each.getName().equals(resource) && each.getReservationsCount() == 0 && !each.hasRevocable()) {
                sum += each.getScalar().getValue();
            }
        }
        return Math.round(sum * 1000);
    }

    private Outgoing accept(Offer offer, long count, long come) {
        List<Resource> needs = new ArrayList<>();
        for (Resource each : TaskSize.times(1)) {
            needs.add(each.toBuilder().clearRole().setAllocationInfo(offer.getAllocationInfo()).build());
        }
        Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
        long made = nanos.getAsLong();
        for (long i = 0; i < count; i++) {
            String task = name + "-" + ++numbers;
            launch.addTaskInfos(TaskInfo.newBuilder().setName(task).setTaskId(TaskID.newBuilder().setValue(task))
                .setSlaveId(offer.getSlaveId()).addAllResources(needs).setCommand(NOTHING));
            tasks.put(task, new Launched(offer.getSlaveId().getValue(), made));
        }
        tally.accepts.increment();
        tally.launched.add(count);
        Call call = of(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder().addOfferIds(offer.getId())
            .addOperations(Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH).setLaunch(launch))
            .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))).build();
        return new Outgoing(call, (status, text) -> {
            tally.offerToAccepted.add(nanos.getAsLong() - come);
            answered(status, text);
        });
    }

    private void update(TaskStatus status, List<Outgoing> calls) {
        if (status.hasUuid() && !status.getUuid().isEmpty()) {
            calls.add(new Outgoing(of(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder().setSlaveId(status.getSlaveId())
                .setTaskId(status.getTaskId()).setUuid(status.getUuid())).build(), this::answered));
        }
        Launched task = tasks.get(status.getTaskId().getValue());
        if (task == null) {
            return;
        }
        if (status.getState() == TaskState.TASK_RUNNING && task.state != TaskState.TASK_RUNNING) {
            tally.acceptToRunning.add(nanos.getAsLong() - task.nanos);
        }
        task.state = status.getState();
        switch (status.getState()) {
            case TASK_FINISHED -> {
                tally.finished.increment();
                tasks.remove(status.getTaskId().getValue());
            }
            case TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR -> {
                tally.endedOtherwise.increment();
                tally.surprise(status.getState() + (status.hasReason() ? " " + status.getReason() : "") + (status.hasMessage() ? " " + status.getMessage() : ""));
                tasks.remove(status.getTaskId().getValue());
            }
            default -> { }
        }
    }

    private Call.Builder of(Call.Type type) {
        return Call.newBuilder().setFrameworkId(id).setType(type);
    }

    private void answered(int status, String text) {
        if (status != 202) {
            tally.callsRefused.increment();
            synchronized (this) {
                firstRefusal = firstRefusal == null ? status + " " + text : firstRefusal;
            }
        }
    }

    /** From now on every offer is declined. @return the call that stops offers */
    public synchronized Outgoing hold() {
        holding = true;
        return new Outgoing(of(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder().addRoles(role)).build(), this::answered);
    }

    /** @return the call after which the master ends the stream, which is no failure then */
    public synchronized Outgoing teardown() {
        leaving = true;
        return new Outgoing(of(Call.Type.TEARDOWN).build(), this::answered);
    }

    @Override
    public synchronized void ended(String why) {
        failure = failure == null && !leaving ? why : failure;
    }

    /**
     * What this scheduler believes.
     *
     * @param id empty before SUBSCRIBED
     * @param onTheWay tasks that are not running yet
     * @param tasks {@code agent id, blank, state} by task
     * @param failure why it is over
     * @param refusal the first answer other than 202
     */
    public record Belief(String name, String id, int onTheWay, Map<String, String> tasks, Optional<String> failure, Optional<String> refusal) {
    }

    public synchronized Belief belief() {
        Map<String, String> states = new LinkedHashMap<>();
        int onTheWay = 0;
        for (Map.Entry<String, Launched> task : tasks.entrySet()) {
            states.put(task.getKey(), task.getValue().agent + " " + task.getValue().state);
            onTheWay += task.getValue().state == TaskState.TASK_RUNNING ? 0 : 1;
        }
        return new Belief(name, id == null ? "" : id.getValue(), onTheWay, states, Optional.ofNullable(failure), Optional.ofNullable(firstRefusal));
    }
}
