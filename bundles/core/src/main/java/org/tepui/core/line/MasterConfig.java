package org.tepui.core.line;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.protocol.mesos.MasterInfo;

/**
 * What the line needs to know of the flags; times in nanoseconds.
 *
 * @param info MasterInfo of this master (its id prefixes framework, agent and offer ids)
 * @param startWallNanos start of the process, for {@code start_time}
 * @param allocationIntervalNanos flag {@code allocation_interval}
 * @param offerTimeoutNanos flag {@code offer_timeout}
 * @param agentPingTimeoutNanos flag {@code agent_ping_timeout}
 * @param maxAgentPingTimeouts flag {@code max_agent_ping_timeouts}
 * @param agentReregisterTimeoutNanos flag {@code agent_reregister_timeout}
 * @param recoveryAgentRemovalLimit flag {@code recovery_agent_removal_limit}, 0 to 1
 * @param registryStoreTimeoutNanos flag {@code registry_store_timeout}
 * @param registryFetchTimeoutNanos flag {@code registry_fetch_timeout}
 * @param registryGcIntervalNanos flag {@code registry_gc_interval}
 * @param registryMaxAgentAgeNanos flag {@code registry_max_agent_age}
 * @param registryMaxAgentCount flag {@code registry_max_agent_count}
 * @param maxCompletedFrameworks flag {@code max_completed_frameworks}
 * @param maxCompletedTasksPerFramework flag {@code max_completed_tasks_per_framework}
 * @param maxUnreachableTasksPerFramework flag {@code max_unreachable_tasks_per_framework}
 * @param roles flag {@code roles}: whitelist, {@code *} included
 * @param weights flag {@code weights}
 * @param rootSubmissions flag {@code root_submissions}
 * @param planner the options that the planner was opened with: plans are checked by the same rules
 * @param agentRemovalIntervalNanos flag {@code agent_removal_rate_limit}: time from one agent marked unreachable to the next
 */
public record MasterConfig(MasterInfo info, long startWallNanos, long allocationIntervalNanos, Optional<Long> offerTimeoutNanos,
        long agentPingTimeoutNanos, int maxAgentPingTimeouts, long agentReregisterTimeoutNanos, double recoveryAgentRemovalLimit,
        long registryStoreTimeoutNanos, long registryFetchTimeoutNanos, long registryGcIntervalNanos, long registryMaxAgentAgeNanos,
        int registryMaxAgentCount, int maxCompletedFrameworks, int maxCompletedTasksPerFramework, int maxUnreachableTasksPerFramework,
        Optional<List<String>> roles, SortedMap<String, Double> weights, boolean rootSubmissions, PlannerOptions planner,
        Optional<Long> agentRemovalIntervalNanos) {

    /** Without a limit on removals. */
    public MasterConfig(MasterInfo info, long startWallNanos, long allocationIntervalNanos, Optional<Long> offerTimeoutNanos,
            long agentPingTimeoutNanos, int maxAgentPingTimeouts, long agentReregisterTimeoutNanos, double recoveryAgentRemovalLimit,
            long registryStoreTimeoutNanos, long registryFetchTimeoutNanos, long registryGcIntervalNanos, long registryMaxAgentAgeNanos,
            int registryMaxAgentCount, int maxCompletedFrameworks, int maxCompletedTasksPerFramework,
            int maxUnreachableTasksPerFramework, Optional<List<String>> roles, SortedMap<String, Double> weights,
            boolean rootSubmissions, PlannerOptions planner) {
        this(info, startWallNanos, allocationIntervalNanos, offerTimeoutNanos, agentPingTimeoutNanos, maxAgentPingTimeouts,
                agentReregisterTimeoutNanos, recoveryAgentRemovalLimit, registryStoreTimeoutNanos, registryFetchTimeoutNanos,
                registryGcIntervalNanos, registryMaxAgentAgeNanos, registryMaxAgentCount, maxCompletedFrameworks,
                maxCompletedTasksPerFramework, maxUnreachableTasksPerFramework, roles, weights, rootSubmissions, planner,
                Optional.empty());
    }

    /** Seconds between HEARTBEAT events on a scheduler's stream. */
    public static final double HEARTBEAT_SECONDS = 15.0;
}
