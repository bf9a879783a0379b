package org.tepui.core.agents;

import java.util.ArrayList;
import java.util.Optional;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.ExecutorToFrameworkMessage;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Event;

/** What a registered agent says of itself and its executors: UpdateSlave, Unregister, ExitedExecutor, ExecutorToFramework. */
public class AgentUpdates {

    private final Line line;

    public AgentUpdates(Line line) {
        this.line = line;
    }

    /** Oversubscribed resources and those of resource providers; the version that launches must name. */
    public void handle(Upid from, UpdateSlaveMessage message) {
        line.tally().count(Counter.MESSAGES_UPDATE_AGENT);
        Agent agent = sender(from, message.getSlaveId().getValue(), "UpdateSlaveMessage");
        if (agent == null) {
            return;
        }
        boolean oversubscribed = !message.hasUpdateOversubscribedResources() || message.getUpdateOversubscribedResources();
        Resources old = line.ledger().total(agent.slot);
        Resources revocable = old.filter(resource -> resource.isRevocable() && !resource.hasResourceProvider());
        Resources provided = old.filter(Resource::hasResourceProvider);
        try {
            if (oversubscribed) {
                revocable = Forms.read(message.getOversubscribedResourcesList()).revocable().unallocate();
            }
            if (message.hasResourceProviders()) {
                provided = provided(message.getResourceProviders());
            }
        } catch (ResourceException e) {
            line.out().warning("Ignoring UpdateSlaveMessage of agent " + agent + ": " + e.getMessage());
            return;
        }
        if (message.hasResourceVersionUuid()) {
            agent.resourceVersion = Optional.of(message.getResourceVersionUuid());
        }
        Resources own = old.filter(resource -> !resource.isRevocable() && !resource.hasResourceProvider());
        Resources total = own.plus(revocable).plus(provided);
        if (total.equals(old)) {
            return;
        }
        rescindOutdated(agent, oversubscribed, message.hasResourceProviders());
        line.ledger().resize(agent.slot, total);
        line.agentDesk().changed(agent);
        line.planning().want(agent);
    }

    private static Resources provided(UpdateSlaveMessage.ResourceProviders providers) {
        Resources sum = Resources.EMPTY;
        for (UpdateSlaveMessage.ResourceProvider provider : providers.getProvidersList()) {
            if (provider.hasInfo() && provider.getInfo().hasId()) {
                String id = provider.getInfo().getId().getValue();
                sum = sum.plus(Forms.read(provider.getTotalResourcesList()).unallocate().map(resource -> resource.withProviderId(id)));
            }
        }
        return sum;
    }

    private void rescindOutdated(Agent agent, boolean revocable, boolean provided) {
        for (OfferEntry offer : new ArrayList<>(agent.offers.values())) {
            Resources outdated = offer.holding.resources().filter(resource -> (revocable && resource.isRevocable())
                    || (provided && resource.hasResourceProvider()));
            if (!outdated.isEmpty()) {
                line.offers().rescind(offer);
            }
        }
    }

    public void handle(Upid from, UnregisterSlaveMessage message) {
        line.tally().count(Counter.MESSAGES_UNREGISTER_AGENT);
        Agent agent = sender(from, message.getSlaveId().getValue(), "UnregisterSlaveMessage");
        if (agent != null) {
            line.agentLoss().remove(agent, "the agent unregistered", Counter.AGENT_REMOVALS_REASON_UNREGISTERED);
        }
    }

    public void handle(Upid from, ExitedExecutorMessage message) {
        line.tally().count(Counter.MESSAGES_EXITED_EXECUTOR);
        Agent agent = sender(from, message.getSlaveId().getValue(), "ExitedExecutorMessage");
        Framework framework = line.frameworks().get(message.getFrameworkId().getValue());
        if (agent == null || framework == null) {
            return;
        }
        ExecutorEntry executor = agent.executor(framework.slot, message.getExecutorId().getValue());
        if (executor != null) {
            line.tasks().removeExecutor(executor);
        }
        if (framework.isConnected()) {
            line.out().emit(framework.connection, Event.newBuilder().setType(Event.Type.FAILURE).setFailure(Event.Failure.newBuilder()
                    .setSlaveId(agent.protoId()).setExecutorId(message.getExecutorId()).setStatus(message.getStatus())).build());
        }
    }

    public void handle(Upid from, ExecutorToFrameworkMessage message) {
        line.tally().count(Counter.MESSAGES_EXECUTOR_TO_FRAMEWORK);
        Agent agent = sender(from, message.getSlaveId().getValue(), "ExecutorToFrameworkMessage");
        Framework framework = line.frameworks().get(message.getFrameworkId().getValue());
        if (agent == null || framework == null || !framework.isConnected()) {
            line.tally().count(Counter.INVALID_EXECUTOR_TO_FRAMEWORK_MESSAGES);
            return;
        }
        line.out().emit(framework.connection, Event.newBuilder().setType(Event.Type.MESSAGE).setMessage(Event.Message.newBuilder()
                .setSlaveId(agent.protoId()).setExecutorId(message.getExecutorId()).setData(message.getData())).build());
        line.tally().count(Counter.VALID_EXECUTOR_TO_FRAMEWORK_MESSAGES);
    }

    /** The registered agent of that id, if the message comes from its process. */
    private Agent sender(Upid from, String id, String what) {
        Agent agent = line.agents().get(id);
        if (agent == null || !agent.pid.equals(from)) {
            line.out().warning("Ignoring " + what + " from " + from + ": it is not the process of a registered agent '" + id + "'");
            return null;
        }
        return agent;
    }
}
