package org.tepui.core.startup;

import java.math.BigDecimal;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Quantities;
import org.tepui.core.access.AccessSettings;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.FlagParser;
import org.tepui.flags.NetworkFlags;
import org.tepui.flags.NetworkSettings;
import org.tepui.flags.Parsed;
import org.tepui.flags.master.AccessValues;
import org.tepui.flags.master.AllocationValues;
import org.tepui.flags.master.FirewallValues;
import org.tepui.flags.master.MasterFlagChecks;
import org.tepui.flags.master.MasterFlags;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.JsonText;
import org.tepui.flags.type.Rate;

/** Turns the arguments of {@code master} into settings; the launcher has refused what is wrong before, so a fault here is rare. */
final class MasterFlagsReader {

    private static final String STANDALONE = "standalone";

    private MasterFlagsReader() {
    }

    static MasterSettings read(List<String> arguments, Map<String, String> environment) throws StartupException {
        Parsed parsed = FlagParser.parse(MasterFlags.TABLE, arguments, environment);
        List<FlagError> errors = new ArrayList<>(parsed.errors());
        if (errors.isEmpty()) {
            MasterFlagChecks.check(parsed, environment, errors);
        }
        errors.addAll(parsed.refusals());
        refuse(errors);
        NetworkSettings network = NetworkSettings.resolve(parsed, MasterFlags.PORT, environment, errors);
        refuse(errors);
        List<String> warnings = new ArrayList<>(parsed.warnings());
        warnings.addAll(network.warnings());
        warnings.addAll(AccessValues.warnings(parsed, environment));
        return new MasterSettings(NetworkFlags.HOSTNAME.find(parsed), NetworkFlags.HOSTNAME_LOOKUP.get(parsed),
                network.ip().map(Inet4Address::getHostAddress), network.port(),
                network.advertiseIp().map(Inet4Address::getHostAddress),
                network.advertisePort().isPresent() ? Optional.of(network.advertisePort().getAsInt()) : Optional.empty(),
                network.requirePeerAddressIpMatch(), MasterFlags.ALLOCATOR.get(parsed), MasterFlags.REGISTRY.get(parsed),
                MasterFlags.MASTER_CONTENDER.find(parsed).orElse(STANDALONE),
                MasterFlags.MASTER_DETECTOR.find(parsed).orElse(STANDALONE), nanos(parsed, MasterFlags.START_DEADLINE),
                planning(parsed), times(parsed), roles(parsed), weights(parsed), MasterFlags.ROOT_SUBMISSIONS.get(parsed), access(parsed),
                new MasterSettings.AuthorizerSetting(MasterFlags.AUTHORIZERS.get(parsed), MasterFlags.ACLS.find(parsed).map(JsonText::text),
                        MasterFlags.SECURE.get(parsed)), guards(parsed), warnings, printed(parsed));
    }

    private static AccessSettings access(Parsed parsed) throws StartupException {
        try {
            return new AccessSettings(AccessValues.isOn(parsed, MasterFlags.AUTHENTICATE_HTTP_READONLY),
                    AccessValues.isOn(parsed, MasterFlags.AUTHENTICATE_HTTP_READWRITE),
                    AccessValues.isOn(parsed, MasterFlags.AUTHENTICATE_HTTP_FRAMEWORKS),
                    AccessValues.isOn(parsed, MasterFlags.AUTHENTICATE_AGENTS), MasterFlags.AUTHENTICATORS.get(parsed),
                    AccessValues.httpAuthenticators(parsed), AccessValues.httpFrameworkAuthenticators(parsed),
                    nanos(parsed, MasterFlags.AUTHENTICATION_V0_TIMEOUT), credentials(parsed));
        } catch (BadValueException e) {
            throw new StartupException("--credentials: " + e.getMessage(), e);
        }
    }

    /** Of one principal given twice the last counts. */
    private static Credentials credentials(Parsed parsed) {
        Map<String, String> secrets = new HashMap<>();
        AccessValues.credentials(parsed).forEach(pair -> secrets.put(pair.principal(), pair.secret()));
        return Credentials.of(secrets);
    }

