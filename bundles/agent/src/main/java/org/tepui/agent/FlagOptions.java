package org.tepui.agent;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.flags.FlagError;
import org.tepui.flags.NetworkFlags;
import org.tepui.flags.NetworkSettings;
import org.tepui.flags.Parsed;
import org.tepui.agent.core.Credential;
import org.tepui.flags.agent.AgentFlags;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.CredentialFile;
import org.tepui.protocol.libprocess.PortTls;

/** The agent's flags as options. */
final class FlagOptions {

    /** @param options meaningless when there are errors @param warnings lines for the log @param errors lines for people */
    record Read(Optional<AgentOptions> options, List<String> warnings, List<String> errors) {
    }

    private FlagOptions() {
    }

    static Read read(Parsed parsed, Map<String, String> environment) {
        List<FlagError> errors = new ArrayList<>();
        NetworkSettings network = NetworkSettings.resolve(parsed, AgentFlags.PORT, environment, errors);
        List<String> warnings = new ArrayList<>(parsed.warnings());
        warnings.addAll(network.warnings());
        Optional<PortTls> tls = Tls.of(environment, Tls.Side.PORT, errors, warnings)
            .map(ready -> new PortTls(ready.context(), ready.accepting(), ready.connecting(), ready.downgrade()));
        if (!errors.isEmpty()) {
            return new Read(Optional.empty(), warnings, errors.stream().map(FlagError::line).toList());
        }
        Optional<Credential> credential;
        try {
            credential = AgentFlags.CREDENTIAL.find(parsed).map(CredentialFile::read)
                .map(read -> new Credential(read.principal(), read.secret()));
        } catch (BadValueException e) {
            // It was there when the flags were checked.
            return new Read(Optional.empty(), warnings, List.of("--credential: " + e.getMessage()));
        }
        AgentFlags.CREDENTIAL.find(parsed).flatMap(path -> CredentialFile.tooOpen("--credential", path)).ifPresent(warnings::add);
        AgentOptions options = new AgentOptions(
            AgentFlags.MASTER.get(parsed).value().strip(),
            network.ip().map(InetAddress::getHostAddress),
            network.port(),
            network.advertiseIp().map(InetAddress::getHostAddress),
            network.advertisePort().isPresent() ? Optional.of(network.advertisePort().getAsInt()) : Optional.empty(),
            NetworkFlags.HOSTNAME.find(parsed),
            NetworkFlags.HOSTNAME_LOOKUP.get(parsed),
            AgentFlags.RESOURCES.find(parsed),
            AgentFlags.DEFAULT_ROLE.get(parsed),
            AgentFlags.ATTRIBUTES.find(parsed),
            Path.of(AgentFlags.WORK_DIR.get(parsed)),
            AgentFlags.REGISTRATION_BACKOFF_FACTOR.get(parsed),
            AgentFlags.EXECUTOR_SHUTDOWN_GRACE_PERIOD.get(parsed),
            AgentFlags.GC_DELAY.get(parsed),
            AgentFlags.SWITCH_USER.get(parsed),
            network.requirePeerAddressIpMatch(),
            credential,
            AgentFlags.AUTHENTICATION_BACKOFF_FACTOR.get(parsed),
            AgentFlags.AUTHENTICATION_TIMEOUT_MIN.get(parsed),
            AgentFlags.AUTHENTICATION_TIMEOUT_MAX.get(parsed),
            tls,
            new TreeMap<>(parsed.printed()));
        return new Read(Optional.of(options), warnings, List.of());
    }
}
