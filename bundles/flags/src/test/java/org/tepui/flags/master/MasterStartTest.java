package org.tepui.flags.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.flags.FlagError;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;

final class MasterStartTest {
    private static final List<String> BASE = List.of("--ip=127.0.0.1", "--hostname=localhost", "--registry=in_memory");

    @TempDir
    Path dir;

    private static Outcome start(String... more) {
        List<String> args = new ArrayList<>(BASE);
        args.addAll(List.of(more));
        return MasterFlags.PROGRAM.start(args, Map.of());
    }

    private static List<String> lines(Outcome outcome) {
        return outcome.errors().stream().map(FlagError::line).toList();
    }

    @Test
    void theMinimalMasterStarts() {
        assertTrue(start().goesOn());
        assertEquals("", start().err());
    }

    @Test
    void helpAndVersionGoToStandardOutputWithStatusZero() {
        assertEquals("mesos 1.12.0\n", start("--version").out());
        assertEquals(0, start("--version").exit().getAsInt());
        assertTrue(start("--help", "--version").out().startsWith("Usage: tepui master [options]"));
    }

    @Test
    void errorsGoToStandardErrorOneALineWithAHintForWrongFlags() {
        Outcome outcome = start("--port=x", "--quorum=y");
        assertEquals(1, outcome.exit().getAsInt());
        assertEquals("", outcome.out());
        List<String> err = outcome.err().lines().toList();
        assertEquals(4, err.size());
        assertTrue(err.get(0).startsWith("--port: 'x' is no port"), err.get(0));
        assertTrue(err.get(1).startsWith("--quorum: 'y' is no"), err.get(1));
        assertTrue(err.get(3).contains("tepui master --help"), err.get(3));
    }

    /** Field case F40. */
    @Test
    void aFileLeftByAnUpgradeIsAnUnknownFlagThatIsNamed() {
        assertTrue(lines(start("--work_dir.rpmnew=/x")).get(0).startsWith("--work_dir.rpmnew: unknown flag"));
        assertTrue(start("--no-hostname_lookup").goesOn());
    }

    /** Field case F42. */
    @Test
    void mixedCaseInTheEnvironmentIsTheSameSpelling() {
        Map<String, String> env = new TreeMap<>(Map.of("MESOS_work_dir", "/x", "MESOS_Cluster", "a"));
        Outcome outcome = MasterFlags.PROGRAM.start(List.of("--work_dir=/tmp/w", "--cluster=b", "--registry=in_memory"), env);
        assertTrue(outcome.goesOn());
        assertEquals("/tmp/w", outcome.parsed().printed().get("work_dir"));
        assertEquals("b", outcome.parsed().printed().get("cluster"));
    }

    /** Field case F44. */
    @Test
    void withoutWorkDirAndRegistryOneLineNamesTheFlag() {
        Outcome outcome = MasterFlags.PROGRAM.start(List.of("--ip=127.0.0.1", "--log_dir=" + dir, "--quiet"), Map.of());
        assertEquals(1, outcome.exit().getAsInt());
        assertEquals(1, outcome.err().lines().count());
        assertTrue(outcome.err().startsWith("--work_dir: needed"), outcome.err());
    }

    @Test
    void theReplicatedLogIsRefusedInOneLineThatNamesTheRegistryInMemory() {
        for (List<String> args : List.of(List.of("--work_dir=" + dir), List.of("--registry=replicated_log", "--work_dir=" + dir),
            List.of("--registry=log_storage", "--work_dir=" + dir + "/new"))) {
            Outcome outcome = MasterFlags.PROGRAM.start(args, Map.of());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(outcome.err().contains("--registry=in_memory"), outcome.err());
            assertFalse(Files.exists(dir.resolve("new")));
        }
    }

    /** Field case F45. */
    @Test
    void credentialsInLinesAreRefusedWithTheFormToWriteAndWithoutTheirContent() throws IOException {
        Path file = Files.writeString(dir.resolve("credentials"), "fw-a hunter2\nfw-b hunter2\n");
        String line = lines(start("--credentials=" + file)).get(0);
        assertTrue(line.startsWith("--credentials: ") && line.contains("no valid JSON"), line);
        assertTrue(line.contains("{\"credentials\": [{\"principal\""), line);
        assertFalse(line.contains("hunter2"), line);
    }

