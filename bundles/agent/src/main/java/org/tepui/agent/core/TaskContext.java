package org.tepui.agent.core;

import java.util.UUID;
import java.util.function.Supplier;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.internal.StatusUpdate;

/** The agent as its tasks see it. */
record TaskContext(Agent agent, Agent.Surroundings given, Updates updates) implements Tasks.Context {

    @Override
    public AgentSettings settings() {
        return agent.settings();
    }

    @Override
    public Timeline timeline() {
        return given.timeline();
    }

    @Override
    public Outlet outlet() {
        return given.outlet();
    }

    @Override
    public Supplier<UUID> uuids() {
        return given.uuids();
    }

    @Override
    public Counters counters() {
        return agent.counters();
    }

    @Override
    public SlaveID id() {
        return agent.id();
    }

    @Override
    public void post(Runnable action) {
        given.agentThread().execute(action);
    }

    @Override
    public void deliver(TaskKey task, StatusUpdate update) {
        agent.deliver(task, update);
    }

    @Override
    public void executorExited(String framework, String executor) {
        agent.executorExited(framework, executor);
    }

    @Override
    public void dropUpdates(String framework) {
        agent.dropUpdates(framework);
    }

    @Override
    public boolean draining() {
        return agent.draining();
    }
}
