package org.tepui.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.flags.master.MasterFlags;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Rate;

final class NetworkSettingsTest {
    private final List<FlagError> errors = new ArrayList<>();

    private NetworkSettings resolve(Map<String, String> env, String... args) {
        return NetworkSettings.resolve(FlagParser.parse(MasterFlags.TABLE, List.of(args), env), MasterFlags.PORT, env, errors);
    }

    private static String text(Optional<java.net.Inet4Address> address) {
        return address.orElseThrow().getHostAddress();
    }

    @Test
    void withoutAnythingAllAddressesAndTheDefaultPortAreListenedOn() {
        NetworkSettings settings = resolve(Map.of());
        assertEquals(new NetworkSettings(Optional.empty(), 5050, Optional.empty(), OptionalInt.empty(), false,
            Optional.of(Rate.parse("2/1secs")), List.of()), settings);
        assertEquals(List.of(), errors);
    }

    @Test
    void flagsWinOverVariables() {
        Map<String, String> env = Map.of("LIBPROCESS_IP", "10.0.0.1", "LIBPROCESS_PORT", "x", "LIBPROCESS_ADVERTISE_IP", "10.0.0.2",
            "LIBPROCESS_ADVERTISE_PORT", "7", "LIBPROCESS_REQUIRE_PEER_ADDRESS_IP_MATCH", "true",
            "LIBPROCESS_METRICS_SNAPSHOT_ENDPOINT_RATE_LIMIT", "");
        NetworkSettings settings = resolve(env, "--ip=127.0.0.1", "--port=0", "--advertise_port=8");
        assertEquals("127.0.0.1", text(settings.ip()));
        assertEquals(0, settings.port());
        assertEquals("10.0.0.2", text(settings.advertiseIp()));
        assertEquals(8, settings.advertisePort().getAsInt());
        assertTrue(settings.requirePeerAddressIpMatch());
        assertEquals(Optional.empty(), settings.metricsSnapshotLimit());
        assertEquals("10.0.0.1", text(resolve(env).ip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "::1", "localhost", "1.2.3.-4", "1..2.3"})
    void refusesWhatIsNoIpv4Address(String text) {
        assertThrows(BadValueException.class, () -> NetworkSettings.parseIpv4(text));
    }

    @Test
    void tellsEveryBadVariable() {
        resolve(Map.of("LIBPROCESS_IP6", "x", "LIBPROCESS_ADVERTISE_PORT", "0", "LIBPROCESS_REQUIRE_PEER_ADDRESS_IP_MATCH", "x",
            "LIBPROCESS_METRICS_SNAPSHOT_ENDPOINT_RATE_LIMIT", "x"), "--advertise_ip=");
        assertEquals(List.of("LIBPROCESS_IP6", "--advertise_ip", "LIBPROCESS_ADVERTISE_PORT", "LIBPROCESS_REQUIRE_PEER_ADDRESS_IP_MATCH",
            "LIBPROCESS_METRICS_SNAPSHOT_ENDPOINT_RATE_LIMIT"), errors.stream().map(FlagError::source).toList());
        errors.clear();
        resolve(Map.of("LIBPROCESS_IP6", "::1", "LIBPROCESS_NUM_WORKER_THREADS", "0"));
        assertEquals(List.of(), errors);
    }

    @Test
    void anAddressMayComeFromACommand() {
        assertEquals("10.1.2.3", text(resolve(Map.of(), "--ip_discovery_command=echo ' 10.1.2.3 '").ip()));
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "echo nope", "no-such-command-at-all", "", "yes", "cat"})
    void aCommandThatGivesNoAddressIsAnError(String command) {
        resolve(Map.of(), "--ip_discovery_command=" + command);
        assertTrue(errors.get(0).line().startsWith("--ip_discovery_command: "), errors.toString());
    }

    @Test
    void aCommandThatHangsIsGivenUp() {
        BadValueException e = assertThrows(BadValueException.class, () -> IpDiscovery.run("sleep 60", java.time.Duration.ofMillis(50)));
        assertTrue(e.getMessage().contains("did not end within 50ms"), e.getMessage());
    }
}
