package org.tepui.flags.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.flags.Flag;
import org.tepui.flags.Outcome;
import org.tepui.flags.Tables;

final class AgentFlagsTest {
    @TempDir
    Path dir;

    private static Outcome start(String... more) {
        List<String> args = new ArrayList<>(List.of("--master=127.0.0.1:5050", "--work_dir=/w"));
        args.addAll(List.of(more));
        return AgentFlags.PROGRAM.start(args, Map.of());
    }

    @Test
    void hasTheFlagsOfAnOrdinaryBuildWithTheirDefaultsAndOurOwn() throws IOException {
        Tables.assertSame("/golden/agent-flags.tsv", AgentFlags.TABLE,
            Set.of("appc_store_dir", "docker_store_dir", "fetcher_cache_dir", "launcher", "launcher_dir", "runtime_dir"));
        assertEquals(List.of("cache_dir", "start_deadline"), AgentFlags.TABLE.flags().stream().filter(Flag::isOwn).map(Flag::name).toList());
    }

    @Test
    void theCommandLineOfRecordedAgentsStarts() {
        Outcome outcome = start("--ip=127.0.0.1", "--port=5052", "--hostname=localhost", "--runtime_dir=/r", "--launcher=posix",
            "--isolation=posix/cpu,posix/mem", "--containerizers=mesos", "--no-systemd_enable_support",
            "--resources=cpus:2;mem:512;disk:1024;ports:[31000-31100]");
        assertEquals(List.of(), outcome.errors());
        assertEquals(List.of(), outcome.parsed().warnings());
        assertEquals("127.0.0.1:5050", AgentFlags.MASTER.get(outcome.parsed()).value());
        assertEquals(5052, AgentFlags.PORT.get(outcome.parsed()));
        assertEquals(Duration.ofSeconds(5), AgentFlags.EXECUTOR_SHUTDOWN_GRACE_PERIOD.get(outcome.parsed()));
        assertEquals("cpus:2;mem:512;disk:1024;ports:[31000-31100]", AgentFlags.RESOURCES.get(outcome.parsed()));
        assertEquals("reconnect", AgentFlags.RECOVER.get(outcome.parsed()));
    }

    @Test
    void masterAndWorkDirAreRequired() {
        assertEquals(List.of("master", "work_dir"),
            AgentFlags.PROGRAM.start(List.of(), Map.of()).errors().stream().map(error -> error.flag()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--isolation=cgroups/cpu", "--isolation=posix/cpu,docker/runtime", "--launcher=linux", "--containerizers=docker,mesos",
        "--authenticate_http_readwrite", "--credential=/c", "--executor_secret_key=/k", "--image_providers=docker", "--cgroups_enable_cfs",
        "--modules={}", "--firewall_rules={}", "--authenticatee=other", "--effective_capabilities={}", "--recover=never", "--work_dir.rpmnew=x",
        "--xfs_kill_containers", "--domain={}", "--nvidia_gpu_devices=0"})
    void whatGuardsOrIsolatesIsRefused(String arg) {
        Outcome outcome = start(arg);
        assertEquals(1, outcome.exit().getAsInt());
        assertTrue(outcome.err().startsWith(arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gc_delay=2days", "--systemd_enable_support=true", "--fetcher_cache_size=1GB", "--docker=/usr/bin/docker",
        "--isolation=posix/mem,posix/cpu", "--executor_registration_timeout=5mins", "--no-authenticate_http_readonly", "--isolation=posix/cpu"})
    void whatOnlyTunesIsTaken(String arg) {
        assertTrue(start(arg).goesOn(), arg);
        assertTrue(start(arg).parsed().warnings().size() <= 1, arg);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "host:", ":5050", "host:0", "host:65536", "host:x", "zk://u:hunter2@h:1/m", "u:hunter2@h/m"})
    void refusesMastersThatCannotBeReached(String master) {
        Outcome outcome = AgentFlags.PROGRAM.start(List.of("--master=" + master, "--work_dir=/w"), Map.of());
        assertTrue(outcome.err().startsWith("--master: "), outcome.err());
        assertFalse(outcome.err().contains("hunter2"), outcome.err());
    }

    @Test
    void theMasterMayStandInAFile() throws IOException {
        Path file = Files.writeString(dir.resolve("master"), "10.0.0.1:5050\n");
        assertTrue(AgentFlags.PROGRAM.start(List.of("--master=file://" + file, "--work_dir=/w"), Map.of()).goesOn());
    }

    @Test
    void theCredentialIsAFileOfOnePrincipalAndItsSecret() throws IOException {
        Path good = Files.writeString(dir.resolve("good"), "{\"principal\": \"agent\", \"secret\": \"hunter2\"}");
        assertTrue(start("--credential=file://" + good).goesOn());
        assertFalse(start("--credential=" + good).parsed().printed().toString().contains("hunter2"));
        int number = 0;
        for (String bad : List.of("", "agent hunter2", "{\"principal\": \"agent\"}", "{\"principal\": \"agent\", \"secret\": \"\"}",
            "{\"secret\": \"hunter2\"}", "{\"credentials\": [{\"principal\": \"agent\", \"secret\": \"hunter2\"}]}")) {
            Path file = Files.writeString(dir.resolve("bad" + number++), bad);
            Outcome outcome = start("--credential=" + file);
            assertEquals(1, outcome.exit().getAsInt(), bad);
            assertTrue(outcome.err().startsWith("--credential: ") && outcome.err().contains("{\"principal\": \"NAME\""), outcome.err());
            assertFalse(outcome.err().contains("hunter2"), outcome.err());
        }
    }

    @Test
    void dockerConfigurationIsNeverShown() {
        Outcome outcome = start("--docker_config={\"auths\":{\"r\":{\"auth\":\"hunter2\"}}}");
        assertFalse((outcome.err() + outcome.parsed().printed()).contains("hunter2"));
    }

    @Test
    void theEnvironmentIsReadWithTheSamePrefixAsTheMasters() {
        Outcome outcome = AgentFlags.PROGRAM.start(List.of(), Map.of("MESOS_MASTER", "h:1", "MESOS_WORK_DIR", "/w", "MESOS_QUORUM", "1"));
        assertTrue(outcome.goesOn(), outcome.err());
    }
}
