package org.tepui.execute.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Swaps the allocator of a master of its own, there and back, while a herd of another process runs tasks on it. Measured: the pause that the
 * master records (no plan can be made, so no offer), and the first plan after it, which is the new policy's first look at the cluster.
 */
public final class SwapBench {

    private static final String MODULES = "/tepui/modules";
    private static final String RUNS = "allocator/mesos/allocation_runs";
    private static final String RUN = "allocator/mesos/allocation_run_ms";
    private static final String[] POLICIES = {"binpack", "hierarchical"};
    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final Duration STEP_MAX = Duration.ofMinutes(2);
    private static final long SETTLE_MS = 300;
    private static final SortedMap<String, String> PLAIN = new TreeMap<>();
    private static final SortedMap<String, String> JSON = new TreeMap<>(Map.of("Content-Type", "application/json"));

    /**
     * @param pauses of each swap @param plansBefore the last plan before each @param plansAfter the first plan after each; nanoseconds
     */
    public record Result(long[] pauses, long[] plansBefore, long[] plansAfter) {
    }

    private final Path home;
    private final int agents;
    private final int frameworks;
    private final int swaps;

    /** @param home of the distribution: its master, its herd, and binpack from its examples */
    public SwapBench(Path home, int agents, int frameworks, int swaps) {
        this.home = home;
        this.agents = agents;
        this.frameworks = frameworks;
        this.swaps = swaps;
    }

    /** @throws IOException one line when the master or the herd ends, or a swap is not done */
    public Result run() throws IOException {
        String tepui = home.resolve("bin").resolve("tepui").toString();
        Path jar = home.resolve("examples").resolve("allocator-binpack.jar");
        if (!Files.exists(jar)) {
            throw new IOException("there is no " + jar + "; name the folder of a distribution with --home");
        }
        try (LocalMaster master = LocalMaster.start(tepui, List.of(jar), List.of("--quiet", "--no-publish_per_framework_metrics"));
                Child herd = Child.start(List.of(tepui, "herd", "--master=127.0.0.1:" + master.port(), "--agents=" + agents,
                    "--frameworks=" + frameworks, "--tasks=1", "--task_seconds=60", "--seconds=36000", "--deadline_seconds=600", "--quiet"))) {
            master.await(agents + " agents, " + frameworks + " frameworks and a task on most agents", START_MAX, () -> {
                herd.alive("the herd");
                return master.metric("master/slaves_active", PLAIN) >= agents && master.metric("master/frameworks_active", PLAIN) >= frameworks
                    && master.metric("master/tasks_running", PLAIN) >= agents / 2.0;
            });
            Result result = new Result(new long[swaps], new long[swaps], new long[swaps]);
            for (int i = 0; i < swaps; i++) {
                herd.alive("the herd");
                swap(master, i, result);
            }
            return result;
        }
    }

    private static void swap(LocalMaster master, int round, Result result) throws IOException {
        Child.sleep(SETTLE_MS);
        result.plansBefore[round] = nanos(master.metric(RUN, PLAIN));
        double runs = master.metric(RUNS, PLAIN);
        String name = POLICIES[round % 2];
        LocalMaster.Reply reply = master.post(MODULES, JSON, ("{\"action\":\"swap\",\"kind\":\"allocator\",\"names\":[\"" + name
            + "\"],\"why\":\"bench\"}").getBytes(StandardCharsets.UTF_8));
        if (reply.status() != 200 || !(LocalMaster.object(reply.text()).get("pause_ns") instanceof Number pause)) {
            throw new IOException("the swap to " + name + " was answered " + reply.status() + ": " + reply.text());
        }
        result.pauses[round] = pause.longValue();
        // One plan may have been under way, or the first after the swap may be over already: the longest of both counts.
        List<Double> plans = new ArrayList<>();
        master.await("a plan by " + name, STEP_MAX, () -> {
            double now = master.metric(RUNS, PLAIN);
            if (now > runs) {
                plans.add(master.metric(RUN, PLAIN));
            }
            return now >= runs + 2;
        });
        result.plansAfter[round] = nanos(plans.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }
}
