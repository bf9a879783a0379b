package org.tepui.core.snapshot;

import java.util.List;
import java.util.Optional;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.Task;

/**
 * A framework: registered, recovered or completed.
 *
 * @param slot dense id; -1 for a completed one
 * @param pid of a driver; empty for an HTTP scheduler
 * @param registeredTime seconds since the epoch; 0 when never (also the two below)
 * @param tasks in the order of launch
 * @param completedTasks oldest first
 * @param used allocated to tasks and executors, with allocation roles; {@code offered} in outstanding offers
 */
public record FrameworkRecord(int slot, FrameworkInfo info, Optional<Upid> pid, boolean active, boolean connected, boolean recovered,
        double registeredTime, double reregisteredTime, double unregisteredTime, Pages<Task> tasks, Pages<Task> unreachableTasks,
        Pages<Task> completedTasks, List<Offer> offers, List<Executor> executors, List<String> suppressedRoles, Resources used,
        Resources offered) {

    public String id() {
        return info.getId().getValue();
    }

    /** An executor on an agent. */
    public record Executor(SlaveID agent, ExecutorInfo info) {
    }
}