    @Test
    void credentialsThatEverybodyMayReadAreWarnedAbout() throws IOException {
        Path file = Files.writeString(dir.resolve("open.json"), "{\"credentials\": []}");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        List<String> warnings = AccessValues.warnings(start("--credentials=" + file).parsed(), Map.of());
        assertTrue(warnings.size() == 1 && warnings.get(0).contains("chmod 600"), warnings.toString());
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(List.of(), AccessValues.warnings(start("--credentials=file://" + file).parsed(), Map.of()));
    }

    @Test
    void credentialFilesThatCannotBeUsedEndTheStartInOneLine() throws IOException {
        Path empty = Files.writeString(dir.resolve("empty"), "\n");
        Path noList = Files.writeString(dir.resolve("nolist"), "{\"credentials\": [{\"secret\": \"hunter2\"}]}");
        for (Path file : List.of(dir.resolve("missing"), dir, empty, noList)) {
            List<String> lines = lines(start("--credentials=" + file));
            assertEquals(1, lines.size(), lines.toString());
            assertTrue(lines.get(0).startsWith("--credentials: ") && !lines.get(0).contains("hunter2"), lines.get(0));
        }
    }

    @Test
    void basicNeedsCredentialsAlsoForSchedulersAndAmongOthers() {
        assertEquals("authenticate_http_frameworks",
            start("--authenticate_http_frameworks", "--http_framework_authenticators=basic").errors().get(0).flag());
        assertEquals("authenticate_http_readonly",
            start("--authenticate_http_readonly", "--http_authenticators=org_x,basic").errors().get(0).flag());
        assertEquals(List.of(), start("--authenticate_http_readonly", "--http_authenticators=org_x").errors());
    }

