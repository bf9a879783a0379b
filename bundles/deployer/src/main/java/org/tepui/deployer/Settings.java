package org.tepui.deployer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where things are and how long they may take.
 *
 * @param deploy folder of bundles
 * @param files bundles that are run beside those of the folder: absolute paths
 * @param conf folder of configurations
 * @param configurations by PID: what is configured where {@code conf} says nothing
 * @param work folder of our own, for copies of what runs; emptied at the start
 * @param memory file with the contents that were stuck
 * @param deadlineMs for a plugin's start or stop
 * @param pollMs between two looks
 * @param graceMs for a jar that is not whole, before it is told
 */
public record Settings(Path deploy, List<Path> files, Path conf, Map<String, Map<String, Object>> configurations, Path work, Path memory,
        long deadlineMs, long pollMs, long graceMs) {

    private static final long DEADLINE_MS = 10_000;
    private static final long POLL_MS = 250;
    private static final long GRACE_MS = 10_000;

    /**
     * From framework properties, which the launcher sets: {@code tepui.home}, {@code tepui.cache}, {@code tepui.deploy}, {@code tepui.conf},
     * {@code tepui.deploy.deadline_ms}, {@code tepui.modules.files}, {@code tepui.modules.configurations}. @param data folder of the bundle, for a framework without a launcher
     */
    static Optional<Settings> of(Function<String, String> property, Path data) {
        String home = property.apply("tepui.home");
        if (home == null) {
            return Optional.empty();
        }
        String cache = property.apply("tepui.cache");
        Path own = cache == null ? data : Path.of(cache);
        ModuleManifest manifest = ModuleManifest.of(property);
        return Optional.of(new Settings(folder(property.apply("tepui.deploy"), home, "deploy"), manifest.files(),
                folder(property.apply("tepui.conf"), home, "conf"), manifest.configurations(), own.resolve("deployed"), own.resolve("stuck"), millis(property.apply("tepui.deploy.deadline_ms")), POLL_MS, GRACE_MS));
    }

    private static Path folder(String given, String home, String name) {
        return given == null || given.isEmpty() ? Path.of(home, name) : Path.of(given).toAbsolutePath();
    }

    private static long millis(String text) {
        return text == null ? DEADLINE_MS : Long.parseLong(text);
    }
}
