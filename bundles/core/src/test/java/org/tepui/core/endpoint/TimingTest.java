package org.tepui.core.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimingTest {

    private final Timing timing = new Timing("a/b_ms");

    private Map<String, Double> metrics() {
        Map<String, Double> all = new TreeMap<>();
        timing.addTo(all);
        return all;
    }

    @Test
    void beforeTheFirstThereIsNothingAndFromTheSecondOnThereArePercentiles() {
        assertEquals(Map.of(), metrics());
        timing.add(3_000_000);
        assertEquals(Map.of("a/b_ms", 3.0, "a/b_ms/count", 1.0), metrics());
        timing.add(1_000_000);
        Map<String, Double> two = metrics();
        assertEquals(List.of("a/b_ms", "a/b_ms/count", "a/b_ms/max", "a/b_ms/min", "a/b_ms/p50", "a/b_ms/p90", "a/b_ms/p95", "a/b_ms/p99",
                "a/b_ms/p999", "a/b_ms/p9999"), List.copyOf(two.keySet()));
        assertEquals(1.0, two.get("a/b_ms"));
        assertEquals(1.0, two.get("a/b_ms/min"));
        assertEquals(3.0, two.get("a/b_ms/max"));
        assertEquals(2.0, two.get("a/b_ms/p50"));
        assertEquals(2.8, two.get("a/b_ms/p90"), 1e-9);
    }

    @Test
    void whatIsKeptHasALimitAndTheCountHasNone() {
        for (int i = 1; i <= Timing.KEPT_MAX + 10; i++) {
            timing.add(i * 1_000_000L);
        }
        assertEquals(Timing.KEPT_MAX + 10.0, metrics().get("a/b_ms/count"));
        assertEquals(11.0, metrics().get("a/b_ms/min"));
        assertEquals(Timing.KEPT_MAX + 10.0, metrics().get("a/b_ms/max"));
    }
}