    @Test
    void secureSaysEverythingThatItStillNeeds() throws IOException {
        List<String> lines = lines(start("--secure"));
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("--secure: it still needs --credentials"), lines.get(0));
        assertTrue(lines.get(1).startsWith("--secure: it still needs --acls"), lines.get(1));
        Path file = Files.writeString(dir.resolve("credentials"), "{\"credentials\": []}");
        Outcome contradiction = start("--secure", "--no-authenticate_agents", "--credentials=" + file, "--acls={}");
        assertEquals("authenticate_agents", contradiction.errors().get(0).flag());
    }

    @Test
    void secureTurnsAllAuthenticationOn() throws IOException {
        Path file = Files.writeString(dir.resolve("credentials"), "{\"credentials\": []}");
        Parsed parsed = start("--secure", "--credentials=" + file, "--acls={}").parsed();
        AccessValues.AUTHENTICATION.forEach(flag -> assertTrue(AccessValues.isOn(parsed, flag), flag.name()));
        assertEquals(List.of("basic"), AccessValues.httpFrameworkAuthenticators(parsed));
        assertTrue(AccessValues.warnings(parsed, Map.of()).stream().anyMatch(line -> line.contains("LIBPROCESS_SSL_ENABLED")));
    }

    /** Field case F54. */
    @Test
    void dashesInsteadOfUnderscoresAreAnUnknownFlagWithASuggestion() {
        assertEquals("--filter-gpu-resources: unknown flag; did you mean --filter_gpu_resources?",
            lines(start("--filter-gpu-resources")).get(0));
        assertTrue(MasterFlags.FILTER_GPU_RESOURCES.get(start().parsed()));
        assertFalse(MasterFlags.FILTER_GPU_RESOURCES.get(start("--no-filter_gpu_resources").parsed()));
    }

    /** Recorded outcomes of empty values. */
    @ParameterizedTest
    @ValueSource(strings = {"hostname", "cluster", "roles", "weights", "whitelist", "log_dir"})
    void emptyValuesThatMesosTakesAreTaken(String flag) {
        List<String> args = new ArrayList<>(List.of("--ip=127.0.0.1", "--registry=in_memory", "--work_dir=/w", "--" + flag + "="));
        assertEquals(List.of(), MasterFlags.PROGRAM.start(args, Map.of()).errors());
    }

    /** Recorded outcomes of empty values; an unknown allocator is found by the start. */
    @ParameterizedTest
    @ValueSource(strings = {"advertise_ip", "zk", "credentials", "acls", "modules", "rate_limits", "firewall_rules", "hooks", "quorum"})
    void emptyValuesThatMesosRefusesAreRefused(String flag) {
        Outcome outcome = start("--" + flag + "=");
        assertEquals(flag, outcome.errors().get(0).flag());
        assertEquals(1, outcome.exit().getAsInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "--zk=zk://127.0.0.1:2181/mesos;zk", "--whitelist=/w;whitelist",
        "--require_agent_domain;require_agent_domain"
    })
    void whatGuardsOrKeepsIsRefusedInOneLine(String arg, String flag) {
        Outcome outcome = start(arg);
        assertEquals(1, outcome.exit().getAsInt());
        assertTrue(outcome.err().startsWith("--" + flag + ": "), outcome.err());
        assertTrue(outcome.err().contains("not built yet"), outcome.err());
    }

    @Test
    void whatOnlyTunesWarnsOnce() {
        Outcome outcome = start("--zk_session_timeout=20secs", "--webui_dir=/w", "--logbufsecs=3");
        assertTrue(outcome.goesOn());
        assertEquals(3, outcome.parsed().warnings().size());
    }

    @Test
    void nothingOfAZooKeeperPasswordIsShown() {
        for (String zk : List.of("zk://u:hunter2@h:1/m", "zk://u:hunter2@h:1", "u:hunter2@h:1/m")) {
            Outcome outcome = start("--zk=" + zk);
            String all = outcome.err() + outcome.parsed().printed() + outcome.parsed().warnings();
            assertFalse(all.contains("hunter2"), all);
        }
    }

    @ParameterizedTest
    @CsvSource({"100%,1.0", "0%,0.0", "50.5%,0.505"})
    void removalLimitsAreShares(String text, double share) {
        assertEquals(share, AllocationValues.removalLimit(text));
    }

    @Test
    void rolesWeightsAndMinimaAreReadForTheCore() {
        assertEquals("[*, a, b/c]", AllocationValues.roles("a,,b/c").toString());
        assertEquals("{/a=1.0, b=2.5}", AllocationValues.weights("/a=1,b=2.5,").toString());
        assertEquals("[{cpus=0.01}, {mem=32}]", AllocationValues.minAllocatable("cpus:0.01|mem:32").toString());
        assertEquals("[{cpus=1, gpus=2}]", AllocationValues.minAllocatable("gpus:2;cpus:1").toString());
        assertEquals(List.of(), AllocationValues.minAllocatable(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--roles=a//b", "--roles=a/", "--roles=..", "--roles=a/*", "--roles=-a", "--weights=a=inf", "--weights=a=nan",
        "--weights=a=1x", "--min_allocatable_resources=cpus:1:2", "--min_allocatable_resources=:1", "--offer_timeout=0ns",
        "--recovery_agent_removal_limit=%", "--recovery_agent_removal_limit=1e1%", "--start_deadline=0secs"})
    void badValuesOfSmallLanguagesAreRefused(String arg) {
        assertTrue(lines(start(arg)).get(0).startsWith(arg.substring(0, arg.indexOf('='))), arg);
    }

    @Test
    void weightsOfRolesOutsideTheWhitelistAreRefused() {
        assertTrue(start("--roles=a", "--weights=a=2").goesOn());
        assertTrue(lines(start("--roles=a", "--weights=b=2")).get(0).startsWith("--weights: role 'b'"));
    }

    @Test
    void checksCanBeRunOnValuesAlone() {
        Parsed parsed = start("--agent_reregister_timeout=5mins").parsed();
        assertEquals(List.of("agent_reregister_timeout"), MasterFlagChecks.check(parsed).stream().map(FlagError::flag).toList());
    }
}
