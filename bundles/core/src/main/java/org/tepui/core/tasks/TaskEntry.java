package org.tepui.core.tasks;

import java.util.List;
import org.tepui.core.agents.Agent;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.ledger.Holding;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;

/** A task in memory: launched or reported, not yet at its acknowledged end. */
public final class TaskEntry {

    public final String id;
    public final Framework framework;
    public final Agent agent;
    /** As published; state is the newest that the master knows. */
    public Task task;
    /** What it holds in the ledger; empty once it ended. */
    public List<Holding> holdings;
    /** A KILL was asked for: repeated when its agent comes back. */
    public boolean killed;
    /** Place in the framework's table. */
    public int slot;

    public TaskEntry(Framework framework, Agent agent, Task task, List<Holding> holdings) {
        this.id = task.getTaskId().getValue();
        this.framework = framework;
        this.agent = agent;
        this.task = task;
        this.holdings = holdings;
    }

    public TaskState state() {
        return task.getState();
    }

    public boolean isTerminal() {
        return TaskStates.isTerminal(task.getState());
    }

    /** The executor that runs it; empty for a command task before its first update. */
    public String executorId() {
        return task.hasExecutorId() ? task.getExecutorId().getValue() : "";
    }
}
