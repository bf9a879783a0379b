package org.tepui.execute;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tepui.api.resource.ResourceException;
import org.tepui.execute.bench.DeployBench;
import org.tepui.execute.bench.LaunchBench;
import org.tepui.execute.bench.Percentiles;
import org.tepui.execute.bench.StartBench;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.TlsSetup;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;
import org.tepui.flags.Program;
import org.tepui.flags.tls.Tls;

/** {@code tepui bench}: measures launches on a cluster; starts of a distribution's master, and plugins dropped into it. */
public final class Bench {

    private static final String USAGE = """
        Usage: tepui bench launch --master=HOST:PORT [--count=500] [--json]
               tepui bench start [--tepui=PROGRAM] [--count=5] [--flags='--registry=in_memory'] [--json]
               tepui bench deploy [--tepui=PROGRAM] [--jar=FILE] [--count=10] [--flags='--registry=in_memory'] [--json]
        """;
    private static final Map<String, Program> PROGRAMS = Map.of("launch", BenchFlags.LAUNCH_PROGRAM, "start", BenchFlags.START_PROGRAM,
        "deploy", BenchFlags.DEPLOY_PROGRAM);

    private Bench() {
    }

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), System.getenv(), System.out, System.err));
    }

    /** @return the exit status */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        String what = args.isEmpty() ? "" : args.get(0);
        if (MasterBench.FORMS.containsKey(what)) {
            return MasterBench.run(what, args.subList(1, args.size()), environment, out, err);
        }
        if (what.equals("--help")) {
            out.print(USAGE + MasterBench.USAGE);
            return 0;
        }
        if (!PROGRAMS.containsKey(what)) {
            err.print(what.isEmpty() ? USAGE : "bench: there is no '" + what + "'; see --help\n");
            return 1;
        }
        Outcome outcome = PROGRAMS.get(what).start(args.subList(1, args.size()), environment);
        if (!outcome.goesOn()) {
            out.print(outcome.out());
            err.print(outcome.err());
            return outcome.exit().getAsInt();
        }
        try {
            Optional<Tls> tls = TlsSetup.of(environment, err);
            out.println(switch (what) {
                case "launch" -> launch(outcome.parsed(), tls);
                case "start" -> start(outcome.parsed(), tls);
                default -> deploy(outcome.parsed(), tls);
            });
            return 0;
        } catch (IOException | ResourceException e) {
            err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private static String launch(Parsed flags, Optional<Tls> tls) throws IOException {
        Percentiles times = new Percentiles(LaunchBench.run(Address.parse(BenchFlags.MASTER.get(flags)).with(tls), BenchFlags.LAUNCHES.get(flags),
            BenchFlags.RESOURCES.get(flags), BenchFlags.COMMAND.get(flags)));
        String format = BenchFlags.JSON.get(flags)
            ? "{\"launches\":%d,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f}"
            : "%d launches, ACCEPT to TASK_RUNNING: p50 %.2f ms, p99 %.2f ms, max %.2f ms";
        return String.format(Locale.ROOT, format, times.count(), times.millis(0.5), times.millis(0.99), times.millis(1));
    }

    private static List<String> master(Parsed flags) {
        List<String> command = new ArrayList<>(List.of(BenchFlags.TEPUI.get(flags), "master"));
        String masterFlags = BenchFlags.MASTER_FLAGS.get(flags).strip();
        if (!masterFlags.isEmpty()) {
            command.addAll(List.of(masterFlags.split("\\s+")));
        }
        return command;
    }

    private static String deploy(Parsed flags, Optional<Tls> tls) throws IOException {
        Percentiles times = new Percentiles(new DeployBench(master(flags), Path.of(BenchFlags.JAR.get(flags)), tls)
            .run(BenchFlags.DEPLOYS.get(flags)));
        String format = BenchFlags.JSON.get(flags)
            ? "{\"deployments\":%d,\"p50_ms\":%.0f,\"p99_ms\":%.0f,\"max_ms\":%.0f}"
            : "%d deployments, jar dropped to module listed: p50 %.0f ms, p99 %.0f ms, max %.0f ms";
        return String.format(Locale.ROOT, format, times.count(), times.millis(0.5), times.millis(0.99), times.millis(1));
    }

    private static String start(Parsed flags, Optional<Tls> tls) throws IOException {
        String masterFlags = BenchFlags.MASTER_FLAGS.get(flags).strip();
        StartBench.Result result = new StartBench(master(flags), tls).run(BenchFlags.STARTS.get(flags));
        Percentiles times = new Percentiles(result.nanos());
        long[] rss = result.rssKb().clone();
        Arrays.sort(rss);
        double rssMb = rss[rss.length / 2] / 1024.0;
        String format = BenchFlags.JSON.get(flags)
            ? "{\"starts\":%d,\"median_ms\":%.0f,\"max_ms\":%.0f,\"rss_mb\":%.1f,\"flags\":\"%s\"}"
            : "%d starts with a warm cache, exec to /health: median %.0f ms, max %.0f ms; memory at rest %.1f MB; flags %s";
        return String.format(Locale.ROOT, format, times.count(), times.millis(0.5), times.millis(1), rssMb, masterFlags.replace("\"", "\\\""));
    }
}
