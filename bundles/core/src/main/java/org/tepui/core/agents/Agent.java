package org.tepui.core.agents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tepui.api.planner.Change;
import org.tepui.api.resource.Resources;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.UUID;

/** A registered agent, connected or not. */
public final class Agent {

    public final int slot;
    public final String id;
    /** Epoch in which it got its slot: plans made before know another agent there. */
    public final long sinceEpoch;
    /** Number in the name of its {@code slave-observer(N)}. */
    public final long observer;
    public final double registeredTime;
    public double reregisteredTime;

    /** Resources in the post-refinement format, id set. */
    public SlaveInfo info;
    public Upid pid;
    /** Number of the link to its process; a restarted agent has the same pid and another link. */
    public long link;
    public String version;
    public List<SlaveInfo.Capability> capabilities = List.of();
    public Optional<UUID> resourceVersion = Optional.empty();
    public boolean connected = true;
    public boolean active = true;
    /** By an operator: no offers even while connected. */
    public boolean deactivated;
    /** Dynamic reservations and volumes that the agent keeps on disk; for agents without RESOURCE_PROVIDER the master has the say. */
    public Resources checkpointed = Resources.EMPTY;

    /** Pings without an answer in a row. */
    public int missedPongs;
    public boolean pongSeen = true;
    public long pingTimer;
    /** Its place in the queue of the removal limit; 0: it does not wait there for want of pongs. */
    public long removalTicket;
    /** Waits for the return of a disconnected agent. */
    public long reregisterTimer;
    /** As the planner was told last. */
    public Change.AgentFacts facts;
    /** Last epoch in which what it may offer changed other than by plans. */
    public long changedEpoch;

    /** Framework and task ids that it still reported when its link was back, of tasks that were declared lost when it broke. */
    public final Set<String> declaredLost = new HashSet<>();
    public final Map<Integer, Map<String, TaskEntry>> tasks = new TreeMap<>();
    public final Map<Integer, Map<String, ExecutorEntry>> executors = new TreeMap<>();
    public final Map<String, OfferEntry> offers = new LinkedHashMap<>();

    public Agent(int slot, String id, long sinceEpoch, long observer, double registeredTime, SlaveInfo info, Upid pid) {
        this.slot = slot;
        this.id = id;
        this.sinceEpoch = sinceEpoch;
        this.changedEpoch = sinceEpoch;
        this.observer = observer;
        this.registeredTime = registeredTime;
        this.info = info;
        this.pid = pid;
    }

    public SlaveID protoId() {
        return info.getId();
    }

    public String observerName() {
        return "slave-observer(" + observer + ")";
    }

    public boolean can(SlaveInfo.Capability.Type type) {
        for (SlaveInfo.Capability capability : capabilities) {
            if (capability.getType() == type) {
                return true;
            }
        }
        return false;
    }

    /** All tasks, by framework slot and order of launch; a copy. */
    public List<TaskEntry> allTasks() {
        List<TaskEntry> all = new ArrayList<>();
        tasks.values().forEach(byId -> all.addAll(byId.values()));
        return all;
    }

    /** All executors; a copy. */
    public List<ExecutorEntry> allExecutors() {
        List<ExecutorEntry> all = new ArrayList<>();
        executors.values().forEach(byId -> all.addAll(byId.values()));
        return all;
    }

    public TaskEntry task(int framework, String taskId) {
        Map<String, TaskEntry> byId = tasks.get(framework);
        return byId == null ? null : byId.get(taskId);
    }

    public ExecutorEntry executor(int framework, String executorId) {
        Map<String, ExecutorEntry> byId = executors.get(framework);
        return byId == null ? null : byId.get(executorId);
    }

    /** As log lines and messages name it: id, pid and host. */
    @Override
    public String toString() {
        return id + " at " + pid + " (" + info.getHostname() + ")";
    }
}
