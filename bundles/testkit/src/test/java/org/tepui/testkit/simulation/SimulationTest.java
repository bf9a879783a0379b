package org.tepui.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long SEEDS = Long.getLong("tepui.seeds", 200);

    /** What has to have happened over all seeds: without it, they say nothing about it. */
    private static final List<String> OCCURS = List.of("input RegisterSlaveMessage", "input ReregisterSlaveMessage",
            "input UnregisterSlaveMessage", "input UpdateSlaveMessage", "input StatusUpdateMessage", "input PongSlaveMessage",
            "input PeerExited", "input Subscribe", "input StreamClosed", "input Stored", "input Planned", "input PlanFailed",
            "input TimerFired", "input Elected", "input ACCEPT", "input DECLINE", "input REVIVE", "input SUPPRESS", "input KILL",
            "input ACKNOWLEDGE", "input RECONCILE", "input MESSAGE", "input SHUTDOWN", "input TEARDOWN",
            "input OperatorCall", "input ExitedExecutorMessage", "input ExecutorToFrameworkMessage", "message RunTaskMessage",
            "message KillTaskMessage", "message FrameworkToExecutorMessage", "message ShutdownExecutorMessage", "message PingSlaveMessage", "message SlaveRegisteredMessage", "message SlaveReregisteredMessage",
            "message StatusUpdateAcknowledgementMessage", "message ShutdownFrameworkMessage", "message UpdateFrameworkMessage",
            "event SUBSCRIBED", "event OFFERS", "event RESCIND", "event UPDATE", "event HEARTBEAT", "event ERROR", "event FAILURE",
            "event MESSAGE", "reply 200", "reply 202", "reply 400", "subscription given up", "fault link broken",
            "fault message lost with its connection", "fault agent unreachable", "fault agent restarted", "fault agent unregistered",
            "fault slow authorization", "fault call repeated", "fault operator teardown", "fault slow storage",
            "fault failed storage", "fault slow plan", "fault failed plan", "fault stream closed", "fault scheduler failover",
            "fault teardown", "fault leader crashed", "fault leader died", "fault acknowledgement forgotten",
            "change allocator done", "change allocator refused", "change authorizer done", "change authorizer refused",
            "allocator START_THROWS", "allocator START_HANGS", "allocator PLAN_THROWS", "allocator PLAN_HANGS", "allocator APPLY_THROWS",
            "allocator APPLY_HANGS", "allocator STOP_THROWS", "allocator STOP_HANGS", "plan refused", "quarantine for faults",
            "swap while a plan is made", "swap while a plan is on its way", "authorizer gap", "judged while the authorizer changed",
            "verdict granted", "verdict denied", "verdict mixed");

    @Test
    void everySeedKeepsTheInvariantsAndComesToRest() throws IOException {
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        Coverage all = new Coverage();
        LongStream.rangeClosed(1, SEEDS).parallel().forEach(seed -> {
            try {
                Result result = Simulation.run(seed, Options.standard());
                assertTrue(result.steps() >= 5_000 && result.faults() >= 100, "seed " + seed + " did too little: " + result);
                synchronized (all) {
                    all.add(result.coverage());
                }
            } catch (RuntimeException | Error e) {
                failures.add("seed " + seed + ": " + e + " (bundles/testkit/simulate --seed=" + seed + ")");
            }
        });
        // The build prints it: what a run of tests prints goes to files.
        Files.writeString(Path.of("target", "simulation-coverage.txt"), all.table());
        assertEquals(List.of(), List.copyOf(failures));
        for (String kind : OCCURS) {
            assertTrue(all.of(kind) > 0, "never seen: " + kind);
        }
    }

    @Test
    void oneSeedIsOneHistory() {
        Options options = new Options(1_500, 20, 4, 3);
        String hash = Simulation.run(7, options).hash();
        assertEquals(hash, Simulation.run(7, options).hash());
        assertNotEquals(hash, Simulation.run(8, options).hash());
    }

    @Test
    void anotherJvmHasTheSameHistory() throws Exception {
        ByteArrayOutputStream here = new ByteArrayOutputStream();
        String[] arguments = {"--seed=11", "--steps=1500", "--faults=20"};
        assertEquals(0, Main.run(arguments, new PrintStream(here, true, StandardCharsets.UTF_8)));
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=0", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), arguments[0], arguments[1], arguments[2])
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String there = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, other.waitFor(), there);
        assertEquals(here.toString(StandardCharsets.UTF_8), there);
        assertTrue(there.contains("hash "), there);
    }

    @Test
    void aSeedThatFailsInAnyWayIsNamed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = Main.run(5, 3, seed -> {
            if (seed == 6) {
                throw new IndexOutOfBoundsException("a bug of the line");
            }
            return Simulation.run(seed, new Options(50, 1, 2, 1));
        }, " --steps=50", new PrintStream(out, true, StandardCharsets.UTF_8));
        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, status);
        assertTrue(told.contains("seed 6 FAILED: java.lang.IndexOutOfBoundsException: a bug of the line"), told);
        assertTrue(told.contains("--seed=6 --steps=50"), told);
        assertTrue(told.contains("3 seeds, 1 failures"), told);
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(1, Main.run(new String[] {"--seeds=many"}, new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("'--seeds=many' is not understood"));
    }
}
