package org.tepui.core.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.planner.Change;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.tasks.ExecutorEntry;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;

/** A framework that is not completed. */
public final class Framework {

    /** What is known of its scheduler. */
    public enum State { RECOVERED, CONNECTED, DISCONNECTED }

    /** No stream. */
    public static final long NONE = -1;

    public final int slot;
    public final String id;
    public final long sinceEpoch;
    public FrameworkInfo info;
    public State state = State.RECOVERED;
    /** Offers are made; only while connected. */
    public boolean active;
    /** Number of the stream; {@link #NONE} unless connected. */
    public long connection = NONE;
    public String streamId = "";
    public double registeredTime;
    public double reregisteredTime;
    /** Grows with each subscription and disconnection; timers of an older one mean nothing. */
    public long incarnation;
    public long heartbeatTimer;
    /** Subscribed roles, sorted. */
    public List<String> roles = List.of();
    public final TreeSet<String> suppressed = new TreeSet<>();
    /** As the planner was told last. */
    public Change.FrameworkFacts facts;
    /** Last epoch in which what it may be offered changed other than by plans. */
    public long changedEpoch;

    private final TaskTable tasks = new TaskTable();
    private final TaskLog unreachableTasks;
    private final TaskLog completedTasks;
    public final Map<Integer, Map<String, ExecutorEntry>> executors = new TreeMap<>();
    public final Map<String, OfferEntry> offers = new LinkedHashMap<>();

    /** Offers and executors as records show them. */
    public final OrderedPages<Offer> offerRecords = new OrderedPages<>();
    public final OrderedPages<FrameworkRecord.Executor> executorRecords = new OrderedPages<>();

    public Framework(int slot, FrameworkInfo info, long sinceEpoch, int maxUnreachableTasks, int maxCompletedTasks) {
        this.slot = slot;
        this.id = info.getId().getValue();
        this.info = info;
        this.sinceEpoch = sinceEpoch;
        this.changedEpoch = sinceEpoch;
        this.unreachableTasks = new TaskLog(maxUnreachableTasks);
        this.completedTasks = new TaskLog(maxCompletedTasks);
    }

    public FrameworkID protoId() {
        return info.getId();
    }

    public TaskTable tasks() {
        return tasks;
    }

    public TaskLog unreachableTasks() {
        return unreachableTasks;
    }

    public TaskLog completedTasks() {
        return completedTasks;
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    public boolean can(FrameworkInfo.Capability.Type type) {
        for (FrameworkInfo.Capability capability : info.getCapabilitiesList()) {
            if (capability.getType() == type) {
                return true;
            }
        }
        return false;
    }

    public boolean isPartitionAware() {
        return can(FrameworkInfo.Capability.Type.PARTITION_AWARE);
    }

    /** All executors; a copy. */
    public List<ExecutorEntry> allExecutors() {
        List<ExecutorEntry> all = new ArrayList<>();
        executors.values().forEach(byId -> all.addAll(byId.values()));
        return all;
    }

    public List<TaskEntry> allTasks() {
        return tasks.all();
    }

    /** As log lines name it. */
    @Override
    public String toString() {
        return id + " (" + info.getName() + ")";
    }
}
