package org.tepui.execute;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.api.resource.ResourceException;
import org.tepui.execute.bench.AuthorizeBench;
import org.tepui.execute.bench.LaunchBench;
import org.tepui.execute.bench.Percentiles;
import org.tepui.execute.bench.StartBench;
import org.tepui.execute.bench.SwapBench;
import org.tepui.execute.http.Address;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;
import org.tepui.flags.Program;

/** {@code tepui bench}: measures launches on a cluster; starts, swaps and authorized reads of a distribution's own master. */
public final class Bench {

    private static final String USAGE = """
        Usage: tepui bench launch --master=HOST:PORT [--count=500] [--json]
               tepui bench start [--tepui=PROGRAM] [--count=5] [--flags='--registry=in_memory'] [--json]
               tepui bench swap [--agents=10000] [--frameworks=1000] [--count=20] [--json]
               tepui bench authorize [--tasks=100000] [--count=20] [--json]
        """;

    private interface Measure {
        String run(Parsed flags) throws IOException;
    }

    private record Form(Program program, Measure measure) {
    }

    private static final SortedMap<String, Form> FORMS = new TreeMap<>(Map.of("launch", new Form(BenchFlags.LAUNCH_PROGRAM, Bench::launch),
        "start", new Form(BenchFlags.START_PROGRAM, Bench::start), "swap", new Form(BenchFlags.SWAP_PROGRAM, Bench::swap),
        "authorize", new Form(BenchFlags.AUTHORIZE_PROGRAM, Bench::authorize)));

    private Bench() {
    }

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), System.getenv(), System.out, System.err));
    }

    /** @return the exit status */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        String what = args.isEmpty() ? "" : args.get(0);
        if (what.equals("--help")) {
            out.print(USAGE);
            return 0;
        }
        if (!FORMS.containsKey(what)) {
            err.print(what.isEmpty() ? USAGE : "bench: '" + what + "' is none of " + String.join(", ", FORMS.keySet()) + "\n");
            return 1;
        }
        Program program = FORMS.get(what).program();
        Outcome outcome = program.start(args.subList(1, args.size()), environment);
        if (!outcome.goesOn()) {
            out.print(outcome.out());
            err.print(outcome.err());
            return outcome.exit().getAsInt();
        }
        try {
            out.println(FORMS.get(what).measure().run(outcome.parsed()));
            return 0;
        } catch (IOException | ResourceException e) {
            err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private static String launch(Parsed flags) throws IOException {
        Percentiles times = new Percentiles(LaunchBench.run(Address.parse(BenchFlags.MASTER.get(flags)), BenchFlags.LAUNCHES.get(flags),
            BenchFlags.RESOURCES.get(flags), BenchFlags.COMMAND.get(flags)));
        String format = BenchFlags.JSON.get(flags)
            ? "{\"launches\":%d,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f}"
            : "%d launches, ACCEPT to TASK_RUNNING: p50 %.2f ms, p99 %.2f ms, max %.2f ms";
        return String.format(Locale.ROOT, format, times.count(), times.millis(0.5), times.millis(0.99), times.millis(1));
    }

    private static String start(Parsed flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(BenchFlags.TEPUI.get(flags), "master"));
        String masterFlags = BenchFlags.MASTER_FLAGS.get(flags).strip();
        if (!masterFlags.isEmpty()) {
            command.addAll(List.of(masterFlags.split("\\s+")));
        }
        StartBench.Result result = new StartBench(command).run(BenchFlags.STARTS.get(flags));
        Percentiles times = new Percentiles(result.nanos());
        long[] rss = result.rssKb().clone();
        Arrays.sort(rss);
        double rssMb = rss[rss.length / 2] / 1024.0;
        String format = BenchFlags.JSON.get(flags)
            ? "{\"starts\":%d,\"median_ms\":%.0f,\"max_ms\":%.0f,\"rss_mb\":%.1f,\"flags\":\"%s\"}"
            : "%d starts with a warm cache, exec to /health: median %.0f ms, max %.0f ms; memory at rest %.1f MB; flags %s";
        return String.format(Locale.ROOT, format, times.count(), times.millis(0.5), times.millis(1), rssMb, masterFlags.replace("\"", "\\\""));
    }

    private static String swap(Parsed flags) throws IOException {
        int agents = BenchFlags.AGENTS.get(flags);
        int frameworks = BenchFlags.FRAMEWORKS.get(flags);
        SwapBench.Result result = new SwapBench(Path.of(BenchFlags.SWAP_HOME.get(flags)), agents, frameworks, BenchFlags.SWAPS.get(flags)).run();
        Percentiles pauses = new Percentiles(result.pauses());
        Percentiles before = new Percentiles(result.plansBefore());
        Percentiles after = new Percentiles(result.plansAfter());
        String format = BenchFlags.JSON.get(flags)
            ? "{\"agents\":%d,\"frameworks\":%d,\"swaps\":%d,\"pause_median_ms\":%.2f,\"pause_max_ms\":%.2f,\"plan_before_median_ms\":%.2f,"
                + "\"plan_after_median_ms\":%.2f,\"plan_after_max_ms\":%.2f}"
            : "%d agents, %d frameworks, tasks running; %d swaps: no plan could be made for %.2f ms (median), %.2f ms (max); a plan before took "
                + "%.2f ms (median), the slowest of the first two after %.2f ms (median), %.2f ms (max)";
        return String.format(Locale.ROOT, format, agents, frameworks, pauses.count(), pauses.millis(0.5), pauses.millis(1), before.millis(0.5),
            after.millis(0.5), after.millis(1));
    }

    private static String authorize(Parsed flags) throws IOException {
        int tasks = BenchFlags.TASKS.get(flags);
        List<String> lines = new ArrayList<>();
        for (AuthorizeBench.Reads reads : new AuthorizeBench(Path.of(BenchFlags.AUTHORIZE_HOME.get(flags)), tasks,
                BenchFlags.READS.get(flags)).run()) {
            double plain = new Percentiles(reads.plain()).millis(0.5);
            double judged = new Percentiles(reads.judged()).millis(0.5);
            String format = BenchFlags.JSON.get(flags)
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
