package org.tepui.core.endpoint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics {@code system/...}: processors, load and memory of the host, as Linux tells them; elsewhere those that the JVM knows. */
final class SystemMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(SystemMetrics.class);
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final int KIB = 1024;

    private SystemMetrics() {
    }

    static void addTo(Map<String, Double> all) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        all.put("system/cpus_total", (double) system.getAvailableProcessors());
        all.put("system/load_1min", Math.max(0, system.getSystemLoadAverage()));
        try {
            addLoad(all, Files.readString(LOAD));
            addMemory(all, Files.readString(MEMORY));
        } catch (IOException | NumberFormatException e) {
            LOG.debug("No load and memory of the host, so no metrics of them: {}", e.toString());
        }
    }

    /** @param text such as {@code 0.20 0.18 0.12 1/80 11206} */
    static void addLoad(Map<String, Double> all, String text) {
        String[] parts = text.split(" ");
        all.put("system/load_1min", Double.parseDouble(parts[0]));
        all.put("system/load_5min", Double.parseDouble(parts[1]));
        all.put("system/load_15min", Double.parseDouble(parts[2]));
    }

    /** @param text lines such as {@code MemTotal:  24681160 kB} */
    static void addMemory(Map<String, Double> all, String text) {
        text.lines().forEach(line -> {
            String[] parts = line.split("\\s+");
            if (parts[0].equals("MemTotal:")) {
                all.put("system/mem_total_bytes", Double.parseDouble(parts[1]) * KIB);
            } else if (parts[0].equals("MemFree:")) {
                all.put("system/mem_free_bytes", Double.parseDouble(parts[1]) * KIB);
            }
        });
    }
}
