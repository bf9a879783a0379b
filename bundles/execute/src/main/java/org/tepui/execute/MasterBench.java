package org.tepui.execute;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tepui.execute.bench.AuthorizeBench;
import org.tepui.execute.bench.Percentiles;
import org.tepui.execute.bench.SwapBench;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;
import org.tepui.flags.Program;

/** The forms of {@code tepui bench} that fill masters of their own: {@code swap} and {@code authorize}. */
final class MasterBench {

    static final String USAGE = """
               tepui bench swap [--agents=10000] [--frameworks=1000] [--count=20] [--json]
               tepui bench authorize [--tasks=100000] [--count=20] [--json]
        """;

    private interface Measure {
        String run(Parsed flags) throws IOException;
    }

    record Form(Program program, Measure measure) {
    }

    static final Map<String, Form> FORMS = Map.of("swap", new Form(MasterBenchFlags.SWAP_PROGRAM, MasterBench::swap),
        "authorize", new Form(MasterBenchFlags.AUTHORIZE_PROGRAM, MasterBench::authorize));

    private MasterBench() {
    }

    /** @return the exit status */
    static int run(String what, List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        Form form = FORMS.get(what);
        Outcome outcome = form.program.start(args, environment);
        if (!outcome.goesOn()) {
            out.print(outcome.out());
            err.print(outcome.err());
            return outcome.exit().getAsInt();
        }
        try {
            out.println(form.measure.run(outcome.parsed()));
            return 0;
        } catch (IOException e) {
            err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private static String swap(Parsed flags) throws IOException {
        int agents = MasterBenchFlags.AGENTS.get(flags);
        int frameworks = MasterBenchFlags.FRAMEWORKS.get(flags);
        SwapBench.Result result = new SwapBench(Path.of(MasterBenchFlags.SWAP_HOME.get(flags)), agents, frameworks, MasterBenchFlags.SWAPS.get(flags)).run();
        Percentiles pauses = new Percentiles(result.pauses());
        Percentiles before = new Percentiles(result.plansBefore());
        Percentiles after = new Percentiles(result.plansAfter());
        String format = MasterBenchFlags.JSON.get(flags)
            ? "{\"agents\":%d,\"frameworks\":%d,\"swaps\":%d,\"pause_median_ms\":%.2f,\"pause_max_ms\":%.2f,\"plan_before_median_ms\":%.2f,"
                + "\"plan_after_median_ms\":%.2f,\"plan_after_max_ms\":%.2f}"
            : "%d agents, %d frameworks, tasks running; %d swaps: no plan could be made for %.2f ms (median), %.2f ms (max); a plan before took "
                + "%.2f ms (median), the slowest of the first two after %.2f ms (median), %.2f ms (max)";
        return String.format(Locale.ROOT, format, agents, frameworks, pauses.count(), pauses.millis(0.5), pauses.millis(1), before.millis(0.5),
            after.millis(0.5), after.millis(1));
    }

    private static String authorize(Parsed flags) throws IOException {
        int tasks = MasterBenchFlags.TASKS.get(flags);
        List<String> lines = new ArrayList<>();
        for (AuthorizeBench.Reads reads : new AuthorizeBench(Path.of(MasterBenchFlags.AUTHORIZE_HOME.get(flags)), tasks,
                MasterBenchFlags.READS.get(flags)).run()) {
            double plain = new Percentiles(reads.plain()).millis(0.5);
            double judged = new Percentiles(reads.judged()).millis(0.5);
            String format = MasterBenchFlags.JSON.get(flags)
                ? "{\"read\":\"%s\",\"tasks\":%d,\"bytes\":%d,\"plain_median_ms\":%.2f,\"authorized_median_ms\":%.2f,\"added_percent\":%.1f,"
                    + "\"plain_cpu_ms\":%.2f,\"authorized_cpu_ms\":%.2f,\"added_cpu_percent\":%.1f}"
                : "%s of %d tasks (%d bytes): median %.2f ms without rules, %.2f ms authorized by local rules: %+.1f %%; processor time of the "
                    + "master for each: %.2f and %.2f ms: %+.1f %%";
            double plainCpu = (double) reads.plainCpu() / reads.plain().length;
            double judgedCpu = (double) reads.judgedCpu() / reads.judged().length;
            lines.add(String.format(Locale.ROOT, format, reads.what(), tasks, reads.bytes(), plain, judged, 100 * (judged / plain - 1),
                plainCpu, judgedCpu, 100 * (judgedCpu / Math.max(plainCpu, 0.01) - 1)));
        }
        return String.join("\n", lines);
    }
}
