package org.tepui.core.snapshot;

import java.util.List;
import org.tepui.protocol.mesos.MasterInfo;
import org.tepui.protocol.mesos.SlaveInfo;

/**
 * The master at one epoch.
 *
 * @param leading recovery is over: calls and messages are handled
 * @param elected this master leads (recovery may still run)
 * @param startTime seconds since the epoch
 * @param electedTime seconds since the epoch, 0 when not elected
 * @param recoveredAgents in the registry, not back yet
 * @param completedFrameworks oldest first
 */
public record Snapshot(long epoch, MasterInfo info, boolean elected, boolean leading, double startTime, double electedTime,
        Pages<AgentRecord> agents, List<SlaveInfo> recoveredAgents, int unreachableAgents, Pages<FrameworkRecord> frameworks,
        List<FrameworkRecord> completedFrameworks, Counters counters, RemovalQueue removals) {
}
