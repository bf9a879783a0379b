package org.tepui.launcher;

import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Parsed;

/** Hands the logging flags to {@code conf/logback.xml} as system properties, before there is a logging bundle. */
final class LogSettings {
    private LogSettings() {}

    static void apply(Parsed flags, String command) {
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
    }
}