    /** What {@code --secure} turns on is shown as on. */
    private static SortedMap<String, String> printed(Parsed parsed) {
        SortedMap<String, String> printed = new TreeMap<>(parsed.printed());
        if (MasterFlags.SECURE.get(parsed)) {
            AccessValues.AUTHENTICATION.forEach(flag -> printed.put(parsed.loadedName(flag).orElse(flag.name()), "true"));
        }
        return printed;
    }

    private static void refuse(List<FlagError> errors) throws StartupException {
        if (!errors.isEmpty()) {
            throw new StartupException(errors.get(0).line());
        }
    }

    private static MasterSettings.MasterTimes times(Parsed parsed) {
        return new MasterSettings.MasterTimes(nanos(parsed, MasterFlags.ALLOCATION_INTERVAL),
                MasterFlags.OFFER_TIMEOUT.find(parsed).map(MasterFlagsReader::nanos),
                nanos(parsed, MasterFlags.AGENT_PING_TIMEOUT), count(parsed, MasterFlags.MAX_AGENT_PING_TIMEOUTS),
                nanos(parsed, MasterFlags.AGENT_REREGISTER_TIMEOUT),
                AllocationValues.removalLimit(MasterFlags.RECOVERY_AGENT_REMOVAL_LIMIT.get(parsed)),
                nanos(parsed, MasterFlags.REGISTRY_STORE_TIMEOUT), nanos(parsed, MasterFlags.REGISTRY_FETCH_TIMEOUT),
                nanos(parsed, MasterFlags.REGISTRY_GC_INTERVAL), nanos(parsed, MasterFlags.REGISTRY_MAX_AGENT_AGE),
                count(parsed, MasterFlags.REGISTRY_MAX_AGENT_COUNT), count(parsed, MasterFlags.MAX_COMPLETED_FRAMEWORKS),
                count(parsed, MasterFlags.MAX_COMPLETED_TASKS_PER_FRAMEWORK),
                count(parsed, MasterFlags.MAX_UNREACHABLE_TASKS_PER_FRAMEWORK));
    }

    private static MasterSettings.Guards guards(Parsed parsed) {
        return new MasterSettings.Guards(FirewallValues.disabledPaths(parsed), MasterFlags.AGENT_REMOVAL_RATE_LIMIT.find(parsed)
                .map(Rate::parse).map(rate -> Math.max(1, nanos(rate.per()) / rate.permits())));
    }

    private static PlannerOptions planning(Parsed parsed) {
        List<String> excluded = MasterFlags.FAIR_SHARING_EXCLUDED_RESOURCE_NAMES.find(parsed).<List<String>>map(ArrayList::new)
                .orElse(List.of());
        List<Quantities> minimums = new ArrayList<>();
        for (SortedMap<String, BigDecimal> alternative
                : AllocationValues.minAllocatable(MasterFlags.MIN_ALLOCATABLE_RESOURCES.get(parsed))) {
            SortedMap<String, Long> thousandths = new TreeMap<>();
            alternative.forEach((name, value) -> thousandths.put(name, value.movePointRight(3).longValue()));
            minimums.add(Quantities.ofThousandths(thousandths));
        }
        return new PlannerOptions(excluded, MasterFlags.FILTER_GPU_RESOURCES.get(parsed), minimums);
    }

    private static Optional<List<String>> roles(Parsed parsed) {
        return MasterFlags.ROLES.find(parsed).map(AllocationValues::roles).map(List::copyOf);
    }

    private static SortedMap<String, Double> weights(Parsed parsed) {
        return MasterFlags.WEIGHTS.find(parsed).map(AllocationValues::weights).orElseGet(TreeMap::new);
    }

    private static long nanos(Parsed parsed, Flag<Duration> flag) {
        return nanos(flag.get(parsed));
    }

    /** Durations beyond the range of a long (292 years) mean for ever. */
    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE / 4)) > 0 ? Long.MAX_VALUE / 4 : duration.toNanos();
    }

    /** Counts are unsigned in Mesos: what is beyond an int means without limit. */
    private static int count(Parsed parsed, Flag<Long> flag) {
        long value = flag.get(parsed);
        return value < 0 || value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value;
    }
}
