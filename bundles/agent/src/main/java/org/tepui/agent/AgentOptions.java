package org.tepui.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.tepui.agent.core.Credential;
import org.tepui.protocol.libprocess.PortTls;

/**
 * An agent's flags as it uses them.
 *
 * @param master {@code --master}
 * @param ip {@code --ip}: address to bind; empty: all, and peers are told the machine's own
 * @param port {@code --port}; 0 takes a free one
 * @param hostname {@code --hostname}; empty: the name of the address, or the address itself without {@code --hostname_lookup}
 * @param resources {@code --resources}, text form
 * @param shutdownGrace {@code --executor_shutdown_grace_period}
 * @param gcDelay {@code --gc_delay}: sandboxes that nothing was written to for this long are deleted
 * @param requirePeerAddressMatch {@code LIBPROCESS_REQUIRE_PEER_ADDRESS_IP_MATCH}
 * @param credential what the file of {@code --credential} says; empty: the agent does not authenticate
 * @param authenticationBackoff {@code --authentication_backoff_factor}
 * @param authenticationTimeoutMin {@code --authentication_timeout_min}
 * @param authenticationTimeoutMax {@code --authentication_timeout_max}
 * @param tls {@code LIBPROCESS_SSL_*}; empty: the port and its connections are plain
 * @param printed every flag in the words of {@code /flags}, by name
 */
public record AgentOptions(String master, Optional<String> ip, int port, Optional<String> advertiseIp, Optional<Integer> advertisePort,
        Optional<String> hostname, boolean hostnameLookup, Optional<String> resources, String defaultRole, Optional<String> attributes,
        Path workDir, Duration registrationBackoffFactor, Duration shutdownGrace, Duration gcDelay,
        boolean switchUser, boolean requirePeerAddressMatch, Optional<Credential> credential,
        Duration authenticationBackoff, Duration authenticationTimeoutMin, Duration authenticationTimeoutMax,
        Optional<PortTls> tls, SortedMap<String, String> printed) {
}
