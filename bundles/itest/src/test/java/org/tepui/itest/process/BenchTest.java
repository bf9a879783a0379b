package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurements that start masters of their own, small: what they print is printed again here. */
class BenchTest {

    @TempDir
    Path folder;

    private List<JsonNode> bench(String... words) throws Exception {
        try (TepuiProcess bench = TepuiProcess.start(folder, 0, words)) {
            assertEquals(0, bench.exitStatus(), bench::err);
            System.out.print(bench.out());
            ObjectMapper mapper = new ObjectMapper();
            List<JsonNode> lines = new java.util.ArrayList<>();
            for (String line : bench.out().lines().toList()) {
                lines.add(mapper.readTree(line));
            }
            return lines;
        }
    }

    @Test
    void swapsOfTheAllocatorUnderAHerdAreMeasured() throws Exception {
        JsonNode result = bench("bench", "swap", "--agents=50", "--frameworks=5", "--count=2", "--json").get(0);
        assertEquals(2, result.path("swaps").asInt());
        assertTrue(result.path("pause_max_ms").asDouble() > 0, result::toString);
        assertTrue(result.path("plan_after_max_ms").asDouble() > 0, result::toString);
    }

    @Test
    void readsWithAndWithoutRulesAreMeasuredAndShowTheSame() throws Exception {
        List<JsonNode> results = bench("bench", "authorize", "--tasks=2000", "--count=2", "--json");
        assertEquals(List.of("GET /state", "GET_TASKS"), results.stream().map(each -> each.path("read").asText()).toList());
        for (JsonNode result : results) {
            assertTrue(result.path("bytes").asInt() > 2000 * 100, result::toString);
            assertTrue(result.path("authorized_median_ms").asDouble() > 0, result::toString);
        }
    }

    @Test
    void aMeasurementWithoutADistributionSaysSo() throws Exception {
        try (TepuiProcess bench = TepuiProcess.start(folder, 0, "bench", "swap", "--home=" + folder)) {
            assertEquals(1, bench.exitStatus());
            assertTrue(bench.err().startsWith("bench: there is no " + folder.resolve("examples")), bench.err());
        }
    }
}
