package org.tepui.core.offers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.line.Verdicts;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.tasks.LaunchGroupOperation;
import org.tepui.core.tasks.LaunchOperation;
import org.tepui.core.tasks.RefusedTasks;
import org.tepui.core.tasks.OperationCalls;
import org.tepui.core.tasks.Statuses;
import org.tepui.protocol.mesos.Filters;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;

/** ACCEPT: offers of one agent and role are taken together, operations use them in order, the rest goes back with the filters of the call. */
public class AcceptCall {

    private final Line line;
    private final LaunchOperation launch;
    private final LaunchGroupOperation launchGroup;
    private final OperationCalls operations;
    private final RefusedTasks refused;

    public AcceptCall(Line line, LaunchOperation launch, LaunchGroupOperation launchGroup, OperationCalls operations, RefusedTasks refused) {
        this.line = line;
        this.launch = launch;
        this.launchGroup = launchGroup;
        this.operations = operations;
        this.refused = refused;
    }

    /** @param verdicts one a task, over all launches in order */
    public void handle(Framework framework, Call.Accept call, Verdicts verdicts) {
        Set<String> ids = new LinkedHashSet<>();
        Optional<String> error = check(framework, call.getOfferIdsList(), ids);
        List<OfferEntry> offers = own(framework, ids);
        if (error.isPresent()) {
            line.out().warning("Framework " + framework + " accepts invalid offers: " + error.get());
            offers.forEach(line.offers()::takeBack);
            for (Offer.Operation operation : call.getOperationsList()) {
                invalidOffers(framework, operation, error.get());
            }
            return;
        }
        accept(framework, offers, refused.unauthorized(framework, call.getOperationsList(), verdicts), call.getFilters());
    }

    private List<OfferEntry> own(Framework framework, Set<String> ids) {
        List<OfferEntry> offers = new ArrayList<>();
        for (String id : ids) {
            OfferEntry offer = line.offers().get(id);
            if (offer != null && offer.framework == framework) {
                offers.add(offer);
            }
        }
        return offers;
    }

    /** Unique, known, of the framework, of one role, of one agent, in this order; {@code ids} gets what was given. */
    private Optional<String> check(Framework framework, List<OfferID> given, Set<String> ids) {
        if (given.isEmpty()) {
            return Optional.of("No offers specified");
        }
        String twice = null;
        for (OfferID id : given) {
            if (!ids.add(id.getValue()) && twice == null) {
                twice = id.getValue();
            }
        }
        if (twice != null) {
            return Optional.of("Duplicate offer " + twice + " in offer list");
        }
        for (String id : ids) {
            OfferEntry offer = line.offers().get(id);
            if (offer == null) {
                return Optional.of("Offer " + id + " is no longer valid");
            }
            if (offer.framework != framework) {
                return Optional.of("Offer " + id + " has invalid framework " + offer.framework.id + " while framework " + framework.id
                        + " is expected");
            }
        }
        return together(ids);
    }

    private Optional<String> together(Set<String> ids) {
        OfferEntry first = line.offers().get(ids.iterator().next());
        for (String id : ids) {
            OfferEntry offer = line.offers().get(id);
            if (!offer.role().equals(first.role())) {
                return Optional.of("Aggregated offers must be allocated to the same role. Offer " + id + " uses role '" + offer.role()
                        + " but another is using role '" + first.role());
            }
        }
        for (String id : ids) {
            OfferEntry offer = line.offers().get(id);
            if (offer.agent != first.agent) {
                return Optional.of("Aggregated offers must belong to one single agent. Offer " + id + " uses agent " + offer.agent.id
                        + " and agent " + first.agent.id);
            }
        }
        return Optional.empty();
    }

    private void invalidOffers(Framework framework, Offer.Operation operation, String error) {
        switch (operation.getType()) {
            case LAUNCH, LAUNCH_GROUP -> refused.tasks(framework, RefusedTasks.of(operation), Statuses.aware(framework, TaskState.TASK_DROPPED),
                    TaskStatus.Reason.REASON_INVALID_OFFERS, "Task launched with invalid offers: " + error);
            default -> operations.drop(framework, operation, "Operation attempted with invalid offers: " + error);
        }
    }

    /** Nothing comes between taking the offers and giving the rest back: no other call can see them free. */
    protected void accept(Framework framework, List<OfferEntry> offers, List<Offer.Operation> list, Filters filters) {
        Agent agent = offers.get(0).agent;
        int role = offers.get(0).holding.role();
        Resources left = Resources.EMPTY;
        for (OfferEntry offer : offers) {
            left = left.plus(offer.holding.resources().allocate(offer.role()));
            line.offers().takeBack(offer);
        }
        for (Offer.Operation operation : list) {
            left = apply(framework, agent, line.roles().name(role), operation, left);
        }
        line.filters().add(framework, agent, role, left.unallocate(), filters);
    }

    /** Returns what is left. */
    private Resources apply(Framework framework, Agent agent, String role, Offer.Operation operation, Resources left) {
        switch (operation.getType()) {
            case LAUNCH -> {
                if (operation.getLaunch().getTaskInfosCount() == 0) {
                    line.tally().count(Counter.MESSAGES_DECLINE_OFFERS);
                    return left;
                }
                line.tally().count(Counter.MESSAGES_LAUNCH_TASKS);
                return launch.apply(framework, agent, role, operation, left);
            }
            case LAUNCH_GROUP -> {
                return launchGroup.apply(framework, agent, role, operation, left);
            }
            default -> {
                operations.drop(framework, operation, "Operation " + operation.getType() + " is not supported by this master");
                return left;
            }
        }
    }
}
