package org.tepui.flags;

import java.util.List;
import org.tepui.flags.type.FlagTypes;

/** The flags about addresses that master and agent share; {@code --port} differs by its default and is each table's own. */
public final class NetworkFlags {
    public static final Flag<String> IP = Flag.of("ip", FlagTypes.TEXT).group("network")
        .means("The IPv4 address to listen on. Without it: LIBPROCESS_IP, else all addresses.").build();
    public static final Flag<String> ADVERTISE_IP = Flag.of("advertise_ip", FlagTypes.TEXT).group("network")
        .means("The IPv4 address that others are told to use; for hosts behind address translation.").build();
    public static final Flag<String> ADVERTISE_PORT = Flag.of("advertise_port", FlagTypes.TEXT).group("network")
        .means("The port (1 to 65535) that others are told to use.").build();
    public static final Flag<String> IP_DISCOVERY_COMMAND = Flag.of("ip_discovery_command", FlagTypes.TEXT).group("network")
        .means("A shell command that prints the address to listen on; not together with --ip.").build();
    public static final Flag<String> HOSTNAME = Flag.of("hostname", FlagTypes.TEXT).group("network")
        .means("The host name that others are told. Without it the address is looked up, see --hostname_lookup.").build();
    public static final Flag<Boolean> HOSTNAME_LOOKUP = Flag.of("hostname_lookup", FlagTypes.SWITCH).group("network").defaultsTo("true")
        .means("Look the host name of the own address up when --hostname is not given; when off the address itself is the name.").build();
    public static final Flag<Boolean> MEMORY_PROFILING = Flag.of("memory_profiling", FlagTypes.SWITCH).group("network")
        .defaultsTo("false").means("Serve endpoints for memory profiles.")
        .feature(Feature.warn("a JVM has its own profiling tools")).build();

    /** All of them. */
    public static final List<Flag<?>> ALL =
        List.of(IP, ADVERTISE_IP, ADVERTISE_PORT, IP_DISCOVERY_COMMAND, HOSTNAME, HOSTNAME_LOOKUP, MEMORY_PROFILING);

    private NetworkFlags() {}
}
