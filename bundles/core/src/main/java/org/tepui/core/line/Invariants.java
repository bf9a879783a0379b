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
        Breach.unless(tasksOfAgents == tasksOfFrameworks, "agents have " + tasksOfAgents + " tasks, frameworks " + tasksOfFrameworks);
    }

    /** Every holding of the agent belongs to exactly one offer, task or executor. */
    private static int agent(Line line, Agent agent) {
        Set<Long> known = new HashSet<>();
        int tasks = 0;
        agent.offers.values().forEach(offer -> known.add(offer.holding.id()));
        for (TaskEntry task : agent.allTasks()) {
            tasks++;
            Breach.unless(line.frameworks().at(task.framework.slot) == task.framework && task.framework.tasks().get(task.id) == task,
                    "task " + task.id + " on agent " + agent.id + " is not one of framework " + task.framework.id);
            Breach.unless(!TaskStates.isOver(task.state()) || task.holdings.isEmpty(), "task " + task.id + " is over and holds resources");
            task.holdings.forEach(holding -> Breach.unless(known.add(holding.id()), "holding " + holding.id() + " has two owners"));
        }
        for (ExecutorEntry executor : agent.allExecutors()) {
            executor.holdings().forEach(holding -> Breach.unless(known.add(holding.id()), "holding " + holding.id() + " has two owners"));
        }
        for (Holding holding : line.ledger().holdings(agent.slot)) {
            Breach.unless(known.remove(holding.id()), "holding " + holding.id() + " on agent " + agent.id + " has no owner");
        }
        Breach.unless(known.isEmpty(), "agent " + agent.id + " has owners of holdings that are not in the ledger: " + known.size());
        Breach.unless(agent.connected || !agent.active, "agent " + agent.id + " is active but not connected");
        Breach.unless(agent.active || agent.offers.isEmpty(), "agent " + agent.id + " is not active but has offers");
        return tasks;
    }

    private static void framework(Framework framework) {
        Breach.unless(framework.isConnected() == (framework.connection != Framework.NONE), "framework " + framework.id + " is "
                + framework.state + " with connection " + framework.connection);
        Breach.unless(framework.active || framework.offers.isEmpty(), "framework " + framework.id + " is not active but has offers");
        for (TaskEntry task : framework.allTasks()) {
            Breach.unless(!framework.unreachableTasks().contains(task.id), "task " + task.id + " of framework " + framework.id
                    + " is both running and unreachable");
        }
    }
}
