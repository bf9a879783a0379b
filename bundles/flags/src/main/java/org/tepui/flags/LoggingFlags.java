package org.tepui.flags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.tepui.flags.type.FlagFiles;
import org.tepui.flags.type.FlagTypes;
import org.tepui.flags.type.Quoted;

/** The flags about logging, which master and agent share, and {@code --help}. */
public final class LoggingFlags {
    private static final List<String> LEVELS = List.of("INFO", "WARNING", "ERROR");

    public static final Flag<Boolean> HELP = Flag.of("help", FlagTypes.SWITCH).group("general").defaultsTo("false")
        .means("Show this text and end with status 0.").build();
    public static final Flag<Boolean> QUIET = Flag.of("quiet", FlagTypes.SWITCH).group("logging").defaultsTo("false")
        .means("Keep log lines off standard error; with --log_dir they still go to the files there.").build();
    public static final Flag<String> LOGGING_LEVEL = Flag.of("logging_level", FlagTypes.TEXT).group("logging").defaultsTo("INFO")
        .means("The lowest level that is logged: INFO, WARNING or ERROR.").build();
    public static final Flag<String> LOG_DIR = Flag.of("log_dir", FlagTypes.TEXT).group("logging")
        .means("The directory for log files, made when missing; without it nothing is logged to files.").build();
    public static final Flag<Integer> LOGBUFSECS = Flag.of("logbufsecs", FlagTypes.INT).group("logging").defaultsTo("0")
        .means("For how many seconds lines of log files may be held back.")
        .feature(Feature.warn("every line is written at once")).build();
    public static final Flag<Boolean> INITIALIZE_DRIVER_LOGGING = Flag.of("initialize_driver_logging", FlagTypes.SWITCH).group("logging")
        .defaultsTo("true").means("Concerns schedulers that link the C++ library; no meaning here.").build();
    public static final Flag<String> EXTERNAL_LOG_FILE = Flag.of("external_log_file", FlagTypes.TEXT).group("logging")
        .means("A log file written by something else, to be shown as the log of this process.")
        .feature(Feature.warn("log files are not served yet")).build();

    /** All of them. */
    public static final List<Flag<?>> ALL =
        List.of(HELP, QUIET, LOGGING_LEVEL, LOG_DIR, LOGBUFSECS, INITIALIZE_DRIVER_LOGGING, EXTERNAL_LOG_FILE);

    private LoggingFlags() {}

    /** A known level, and a log directory that exists or can be made. */
    public static void check(Parsed parsed, List<FlagError> errors) {
        String level = LOGGING_LEVEL.get(parsed);
        if (!LEVELS.contains(level)) {
            errors.add(FlagError.of(parsed, LOGGING_LEVEL, Quoted.of(level) + " is no level; write INFO, WARNING or ERROR"));
        }
        LOG_DIR.find(parsed).filter(dir -> !dir.isEmpty()).ifPresent(dir -> {
            try {
                Files.createDirectories(Path.of(dir));
            } catch (IOException | InvalidPathException e) {
                errors.add(FlagError.of(parsed, LOG_DIR, "directory " + Quoted.of(dir) + " cannot be made: " + FlagFiles.reason(e)));
            }
        });
    }
}
