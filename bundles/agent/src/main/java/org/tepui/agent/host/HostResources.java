package org.tepui.agent.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourcesFlag;

/** The agent's total: what {@code --resources} says, and for cpus, mem, disk and ports that it does not name, what the machine has. */
public final class HostResources {

    private static final long MB = 1024 * 1024;
    private static final long GB_IN_MB = 1024;
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private HostResources() {
    }

    /**
     * @param given {@code --resources}, text or JSON
     * @param defaultRole {@code --default_role}
     * @throws InvalidResources for a text that cannot be read
     */
    public static Resources total(Optional<String> given, String defaultRole, Path workDir)
            throws IOException, InvalidResources {
        Resources named = given.isPresent() ? ResourcesFlag.parse(given.get(), defaultRole) : Resources.EMPTY;
        Resources total = named;
        if (!names(named, "cpus")) {
            total = total.plus(detected(Resource.scalar("cpus", Runtime.getRuntime().availableProcessors()), defaultRole));
        }
        if (!names(named, "mem")) {
            total = total.plus(detected(Resource.scalar("mem", memoryOffered(memoryTotalMb())), defaultRole));
        }
        if (!names(named, "disk")) {
            long diskMb = Files.getFileStore(workDir).getTotalSpace() / MB;
            total = total.plus(detected(Resource.scalar("disk", diskOffered(diskMb)), defaultRole));
        }
        if (!names(named, "ports")) {
            total = total.plus(detected(Resource.of("ports", RangesValue.of(31000, 32000)), defaultRole));
        }
        return total;
    }

    private static boolean names(Resources resources, String name) {
        for (Resource resource : resources) {
            if (resource.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Resources detected(Resource resource, String role) {
        return role.equals("*") ? Resources.of(resource) : Resources.parse(resource.name() + ":" + resource.value(), role);
    }

    /** One GB is left to the system, or half of a machine below two. */
    static long memoryOffered(long totalMb) {
        return totalMb >= 2 * GB_IN_MB ? totalMb - GB_IN_MB : totalMb / 2;
    }

    /** Five GB are left to the system, or half of a disk below ten. */
    static long diskOffered(long totalMb) {
        return totalMb >= 10 * GB_IN_MB ? totalMb - 5 * GB_IN_MB : totalMb / 2;
    }

    private static long memoryTotalMb() throws IOException {
        for (String line : Files.readAllLines(MEMINFO, StandardCharsets.US_ASCII)) {
            if (line.startsWith("MemTotal:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException(MEMINFO + " has no MemTotal: name the memory in --resources");
    }
}
