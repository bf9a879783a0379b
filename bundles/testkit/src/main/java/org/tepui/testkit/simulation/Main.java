package org.tepui.testkit.simulation;

import java.io.PrintStream;
import java.util.function.LongFunction;

/** Runs seeds from the command line: {@code --seeds=N --from=S --steps=N --faults=N}, or {@code --seed=S} alone; {@code --trace} tells
 * every input and output. */
public final class Main {

    private static final int REPORT_EACH = 50;

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        long from = 1;
        long seeds = 200;
        Options options = Options.standard();
        boolean trace = false;
        for (String argument : arguments) {
            if (argument.equals("--trace")) {
                trace = true;
                continue;
            }
            String[] pair = argument.split("=", 2);
            try {
                long value = Long.parseLong(pair.length == 2 ? pair[1] : "");
                switch (pair[0]) {
                    case "--seeds" -> seeds = value;
                    case "--from" -> from = value;
                    case "--seed" -> {
                        from = value;
                        seeds = 1;
                    }
                    case "--steps" -> options = new Options((int) value, options.faults(), options.agents(), options.schedulers());
                    case "--faults" -> options = new Options(options.steps(), (int) value, options.agents(), options.schedulers());
                    default -> throw new NumberFormatException();
                }
            } catch (NumberFormatException e) {
                out.println("simulate: '" + argument + "' is not understood; give --seeds=N --from=N --steps=N --faults=N --trace, or --seed=N");
                return 1;
            }
        }
        Options size = options;
        boolean told = trace;
        return run(from, seeds, seed -> told ? Simulation.trace(seed, size, out::println) : Simulation.run(seed, size),
                " --steps=" + size.steps() + " --faults=" + size.faults(), out);
    }

    /** A seed that fails, in whatever way, is named, and the others are run all the same. */
    static int run(long from, long seeds, LongFunction<Result> simulation, String size, PrintStream out) {
        Coverage all = new Coverage();
        int failures = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            try {
                Result result = simulation.apply(seed);
                all.add(result.coverage());
                if (seeds == 1) {
                    out.println("seed " + seed + ": " + result.steps() + " steps, " + result.faults() + " faults, hash " + result.hash());
                }
            } catch (RuntimeException | Error e) {
                failures++;
                out.println("seed " + seed + " FAILED: " + (e instanceof Violation ? e.getMessage() : e.toString()));
                out.println("  replay: bin/tepui simulate --seed=" + seed + size);
                if (seeds == 1 || !(e instanceof Violation)) {
                    e.printStackTrace(out);
                }
                if (e instanceof OutOfMemoryError) {
                    throw e;
                }
            }
            if (seeds > 1 && (seed - from + 1) % REPORT_EACH == 0) {
                out.println((seed - from + 1) + " of " + seeds + " seeds, " + failures + " failures");
            }
        }
        out.print(all.table());
        out.println(seeds + " seeds, " + failures + " failures");
        return failures == 0 ? 0 : 1;
    }
}
