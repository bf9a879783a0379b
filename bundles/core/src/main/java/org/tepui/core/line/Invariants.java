package org.tepui.core.line;

import java.util.HashSet;
import java.util.Set;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.ledger.Holding;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.core.tasks.TaskStates;

/** What must hold between batches, over the whole state. */
final class Invariants {

    private Invariants() {
    }

    static void verify(Line line) {
        line.ledger().verify();
        line.offers().verify();
        int tasksOfAgents = 0;
        for (Agent agent : line.agents().all()) {
            tasksOfAgents += agent(line, agent);
        }
        int tasksOfFrameworks = 0;
        for (Framework framework : line.frameworks().all()) {
            tasksOfFrameworks += framework.tasks().size();
            framework(framework);
        }
        if (tasksOfAgents != tasksOfFrameworks) {
            throw new Breach("agents have " + tasksOfAgents + " tasks, frameworks " + tasksOfFrameworks);
        }
    }

    /** Every holding of the agent belongs to exactly one offer, task or executor. */
    private static int agent(Line line, Agent agent) {
        Set<Long> known = new HashSet<>();
        int tasks = 0;
        agent.offers.values().forEach(offer -> known.add(offer.holding.id()));
        for (TaskEntry task : agent.allTasks()) {
            tasks++;
            if (!(line.frameworks().at(task.framework.slot) == task.framework && task.framework.tasks().get(task.id) == task)) {
                throw new Breach("task " + task.id + " on agent " + agent.id + " is not one of framework " + task.framework.id);
            }
            if (TaskStates.isOver(task.state()) && !task.holdings.isEmpty()) {
                throw new Breach("task " + task.id + " is over and holds resources");
            }
            task.holdings.forEach(holding -> Breach.unless(known.add(holding.id()), "holding " + holding.id() + " has two owners"));
        }
        for (ExecutorEntry executor : agent.allExecutors()) {
            executor.holdings().forEach(holding -> Breach.unless(known.add(holding.id()), "holding " + holding.id() + " has two owners"));
        }
        for (Holding holding : line.ledger().holdings(agent.slot)) {
            if (!known.remove(holding.id())) {
                throw new Breach("holding " + holding.id() + " on agent " + agent.id + " has no owner");
            }
        }
        if (!known.isEmpty()) {
            throw new Breach("agent " + agent.id + " has owners of holdings that are not in the ledger: " + known.size());
        }
        if (agent.active && !agent.connected) {
            throw new Breach("agent " + agent.id + " is active but not connected");
        }
        if (!agent.active && !agent.offers.isEmpty()) {
            throw new Breach("agent " + agent.id + " is not active but has offers");
        }
        return tasks;
    }

    private static void framework(Framework framework) {
        if (framework.isConnected() != (framework.connection != Framework.NONE)) {
            throw new Breach("framework " + framework.id + " is " + framework.state + " with connection " + framework.connection);
        }
        if (!framework.active && !framework.offers.isEmpty()) {
            throw new Breach("framework " + framework.id + " is not active but has offers");
        }
        for (TaskEntry task : framework.allTasks()) {
            if (framework.unreachableTasks().contains(task.id)) {
                throw new Breach("task " + task.id + " of framework " + framework.id + " is both running and unreachable");
            }
        }
    }
}
