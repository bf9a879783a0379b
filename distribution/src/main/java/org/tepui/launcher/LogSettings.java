package org.tepui.launcher;

import java.nio.file.Path;
import java.util.Map;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Parsed;

/** Hands the logging flags to {@code conf/logback.xml} or {@code conf/logback-files.xml}, before there is a logging bundle. */
final class LogSettings {
    private static final String FILE = "org.ops4j.pax.logging.StaticLogbackFile";

    private LogSettings() {}

    /** Sets the system properties that the files use. @return framework properties, which override those of the features */
    static Map<String, String> apply(Parsed flags, String command, Path home) {
        String level = switch (LoggingFlags.LOGGING_LEVEL.get(flags)) {
            case "WARNING" -> "WARN";
            case "ERROR" -> "ERROR";
            default -> "INFO";
        };
        boolean quiet = LoggingFlags.QUIET.get(flags);
        String dir = LoggingFlags.LOG_DIR.find(flags).orElse("");
        System.setProperty("tepui.log.level", quiet && dir.isEmpty() ? "OFF" : level);
        System.setProperty("tepui.log.stderr", quiet ? "OFF" : "ALL");
        System.setProperty("tepui.log.dir", dir);
        System.setProperty("tepui.log.name", "tepui-" + command);
        return dir.isEmpty() ? Map.of() : Map.of(FILE, home.resolve("conf").resolve("logback-files.xml").toAbsolutePath().toString());
    }
}
