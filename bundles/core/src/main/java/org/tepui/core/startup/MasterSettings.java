package org.tepui.core.startup;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.core.access.AccessSettings;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.line.MasterConfig;
import org.tepui.flags.master.ModuleLibrary;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.PortTls;
import org.tepui.protocol.mesos.MasterInfo;

/**
 * The flags as the start-up needs them.
 *
 * @param hostname flag {@code hostname}
 * @param lookup flag {@code hostname_lookup}
 * @param bindIp flag {@code ip}, or what {@code ip_discovery_command} printed
 * @param access flags about authentication
 * @param hooks flag {@code hooks}, in order
 * @param libraries flags {@code modules} or {@code modules_dir}, in order
 * @param warnings lines about deprecated names and features that are not built
 * @param printed flag to printed value, for {@code /flags}
 */
public record MasterSettings(Optional<String> hostname, boolean lookup, Optional<String> bindIp, int port, Optional<String> advertiseIp,
        Optional<Integer> advertisePort, boolean requirePeerAddressMatch, String allocator, String registry, String contender,
        String detector, long startDeadlineNanos, PlannerOptions planning, MasterTimes times, Optional<List<String>> roles,
        SortedMap<String, Double> weights, boolean rootSubmissions, AccessSettings access, AuthorizerSetting authorizer,
        Guards guards, List<String> hooks, List<ModuleLibrary> libraries, List<String> warnings, SortedMap<String, String> printed) {

    /** Flags {@code authorizers}, {@code acls} (as JSON text) and {@code secure}. */
    public record AuthorizerSetting(String name, Optional<String> acls, boolean secure) { }

    /** Times and limits, in nanoseconds and counts, as in {@link MasterConfig}. */
    public record MasterTimes(long allocationIntervalNanos, Optional<Long> offerTimeoutNanos, long agentPingTimeoutNanos,
            int maxAgentPingTimeouts, long agentReregisterTimeoutNanos, double recoveryAgentRemovalLimit,
            long registryStoreTimeoutNanos, long registryFetchTimeoutNanos, long registryGcIntervalNanos,
            long registryMaxAgentAgeNanos, int registryMaxAgentCount, int maxCompletedFrameworks,
            int maxCompletedTasksPerFramework, int maxUnreachableTasksPerFramework) { }

    /**
     * What is kept away.
     *
     * @param disabledPaths rule {@code disabled_endpoints} of flag {@code firewall_rules}
     * @param agentRemovalIntervalNanos flag {@code agent_removal_rate_limit}: time from one agent that is marked unreachable to the next
     * @param modules what calls into modules may cost: flags {@code module_...}
     * @param tls variables {@code LIBPROCESS_SSL_*}; empty: the port is plain
     */
    public record Guards(List<String> disabledPaths, Optional<Long> agentRemovalIntervalNanos, GuardLimits modules, Optional<PortTls> tls) { }

    /** @param advertised address that peers are told: that of flag {@code advertise_ip}, else the one found */
    PortConfig portConfig(String bind, String advertised) {
        PortConfig defaults = PortConfig.of(bind, port);
        return new PortConfig(bind, port, Optional.of(advertised), advertisePort, requirePeerAddressMatch, defaults.bodyBytesMax(),
                defaults.connectionsMax(), guards.tls());
    }

    MasterConfig config(MasterInfo info, long startWallNanos) {
        return new MasterConfig(info, startWallNanos, times.allocationIntervalNanos, times.offerTimeoutNanos,
                times.agentPingTimeoutNanos, times.maxAgentPingTimeouts, times.agentReregisterTimeoutNanos,
                times.recoveryAgentRemovalLimit, times.registryStoreTimeoutNanos, times.registryFetchTimeoutNanos,
                times.registryGcIntervalNanos, times.registryMaxAgentAgeNanos, times.registryMaxAgentCount,
                times.maxCompletedFrameworks, times.maxCompletedTasksPerFramework, times.maxUnreachableTasksPerFramework, roles,
                weights, rootSubmissions, planning, guards.agentRemovalIntervalNanos);
    }
}
