package org.tepui.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.registry.Change;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Batch;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourceCodec;

/** What a bystander knows who sees only inputs, outputs and snapshots: the second opinion on the line's own invariants. */
final class Model {

    private static final Set<TaskState> FINAL = Set.of(TaskState.TASK_FINISHED, TaskState.TASK_FAILED, TaskState.TASK_KILLED,
            TaskState.TASK_ERROR);
    private static final Set<TaskState> ALIVE = Set.of(TaskState.TASK_STAGING, TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
            TaskState.TASK_KILLING);
    private static final int CHECK_EACH = 4;

    private final Answers answers = new Answers();
    private final Wishes wishes = new Wishes();
    private final TaskCalls taskCalls = new TaskCalls();
    private final Map<String, Wishes.Offered> offers = new LinkedHashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private final Map<Long, String> frameworkOf = new TreeMap<>();
    private final Map<String, TaskState> told = new LinkedHashMap<>();
    private final Set<String> stored = new TreeSet<>();
    private Snapshot before;
    private int checks;

    /** Of the batch at work. */
    private final List<Wishes.Offered> made = new ArrayList<>();
    private final Map<Wishes.Offered, Double> declined = new LinkedHashMap<>();
    private final Map<Long, String> subscribed = new TreeMap<>();
    private final Set<String> ended = new TreeSet<>();
    private final List<TaskCalls.Told> statuses = new ArrayList<>();

    static boolean isTerminal(TaskState state) {
        return FINAL.contains(state) || state == TaskState.TASK_LOST || state == TaskState.TASK_DROPPED || state == TaskState.TASK_GONE
                || state == TaskState.TASK_GONE_BY_OPERATOR;
    }

    void newLeader() {
        offers.clear();
        frameworkOf.clear();
        before = null;
        answers.newLeader();
        wishes.newLeader();
        taskCalls.newLeader();
    }

    /** A write of the registry took effect. */
    void stored(List<Change> changes) {
        changes.forEach(change -> stored.add(change.name()));
    }

    void apply(List<Input> inputs, Batch batch, long now) {
        Step step = Step.of(inputs, batch, before == null ? batch.snapshot() : before, now);
        made.clear();
        declined.clear();
        subscribed.clear();
        ended.clear();
        statuses.clear();
        answers.apply(step);
        for (Output output : batch.outputs()) {
            if (output instanceof Output.Emit emit) {
                event(emit);
            } else if (output instanceof Output.EndStream end) {
                closed(end.connection());
            }
        }
        step.accepted().forEach(this::answered);
        for (Input input : inputs) {
            if (input instanceof Input.StreamClosed closed) {
                closed(closed.connection());
            }
        }
        wishes.apply(step, made, declined, subscribed, ended);
        taskCalls.apply(step, statuses);
        before = batch.snapshot();
    }

    private void closed(long connection) {
        String framework = frameworkOf.remove(connection);
        if (framework != null) {
            ended.add(framework);
        }
        if (framework != null && !frameworkOf.containsValue(framework)) {
            offers.values().removeIf(offer -> offer.framework().equals(framework));
        }
    }

    private void answered(Call call) {
        List<OfferID> ids = call.getType() == Call.Type.ACCEPT ? call.getAccept().getOfferIdsList()
                : call.getType() == Call.Type.DECLINE ? call.getDecline().getOfferIdsList() : List.of();
        for (OfferID id : ids) {
            Wishes.Offered offer = offers.get(id.getValue());
            if (offer != null && offer.framework().equals(call.getFrameworkId().getValue())) {
                offers.remove(id.getValue());
                if (call.getType() == Call.Type.DECLINE) {
                    declined.put(offer, call.getDecline().getFilters().getRefuseSeconds());
                }
            }
        }
    }

    private void event(Output.Emit emit) {
        Event event = emit.event();
        switch (event.getType()) {
            case SUBSCRIBED -> {
                String framework = event.getSubscribed().getFrameworkId().getValue();
                offers.values().removeIf(offer -> offer.framework().equals(framework));
                frameworkOf.put(emit.connection(), framework);
                subscribed.put(emit.connection(), framework);
            }
            case OFFERS -> event.getOffers().getOffersList().forEach(offer -> offered(emit.connection(), offer));
            case RESCIND -> {
                if (offers.remove(event.getRescind().getOfferId().getValue()) == null) {
                    throw new Violation("offer " + event.getRescind().getOfferId().getValue() + " was rescinded but is not outstanding");
                }
            }
            case UPDATE -> updated(emit.connection(), event.getUpdate().getStatus());
            default -> { }
        }
    }

    private void offered(long connection, Offer offer) {
        String id = offer.getId().getValue();
        if (!seen.add(id)) {
            throw new Violation("offer " + id + " was made twice");
        }
        String framework = offer.getFrameworkId().getValue();
        if (!framework.equals(frameworkOf.get(connection))) {
            throw new Violation("offer " + id + " of framework " + framework + " went to a connection of " + frameworkOf.get(connection));
        }
        Wishes.Offered offered = new Wishes.Offered(framework, offer.getSlaveId().getValue(), offer.getAllocationInfo().getRole(),
                resources(offer.getResourcesList()));
        offers.put(id, offered);
        made.add(offered);
    }

    private static Resources resources(List<org.tepui.protocol.mesos.Resource> list) {
        try {
            return ResourceCodec.fromProto(list).unallocate();
        } catch (InvalidResources e) {
            throw new Violation("a message holds invalid resources: " + e.getMessage(), e);
        }
    }

