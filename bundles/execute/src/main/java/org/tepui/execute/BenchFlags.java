package org.tepui.execute;

import static org.tepui.flags.type.FlagTypes.INT;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;

import java.nio.file.Path;
import org.tepui.flags.Flag;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Program;

/** The flags of {@code tepui bench launch} and {@code tepui bench start}. */
final class BenchFlags {

    private static final String VERSION = "mesos 1.12.0";
    private static final String COUNT_RULE = "the value must be 1 to 1000000";

    static final Flag<Boolean> JSON = Flag.of("json", SWITCH).own().defaultsTo("false").means("Print one line of JSON.").build();

    private static final FlagTable.Builder LAUNCH = FlagTable.builder("TEPUI_BENCH_");
    static final Flag<String> MASTER = LAUNCH.add(Flag.of("master", TEXT).own().required().means("Where the master is: HOST:PORT."));
    static final Flag<Integer> LAUNCHES = LAUNCH.add(Flag.of("count", INT).own().defaultsTo("500").means("How many tasks to launch.")
        .check(value -> value >= 1 && value <= 1_000_000, COUNT_RULE));
    static final Flag<String> RESOURCES = LAUNCH.add(Flag.of("resources", TEXT).own().defaultsTo("cpus:0.01;mem:8")
        .means("What each task needs."));
    static final Flag<String> COMMAND = LAUNCH.add(Flag.of("command", TEXT).own().defaultsTo("true")
        .means("The command of each task; it must end by itself with status 0."));
    static final Program LAUNCH_PROGRAM;

    private static final FlagTable.Builder START = FlagTable.builder("TEPUI_BENCH_");
    static final Flag<String> TEPUI = START.add(Flag.of("tepui", TEXT).own().defaultsTo(ownProgram())
        .means("The program bin/tepui of the distribution to measure; by default the one that runs this."));
    static final Flag<Integer> STARTS = START.add(Flag.of("count", INT).own().defaultsTo("5")
        .means("How many starts to measure, after one that is not.").check(value -> value >= 1 && value <= 1_000_000, COUNT_RULE));
    static final Flag<String> MASTER_FLAGS = START.add(Flag.of("flags", TEXT).own()
        .defaultsTo("--registry=in_memory --ip=127.0.0.1 --hostname=localhost").means("The master's flags, separated by blanks."));
    static final Program START_PROGRAM;

    static {
        LAUNCH.add(LoggingFlags.HELP);
        LAUNCH.add(JSON);
        START.add(LoggingFlags.HELP);
        START.add(JSON);
        LAUNCH_PROGRAM = new Program("tepui bench launch", VERSION, LAUNCH.build(), (parsed, env, errors) -> { });
        START_PROGRAM = new Program("tepui bench start", VERSION, START.build(), (parsed, env, errors) -> { });
    }

    private BenchFlags() {
    }

    private static String ownProgram() {
        return Path.of(System.getProperty("tepui.home", "."), "bin", "tepui").toString();
    }
}
