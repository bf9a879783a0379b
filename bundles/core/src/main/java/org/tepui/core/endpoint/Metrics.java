package org.tepui.core.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.tepui.api.resource.Resources;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.RemovalQueue;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;

/**
 * The registry of metrics: counters of the line and gauges computed from one snapshot, and gauges that other parts of the process add.
 * Everything is ready at once, so that a reader with a short timeout loses nothing.
 */
public final class Metrics {

    private static final String[] RESOURCES = {"cpus", "gpus", "mem", "disk"};
    private static final double THOUSAND = 1000.0;

    private final Supplier<Snapshot> snapshot;
    private final LongSupplier wallNanos;
    private final boolean perFramework;
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final Map<String, Supplier<SortedMap<String, Long>>> counters = new ConcurrentHashMap<>();
    private final List<Timing> timings = new CopyOnWriteArrayList<>();
    private volatile Supplier<SortedMap<String, Long>> portCounters = TreeMap::new;

    /** @param perFramework flag {@code publish_per_framework_metrics} */
    public Metrics(Supplier<Snapshot> snapshot, LongSupplier wallNanos, boolean perFramework) {
        this.snapshot = snapshot;
        this.wallNanos = wallNanos;
        this.perFramework = perFramework;
    }

    /** Adds or replaces a gauge of another part of the process. */
    public void gauge(String name, DoubleSupplier value) {
        gauges.put(name, value);
    }

    /** Adds durations of a part of the process. */
    public void timing(Timing timing) {
        timings.add(timing);
    }

    /** Adds or replaces a group of counters whose names go behind the prefix. */
    public void counters(String prefix, Supplier<SortedMap<String, Long>> group) {
        counters.put(prefix, group);
    }

    /** Adds counters of the port under {@code tepui/wire/}. */
    public void portCounters(Supplier<SortedMap<String, Long>> counters) {
        this.portCounters = counters;
    }

    /** Every metric by name. */
    SortedMap<String, Double> snapshot() {
        Snapshot state = snapshot.get();
        SortedMap<String, Double> all = new TreeMap<>();
        state.counters().byName().forEach((name, value) -> all.put(name, (double) value));
        all.put("master/uptime_secs", wallNanos.getAsLong() / 1e9 - state.startTime());
        all.put("master/elected", state.elected() ? 1.0 : 0.0);
        agents(state, all);
        removals(state.removals(), all);
        frameworks(state, all);
        resources(state, all);
        if (perFramework) {
            state.frameworks().forEach(framework -> FrameworkMetrics.add(framework, all));
            state.completedFrameworks().forEach(framework -> FrameworkMetrics.add(framework, all));
        }
        SystemMetrics.addTo(all);
        portCounters.get().forEach((name, value) -> all.put("tepui/wire/" + name, (double) value));
        counters.forEach((prefix, group) -> group.get().forEach((name, value) -> all.put(prefix + name, (double) value)));
        gauges.forEach((name, value) -> all.put(name, value.getAsDouble()));
        timings.forEach(timing -> timing.addTo(all));
        return all;
    }

    private void removals(RemovalQueue queue, Map<String, Double> all) {
        all.put("tepui/agents_waiting_unreachable", (double) queue.waiting());
        all.put("tepui/agents_waiting_unreachable_next_secs", secondsLeft(queue.nextWallNanos()));
        all.put("tepui/agents_waiting_unreachable_last_secs", secondsLeft(queue.lastWallNanos()));
    }

    private double secondsLeft(long wall) {
        return wall == 0 ? 0 : Math.max(0, (wall - wallNanos.getAsLong()) / 1e9);
    }

    private static void agents(Snapshot state, Map<String, Double> all) {
        int connected = 0;
        int active = 0;
        for (AgentRecord agent : state.agents()) {
            connected += agent.connected() ? 1 : 0;
            active += agent.active() ? 1 : 0;
        }
        int agents = state.agents().size();
        all.put("master/slaves_connected", (double) connected);
        all.put("master/slaves_disconnected", (double) agents - connected);
        all.put("master/slaves_active", (double) active);
        all.put("master/slaves_inactive", (double) agents - active);
        all.put("master/slaves_unreachable", (double) state.unreachableAgents());
    }

    private static void frameworks(Snapshot state, Map<String, Double> all) {
        int connected = 0;
        int active = 0;
        int offers = 0;
        int unreachable = 0;
        Map<TaskState, Integer> tasks = new LinkedHashMap<>();
        for (FrameworkRecord framework : state.frameworks()) {
            connected += framework.connected() ? 1 : 0;
            active += framework.active() ? 1 : 0;
            offers += framework.offers().size();
            unreachable += framework.unreachableTasks().size();
            for (Task task : framework.tasks()) {
                tasks.merge(task.getState(), 1, Integer::sum);
            }
        }
        int frameworks = state.frameworks().size();
        all.put("master/frameworks_connected", (double) connected);
        all.put("master/frameworks_disconnected", (double) frameworks - connected);
        all.put("master/frameworks_active", (double) active);
        all.put("master/frameworks_inactive", (double) frameworks - active);
        all.put("master/outstanding_offers", (double) offers);
        all.put("master/tasks_staging", count(tasks, TaskState.TASK_STAGING));
        all.put("master/tasks_starting", count(tasks, TaskState.TASK_STARTING));
        all.put("master/tasks_running", count(tasks, TaskState.TASK_RUNNING));
        all.put("master/tasks_killing", count(tasks, TaskState.TASK_KILLING));
        all.put("master/tasks_unreachable", (double) unreachable);
    }

    private static double count(Map<TaskState, Integer> tasks, TaskState state) {
        return tasks.getOrDefault(state, 0);
    }

    private static void resources(Snapshot state, Map<String, Double> all) {
        long[] offered = new long[RESOURCES.length];
        long[] total = new long[RESOURCES.length];
        long[] used = new long[RESOURCES.length];
        long[] revocable = new long[RESOURCES.length];
        long[] revocableUsed = new long[RESOURCES.length];
        for (AgentRecord agent : state.agents()) {
            add(total, agent.total().nonRevocable());
            add(revocable, agent.total().revocable());
            add(used, agent.used().nonRevocable());
            add(revocableUsed, agent.used().revocable());
            add(offered, agent.offered());
        }
        for (int i = 0; i < RESOURCES.length; i++) {
            put(all, "master/" + RESOURCES[i], total[i], used[i]);
            put(all, "master/" + RESOURCES[i] + "_revocable", revocable[i], revocableUsed[i]);
            if (!RESOURCES[i].equals("gpus")) {
                String name = "allocator/mesos/resources/" + RESOURCES[i];
                all.put(name + "/total", (total[i] + revocable[i]) / THOUSAND);
                all.put(name + "/offered_or_allocated", (used[i] + revocableUsed[i] + offered[i]) / THOUSAND);
            }
        }
    }

    private static void add(long[] sums, Resources resources) {
        for (int i = 0; i < RESOURCES.length; i++) {
            sums[i] += resources.thousandths(RESOURCES[i]);
        }
    }

    private static void put(Map<String, Double> all, String prefix, long total, long used) {
        all.put(prefix + "_total", total / THOUSAND);
        all.put(prefix + "_used", used / THOUSAND);
        all.put(prefix + "_percent", total == 0 ? 0.0 : (double) used / total);
    }
}