    /**
     * What a scheduler was told of a task's end stands. Updates of the agent carry a uuid; those that the master makes (on a return, on
     * reconciliation) may be ahead of the agent's stream and are not compared.
     */
    private void updated(long connection, TaskStatus status) {
        statuses.add(new TaskCalls.Told(frameworkOf.getOrDefault(connection, ""), status));
        String task = frameworkOf.get(connection) + "/" + status.getTaskId().getValue();
        if (!status.hasUuid() || task.endsWith("/same")) {
            return;
        }
        TaskState before = told.put(task, status.getState());
        boolean reopened = FINAL.contains(before == null ? TaskState.TASK_UNKNOWN : before) && before != status.getState()
                && (ALIVE.contains(status.getState()) || FINAL.contains(status.getState()));
        if (reopened) {
            throw new Violation("task " + task + " was told " + before + " and then " + status.getState());
        }
    }

    /** Looks at a snapshot: each time at what is cheap, now and then at everything. */
    void check(Snapshot snapshot) {
        if (checks++ % CHECK_EACH != 0) {
            return;
        }
        Map<String, Resources> held = new TreeMap<>();
        Set<String> shown = new TreeSet<>();
        for (FrameworkRecord framework : snapshot.frameworks()) {
            for (Offer offer : framework.offers()) {
                shown.add(offer.getId().getValue());
            }
            for (FrameworkRecord.Executor executor : framework.executors()) {
                held.merge(executor.agent().getValue(), resources(executor.info().getResourcesList()), Resources::plus);
            }
            for (Task task : framework.tasks()) {
                if (!isTerminal(task.getState())) {
                    held.merge(task.getSlaveId().getValue(), resources(task.getResourcesList()), Resources::plus);
                }
            }
        }
        if (!shown.equals(new TreeSet<>(offers.keySet()))) {
            throw new Violation("offers outstanding by what was sent are " + offers.keySet() + ", shown are " + shown);
        }
        offers.values().forEach(offer -> held.merge(offer.agent(), offer.resources(), Resources::plus));
        for (AgentRecord agent : snapshot.agents()) {
            if (!stored.contains("agents/" + agent.id())) {
                throw new Violation("agent " + agent.id() + " is shown before the registry has it");
            }
            Resources used = held.getOrDefault(agent.id(), Resources.EMPTY);
            if (!agent.total().unallocate().contains(used)) {
                throw new Violation("on agent " + agent.id() + " of " + agent.total() + " offers and tasks hold " + used);
            }
        }
        for (Wishes.Offered offer : offers.values()) {
            boolean active = false;
            for (AgentRecord agent : snapshot.agents()) {
                active |= agent.id().equals(offer.agent()) && agent.active();
            }
            if (!active) {
                throw new Violation("an offer of agent " + offer.agent() + ", which is not active, is outstanding");
            }
        }
    }

    /**
     * What is not in order although nothing has gone wrong for long; empty when all is well.
     *
     * @param wanting virtual time from which on all schedulers want offers
     */
    Optional<String> restlessness(Snapshot snapshot, List<SimAgent> agents, List<SimScheduler> schedulers, long wanting) {
        Set<String> live = new TreeSet<>();
        for (SimScheduler scheduler : schedulers) {
            if (!scheduler.isSubscribed()) {
                return Optional.of("a scheduler with id '" + scheduler.id() + "' is not subscribed");
            }
            live.add(scheduler.id());
            if (wishes.lastOffer(scheduler.id()).orElse(0L) < wanting) {
                return Optional.of("framework " + scheduler.id() + " wants offers and gets none, although all that it could have was free");
            }
        }
        for (FrameworkRecord framework : snapshot.frameworks()) {
            if (framework.connected() && !live.contains(framework.id())) {
                return Optional.of("framework " + framework.id() + " is connected, but no scheduler holds its stream");
            }
            if (live.contains(framework.id()) && framework.tasks().size() > 0) {
                Task task = framework.tasks().iterator().next();
                return Optional.of("task " + task.getTaskId().getValue() + " of " + framework.id() + " is " + task.getState()
                        + " although all tasks have ended");
            }
        }
        for (SimAgent agent : agents) {
            Optional<String> fault = restless(snapshot, agent, live);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> restless(Snapshot snapshot, SimAgent agent, Set<String> live) {
        AgentRecord record = null;
        for (AgentRecord each : snapshot.agents()) {
            record = each.id().equals(agent.id()) ? each : record;
        }
        if (!agent.isRegistered() || record == null || !record.active()) {
            return Optional.of("agent '" + agent.id() + "' is not registered and active");
        }
        for (String key : agent.tasks().keySet()) {
            if (live.contains(key.substring(0, key.indexOf('/')))) {
                return Optional.of("agent " + agent.id() + " still has task " + key + " to report");
            }
        }
        Resources offered = Resources.EMPTY;
        for (Wishes.Offered offer : offers.values()) {
            if (offer.agent().equals(agent.id())) {
                offered = offered.plus(offer.resources());
            }
        }
        Resources held = record.used().unallocate();
        if (!offered.plus(held).quantities().equals(record.total().quantities())) {
            return Optional.of("agent " + agent.id() + " has " + record.total() + ", but only " + offered + " is offered and " + held
                    + " held");
        }
        return Optional.empty();
    }
}
