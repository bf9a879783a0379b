package org.tepui.core.agents;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.planner.Change;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.DurationText;
import org.tepui.core.line.Line;
import org.tepui.core.line.Output;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.registrar.RegistryOperation;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.core.tasks.Statuses;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.TimeInfo;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.scheduler.Event;

/** The three ways in which an agent is lost: its connection breaks, it is marked unreachable, it is removed. */
public class AgentLoss {

    private final Line line;

    public AgentLoss(Line line) {
        this.line = line;
    }

    /** The link of this number broke; a newer link of the agent is not concerned. */
    public void exited(long link) {
        Agent agent = line.agents().ofLink(link);
        if (agent != null && agent.connected) {
            disconnect(agent);
        }
    }

    /** No offers any more; what only a connected agent may run ends; the clock of its return starts. */
    public void disconnect(Agent agent) {
        line.out().warning("Agent " + agent + " disconnected");
        agent.connected = false;
        agent.active = false;
        line.agentDesk().changed(agent);
        rescindOffers(agent);
        for (int slot : frameworksOf(agent)) {
            Framework framework = line.frameworks().at(slot);
            if (!framework.info.getCheckpoint()) {
                dropFramework(agent, framework);
            }
        }
        String id = agent.id;
        long link = agent.link;
        agent.reregisterTimer = line.timers().after(line.config().agentReregisterTimeoutNanos(), () -> didNotReturn(id, link));
    }

    private static List<Integer> frameworksOf(Agent agent) {
        java.util.TreeSet<Integer> slots = new java.util.TreeSet<>(agent.tasks.keySet());
        slots.addAll(agent.executors.keySet());
        return List.copyOf(slots);
    }

    /** Every offer of the agent is withdrawn from its framework. */
    protected void rescindOffers(Agent agent) {
        for (OfferEntry offer : new ArrayList<>(agent.offers.values())) {
            line.offers().rescind(offer);
        }
    }

    private void dropFramework(Agent agent, Framework framework) {
        line.out().send(agent.pid, ShutdownFrameworkMessage.newBuilder().setFrameworkId(framework.protoId()).build());
        for (TaskEntry task : tasksOf(agent, framework)) {
            endTask(task, TaskState.TASK_LOST, TaskStatus.Reason.REASON_SLAVE_DISCONNECTED,
                    "Agent " + agent.info.getHostname() + " disconnected", null);
            line.tasks().complete(task);
        }
        for (ExecutorEntry executor : executorsOf(agent, framework)) {
            line.tasks().removeExecutor(executor);
        }
    }

    private static List<TaskEntry> tasksOf(Agent agent, Framework framework) {
        return agent.tasks.containsKey(framework.slot) ? new ArrayList<>(agent.tasks.get(framework.slot).values()) : List.of();
    }

    private static List<ExecutorEntry> executorsOf(Agent agent, Framework framework) {
        return agent.executors.containsKey(framework.slot) ? new ArrayList<>(agent.executors.get(framework.slot).values()) : List.of();
    }

    /** Ends a task that runs and tells its framework; false for one that has ended already, which is left as it is. */
    protected boolean endTask(TaskEntry task, TaskState state, TaskStatus.Reason reason, String message, TimeInfo unreachableTime) {
        if (task.isTerminal()) {
            return false;
        }
        TaskStatus.Builder status = line.statuses().own(task.task.getTaskId(), task.agent.protoId(), state, reason, message);
        if (unreachableTime != null) {
            status.setUnreachableTime(unreachableTime);
        }
        TaskStatus built = status.build();
        line.tasks().update(task, built, state);
        line.statuses().send(task.framework, built);
        return true;
    }

    private void didNotReturn(String id, long link) {
        Agent agent = line.agents().get(id);
        if (agent == null || agent.connected || agent.link != link) {
            return;
        }
        line.tally().count(Counter.AGENT_UNREACHABLE_SCHEDULED);
        line.removals().acquire(id, () -> stillAway(id, link));
    }

    /** It may have come back while it waited for its turn. */
    private void stillAway(String id, long link) {
        Agent agent = line.agents().get(id);
        if (agent == null || agent.connected || agent.link != link) {
            line.tally().count(Counter.AGENT_UNREACHABLE_CANCELED);
            return;
        }
        markUnreachable(id, "agent did not reregister within " + DurationText.of(line.config().agentReregisterTimeoutNanos())
                + " after disconnecting");
    }

    /** Of a registered agent. The registry is written first; until then the agent stays as it is. */
    public void markUnreachable(String id, String cause) {
        if (line.agents().get(id) == null || isInWork(id)) {
            line.tally().count(Counter.AGENT_UNREACHABLE_CANCELED);
            return;
        }
        line.tally().count(Counter.AGENT_UNREACHABLE_COMPLETED);
        TimeInfo time = now();
        line.out().warning("Marking agent " + id + " unreachable: " + cause);
        line.agents().markingUnreachable().add(id);
        line.registrar().submit(new RegistryOperation.MarkUnreachable(id, time), applied -> markedUnreachable(id, cause, time));
    }

