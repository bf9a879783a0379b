package org.tepui.execute;

import static org.tepui.flags.type.FlagTypes.INT;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;

import org.tepui.flags.Flag;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Program;

/** The flags of {@code tepui bench swap} and {@code tepui bench authorize}. */
final class MasterBenchFlags {

    private static final String VERSION = "mesos 1.12.0";
    private static final String COUNT_RULE = "the value must be 1 to 1000000";

    static final Flag<Boolean> JSON = Flag.of("json", SWITCH).own().defaultsTo("false").means("Print lines of JSON.").build();

    private static final FlagTable.Builder SWAP = FlagTable.builder("TEPUI_BENCH_");
    static final Flag<String> SWAP_HOME = SWAP.add(home());
    static final Flag<Integer> AGENTS = SWAP.add(number("agents", "10000", "How many agents of the herd register."));
    static final Flag<Integer> FRAMEWORKS = SWAP.add(number("frameworks", "1000", "How many schedulers of the herd subscribe."));
    static final Flag<Integer> SWAPS = SWAP.add(number("count", "20", "How many swaps to measure, to binpack and back in turn."));
    static final Program SWAP_PROGRAM;

    private static final FlagTable.Builder AUTHORIZE = FlagTable.builder("TEPUI_BENCH_");
    static final Flag<String> AUTHORIZE_HOME = AUTHORIZE.add(home());
    static final Flag<Integer> TASKS = AUTHORIZE.add(number("tasks", "100000", "How many tasks each master has."));
    static final Flag<Integer> READS = AUTHORIZE.add(number("count", "20", "How many reads of each kind to measure, after some that are not."));
    static final Program AUTHORIZE_PROGRAM;

    static {
        SWAP.add(LoggingFlags.HELP);
        SWAP.add(JSON);
        AUTHORIZE.add(LoggingFlags.HELP);
        AUTHORIZE.add(JSON);
        SWAP_PROGRAM = new Program("tepui bench swap", VERSION, SWAP.build(), (parsed, env, errors) -> { });
        AUTHORIZE_PROGRAM = new Program("tepui bench authorize", VERSION, AUTHORIZE.build(), (parsed, env, errors) -> { });
    }

    private MasterBenchFlags() {
    }

    private static Flag.Spec<String> home() {
        return Flag.of("home", TEXT).own().defaultsTo(System.getProperty("tepui.home", "."))
            .means("The folder of the distribution to measure; by default the one that runs this.");
    }

    private static Flag.Spec<Integer> number(String name, String usual, String meaning) {
        return Flag.of(name, INT).own().defaultsTo(usual).means(meaning).check(value -> value >= 1 && value <= 1_000_000, COUNT_RULE);
    }
}
