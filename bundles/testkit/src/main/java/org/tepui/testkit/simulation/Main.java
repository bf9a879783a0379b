package org.tepui.testkit.simulation;

import java.io.PrintStream;

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
        return run(from, seeds, options, trace, out);
    }

    private static int run(long from, long seeds, Options options, boolean trace, PrintStream out) {
        Coverage all = new Coverage();
        int failures = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            try {
                Result result = trace ? Simulation.trace(seed, options, out::println) : Simulation.run(seed, options);
                all.add(result.coverage());
                if (seeds == 1) {
                    out.println("seed " + seed + ": " + result.steps() + " steps, " + result.faults() + " faults, hash " + result.hash());
                } else if ((seed - from + 1) % REPORT_EACH == 0) {
                    out.println((seed - from + 1) + " of " + seeds + " seeds, " + failures + " failures");
                }
            } catch (Violation | IllegalStateException e) {
                failures++;
                out.println("seed " + seed + " FAILED: " + e.getMessage());
                out.println("  replay: bin/tepui simulate --seed=" + seed + " --steps=" + options.steps() + " --faults=" + options.faults());
                if (seeds == 1) {
                    e.printStackTrace(out);
                }
            }
        }
        out.print(all.table());
        out.println(seeds + " seeds, " + failures + " failures");
        return failures == 0 ? 0 : 1;
    }
}