    /** Of an agent that did not come back after the election. */
    public void markRecoveredUnreachable(String id) {
        if (!line.agents().recovered().containsKey(id) || isInWork(id)) {
            line.tally().count(Counter.AGENT_UNREACHABLE_CANCELED);
            return;
        }
        line.tally().count(Counter.AGENT_UNREACHABLE_COMPLETED);
        TimeInfo time = now();
        line.agents().markingUnreachable().add(id);
        line.registrar().submit(new RegistryOperation.MarkUnreachable(id, time), applied -> markedRecoveredUnreachable(id, time));
    }

    private boolean isInWork(String id) {
        Agents agents = line.agents();
        return agents.reregistering().contains(id) || agents.markingUnreachable().contains(id) || agents.removing().contains(id)
                || agents.isRemoved(id) || agents.gone().containsKey(id);
    }

    private TimeInfo now() {
        return TimeInfo.newBuilder().setNanoseconds(line.clock().now().wallNanos()).build();
    }

    private void markedRecoveredUnreachable(String id, TimeInfo time) {
        line.agents().markingUnreachable().remove(id);
        SlaveInfo info = line.agents().recovered().remove(id);
        if (info == null) {
            return;
        }
        line.tally().count(Counter.AGENT_REMOVALS);
        line.tally().count(Counter.AGENT_REMOVALS_REASON_UNHEALTHY);
        line.tally().count(Counter.RECOVERY_AGENT_REMOVALS);
        line.agents().unreachable().put(id, time);
        line.out().warning("Agent " + id + " did not come back after the election and is unreachable");
        notifyLost(info);
    }

    private void markedUnreachable(String id, String cause, TimeInfo time) {
        line.agents().markingUnreachable().remove(id);
        Agent agent = line.agents().get(id);
        if (agent == null) {
            return;
        }
        line.tally().count(Counter.AGENT_REMOVALS);
        line.tally().count(Counter.AGENT_REMOVALS_REASON_UNHEALTHY);
        line.agents().unreachable().put(id, time);
        for (TaskEntry task : agent.allTasks()) {
            // One that had ended before is over whatever becomes of the agent.
            if (endTask(task, Statuses.aware(task.framework, TaskState.TASK_UNREACHABLE), TaskStatus.Reason.REASON_SLAVE_REMOVED, cause,
                    time)) {
                line.tasks().keepUnreachable(task);
            } else {
                line.tasks().complete(task);
            }
        }
        drop(agent);
    }

    /**
     * For good: it unregistered, or another one registered at its address.
     *
     * @param reason counter of the cause
     */
    public void remove(Agent agent, String cause, Counter reason) {
        String id = agent.id;
        Agents agents = line.agents();
        if (agents.markingUnreachable().contains(id) || agents.removing().contains(id) || agents.gone().containsKey(id)) {
            return;
        }
        line.out().info("Removing agent " + agent + ": " + cause);
        agents.removing().add(id);
        line.registrar().submit(new RegistryOperation.Remove(id), applied -> removed(id, cause, reason));
    }

    private void removed(String id, String cause, Counter reason) {
        line.agents().removing().remove(id);
        Agent agent = line.agents().get(id);
        if (agent == null) {
            return;
        }
        line.tally().count(Counter.AGENT_REMOVALS);
        line.tally().count(reason);
        for (TaskEntry task : agent.allTasks()) {
            endTask(task, TaskState.TASK_LOST, TaskStatus.Reason.REASON_SLAVE_REMOVED,
                    "Agent " + agent.info.getHostname() + " removed: " + cause, null);
            line.tasks().complete(task);
        }
        line.agents().remember(id);
        line.agents().deactivated().remove(id);
        drop(agent);
    }

    /** Out of memory: executors, offers, filters, pings, link, ledger; frameworks are told. */
    private void drop(Agent agent) {
        for (ExecutorEntry executor : agent.allExecutors()) {
            line.tasks().removeExecutor(executor);
        }
        rescindOffers(agent);
        line.filters().dropOfAgent(agent);
        line.pings().stop(agent);
        line.timers().cancel(agent.reregisterTimer);
        line.out().add(new Output.Unlink(agent.pid, agent.link));
        line.planning().forget(agent);
        line.ledger().close(agent.slot);
        line.feed().add(new Change.AgentRemoved(agent.slot));
        line.agents().remove(agent);
        notifyLost(agent.info);
    }

    private void notifyLost(SlaveInfo info) {
        Event event = Event.newBuilder().setType(Event.Type.FAILURE).setFailure(Event.Failure.newBuilder().setSlaveId(info.getId())).build();
        for (Framework framework : line.frameworks().all()) {
            if (framework.isConnected()) {
                line.out().emit(framework.connection, event);
            }
        }
        line.out().add(new Output.AgentLost(info));
    }
}
