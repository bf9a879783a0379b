package org.tepui.flags;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;
import org.tepui.flags.type.Rate;

/**
 * Where a process listens and what it tells others, from its flags and the {@code LIBPROCESS_} variables; a flag wins over its variable.
 *
 * @param ip the address to bind; empty: all
 * @param port the port to bind; 0: any free one
 * @param advertiseIp the address in process ids; empty: the bound one
 * @param advertisePort the port in process ids; empty: the bound one
 * @param requirePeerAddressIpMatch whether a message is refused whose claimed sender address is not that of its connection
 * @param metricsSnapshotLimit how often {@code /metrics/snapshot} is answered; empty: no limit
 * @param warnings lines for the log
 */
public record NetworkSettings(
    Optional<Inet4Address> ip,
    int port,
    Optional<Inet4Address> advertiseIp,
    OptionalInt advertisePort,
    boolean requirePeerAddressIpMatch,
    Optional<Rate> metricsSnapshotLimit,
    List<String> warnings) {

    private static final Rate METRICS_LIMIT = new Rate(2, Duration.ofSeconds(1));
    private static final Duration DISCOVERY_MAX = Duration.ofSeconds(30);

    public NetworkSettings {
        warnings = List.copyOf(warnings);
    }

    /** Adds what is wrong with flags and variables; does not run the discovery command. */
    public static void check(Parsed parsed, Flag<Integer> portFlag, Map<String, String> env, List<FlagError> errors) {
        if (NetworkFlags.IP.isGiven(parsed) && NetworkFlags.IP_DISCOVERY_COMMAND.isGiven(parsed)) {
            errors.add(FlagError.of(parsed, NetworkFlags.IP_DISCOVERY_COMMAND, "only one of --ip and --ip_discovery_command may be given"));
        }
        read(parsed, portFlag, new LibprocessEnvironment(env, errors), Optional.empty());
    }

    /**
     * The settings; runs {@code --ip_discovery_command} when given (at most 30 seconds). To be called once, by the start-up step that opens
     * the port.
     *
     * @param errors takes what is wrong; when anything was added the settings must not be used
     */
    public static NetworkSettings resolve(Parsed parsed, Flag<Integer> portFlag, Map<String, String> env, List<FlagError> errors) {
        Optional<String> discovered = Optional.empty();
        if (NetworkFlags.IP_DISCOVERY_COMMAND.isGiven(parsed)) {
            try {
                discovered = Optional.of(IpDiscovery.run(NetworkFlags.IP_DISCOVERY_COMMAND.get(parsed), DISCOVERY_MAX));
            } catch (BadValueException e) {
                errors.add(FlagError.of(parsed, NetworkFlags.IP_DISCOVERY_COMMAND, e.getMessage()));
            }
        }
        return read(parsed, portFlag, new LibprocessEnvironment(env, errors), discovered);
    }

    private static NetworkSettings read(Parsed parsed, Flag<Integer> portFlag, LibprocessEnvironment env, Optional<String> discovered) {
        Optional<Inet4Address> ip = discovered.isPresent()
            ? env.ipv4("ip", parsed.source(NetworkFlags.IP_DISCOVERY_COMMAND), discovered.get())
            : flagOr(parsed, NetworkFlags.IP, env).flatMap(text -> env.ipv4("ip", source(parsed, NetworkFlags.IP), text));
        env.checkIpv6("ip6");
        Optional<Inet4Address> advertiseIp = flagOr(parsed, NetworkFlags.ADVERTISE_IP, env)
            .flatMap(text -> env.ipv4("advertise_ip", source(parsed, NetworkFlags.ADVERTISE_IP), text));
        OptionalInt advertisePort = flagOr(parsed, NetworkFlags.ADVERTISE_PORT, env)
            .map(text -> env.port("advertise_port", source(parsed, NetworkFlags.ADVERTISE_PORT), text)).orElse(OptionalInt.empty());
        boolean match = env.bool("require_peer_address_ip_match");
        Optional<Rate> limit = env.rate("metrics_snapshot_endpoint_rate_limit", METRICS_LIMIT);
        env.warnIgnored();
        return new NetworkSettings(ip, portFlag.get(parsed), advertiseIp, advertisePort, match, limit, env.warnings());
    }

    private static Optional<String> flagOr(Parsed parsed, Flag<String> flag, LibprocessEnvironment env) {
        return flag.isGiven(parsed) ? flag.find(parsed) : env.value(flag.name());
    }

    private static String source(Parsed parsed, Flag<?> flag) {
        return flag.isGiven(parsed) ? parsed.source(flag) : "";
    }

    /** An address in dotted form, exactly four numbers. @throws BadValueException for anything else, names included */
    public static Inet4Address parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        boolean right = parts.length == 4;
        for (int i = 0; right && i < 4; i++) {
            right = parts[i].matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(parts[i]) <= 255;
            bytes[i] = right ? (byte) Integer.parseInt(parts[i]) : 0;
        }
        if (!right) {
            throw new BadValueException(Quoted.of(text) + " is no IPv4 address; write four numbers such as 10.0.0.1");
        }
        try {
            return (Inet4Address) Inet4Address.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
