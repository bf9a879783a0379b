package org.tepui.core.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SystemMetricsTest {

    private final Map<String, Double> all = new TreeMap<>();

    @Test
    void loadAndMemoryAreReadAsLinuxWritesThem() {
        SystemMetrics.addLoad(all, "0.20 0.18 0.12 1/80 11206\n");
        SystemMetrics.addMemory(all, "MemTotal:       24681160 kB\nMemFree:        23000000 kB\nMemAvailable:   23900000 kB\n");
        assertEquals(Map.of("system/load_1min", 0.2, "system/load_5min", 0.18, "system/load_15min", 0.12,
                "system/mem_total_bytes", 24681160.0 * 1024, "system/mem_free_bytes", 23000000.0 * 1024), all);
    }
}
