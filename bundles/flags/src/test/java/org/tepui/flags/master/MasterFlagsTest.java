package org.tepui.flags.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.flags.Feature;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagParser;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.NetworkFlags;
import org.tepui.flags.Parsed;
import org.tepui.flags.Tables;

final class MasterFlagsTest {
    private static final Map<String, String> SAMPLES = Map.ofEntries(
        Map.entry("text", "some"), Map.entry("switch", "true"), Map.entry("whole number", "7"), Map.entry("unsigned number", "7"),
        Map.entry("port", "7"), Map.entry("number", "0.5"), Map.entry("duration", "11mins"), Map.entry("bytes", "3MB"),
        Map.entry("path", "/p"), Map.entry("secret text", "zk://h:1/m"), Map.entry("comma-separated list", "a,b"));
    /** Flags for which the sample of their type is out of range or the default. */
    private static final Map<String, String> OWN_SAMPLES = Map.of(
        "acls", "{\"permissive\":true}", "domain", "{\"fault_domain\":{\"region\":{\"name\":\"r\"},\"zone\":{\"name\":\"z\"}}}",
        "firewall_rules", "{\"disabled_endpoints\":{\"paths\":[\"/x\"]}}", "modules", "{\"libraries\":[]}", "rate_limits", "{\"limits\":[]}",
        "registry_strict", "false");

    private static Parsed parse(String... args) {
        return FlagParser.parse(MasterFlags.TABLE, List.of(args), Map.of());
    }

    @Test
    void hasExactlyTheFlagsOfMesosWithTheirDefaultsAndOurOwn() throws IOException {
        Tables.assertSame("/golden/master-flags.tsv", MasterFlags.TABLE, Set.of("webui_dir"));
        List<String> own = MasterFlags.TABLE.flags().stream().filter(Flag::isOwn).map(Flag::name).toList();
        assertEquals(List.of("cache_dir", "conf_dir", "deploy_deadline", "deploy_dir", "module_deadline", "module_faults",
            "module_faults_window", "module_plan_deadline", "module_threads_lost", "secure", "start_deadline"), own);
    }

    @Test
    void everyFlagTakesAValueAndGivesItBack() {
        for (Flag<?> flag : MasterFlags.TABLE.flags()) {
            String sample = OWN_SAMPLES.getOrDefault(flag.name(), SAMPLES.get(flag.type().word()));
            List<String> names = new ArrayList<>(flag.aliases());
            names.add(flag.name());
            for (String name : names) {
                Parsed parsed = parse("--" + name + "=" + sample);
                assertEquals(List.of(), parsed.errors(), name);
                assertTrue(flag.isGiven(parsed), name);
                assertEquals(sample.equals("a,b") ? "{ a, b }" : sample, parsed.printed().get(name), name);
            }
        }
    }

    @Test
    void typedKeysGiveTypedValues() {
        Parsed parsed = parse("--agent_ping_timeout=20secs", "--roles=a", "--fair_sharing_excluded_resource_names=gpus");
        assertEquals(Duration.ofSeconds(20), MasterFlags.AGENT_PING_TIMEOUT.get(parsed));
        assertEquals(5, MasterFlags.MAX_AGENT_PING_TIMEOUTS.get(parsed));
        assertEquals(Duration.ofMinutes(10), MasterFlags.AGENT_REREGISTER_TIMEOUT.get(parsed));
        assertEquals("a", MasterFlags.ROLES.find(parsed).orElseThrow());
        assertTrue(MasterFlags.OFFER_TIMEOUT.find(parsed).isEmpty());
        assertEquals(Set.of("gpus"), MasterFlags.FAIR_SHARING_EXCLUDED_RESOURCE_NAMES.get(parsed));
        assertEquals(5050, MasterFlags.PORT.get(parsed));
        assertEquals("hierarchical", MasterFlags.ALLOCATOR.get(parsed));
        assertEquals(Duration.ofSeconds(30), MasterFlags.START_DEADLINE.get(parsed));
        assertEquals("INFO", LoggingFlags.LOGGING_LEVEL.get(parsed));
        assertTrue(NetworkFlags.HOSTNAME_LOOKUP.get(parsed));
        assertFalse(MasterFlags.REQUIRE_AGENT_DOMAIN.get(parsed));
    }

    /** What recorded masters showed at /state. The directory of the web interface depends on the installation. */
    @Test
    void printsFlagsAsRecordedMastersDo() throws IOException {
        for (JsonNode run : new ObjectMapper().readTree(MasterFlagsTest.class.getResourceAsStream("/golden/printed.json"))) {
            List<String> args = new ArrayList<>();
            run.get("args").forEach(arg -> args.add(arg.asText()));
            SortedMap<String, String> recorded = new TreeMap<>();
            run.get("flags").properties().forEach(flag -> recorded.put(flag.getKey(), flag.getValue().asText()));
            SortedMap<String, String> ours = FlagParser.parse(MasterFlags.TABLE, args, Map.of()).printed();
            recorded.remove("webui_dir");
            ours.remove("webui_dir");
            assertEquals(recorded, ours);
        }
    }

    @Test
    void flagsThatGuardOrKeepSomethingAreRefusedWhileNotBuilt() {
        List<String> refused = MasterFlags.TABLE.flags().stream()
            .filter(flag -> flag.feature().state() == Feature.State.REFUSE).map(Flag::name).toList();
        assertEquals(List.of("domain", "rate_limits",
            "require_agent_domain", "whitelist", "zk"), refused);
    }

    @Test
    void sayingThatAGuardIsOffIsNotRefused() {
        Parsed parsed = parse("--no-authenticate_agents", "--authenticate_frameworks=false", "--authorizers=local", "--authenticators=crammd5",
            "--modules={}", "--firewall_rules={}", "--rate_limits={}", "--whitelist=");
        assertEquals(List.of(), parsed.refusals());
        assertEquals(List.of(), parsed.warnings());
    }
}
