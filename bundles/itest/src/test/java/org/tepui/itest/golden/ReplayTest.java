package org.tepui.itest.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/** Tepui says what the recorded master said. */
class ReplayTest {

    @TempDir
    Path folder;

    @Test
    void agentsRegisterArePingedAndLeaveAsRecorded() throws Exception {
        assertEquals(List.of(), replay("01", event -> true, 15, "--agent_ping_timeout=1secs", "--max_agent_ping_timeouts=3"));
    }

    @Test
    void aProtobufSchedulerRunsItsCommandTasksAsRecorded() throws Exception {
        assertEquals(List.of(), replay("03", played("03"), 35));
    }

    @Test
    void aJsonSchedulerSeesTheRecordedEventsInEveryCallOfThisRelease() throws Exception {
        assertEquals(List.of(), replay("04", played("04"), 83, "--allocation_interval=100ms"));
    }

    private List<String> replay(String name, Predicate<Recording.Event> played, int atLeast, String... flags) throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder, flags); Replay replay = new Replay(Recording.load(name), master.port())) {
            // A played agent registers once, a real one again and again: so the master must lead by now.
            TepuiProcess.await("the master's lead", () -> master.get("/state").contains("\"leader\":\"master@"));
            List<String> differences = replay.run(played);
            assertTrue(master.isAlive(), master.err());
            assertTrue(replay.compared() >= atLeast || !differences.isEmpty(), "only " + replay.compared() + " were compared");
            return differences;
        }
    }

    /** Whoever adds a call to the release takes its range out of the table below, and its lines out of the list. */
    @Test
    void theStepsLeftOutAreTheListedOnes() throws Exception {
        List<String> out = new ArrayList<>();
        for (String name : List.of("03", "04")) {
            for (Recording.Event event : Recording.load(name).events) {
                LeftOut range = LeftOut.of(name, event);
                if (range != null && event.text("kind").equals("request") && List.of("scheduler", "operator").contains(event.text("from"))) {
                    String step = event.text("step").isEmpty() ? event.text("call") : event.text("step");
                    out.add(name + " " + event.t() + " " + step + ": " + range.reason);
                }
            }
        }
        try (InputStream in = ReplayTest.class.getResourceAsStream("/golden/leftout.txt")) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), out);
        }
    }

    private static Predicate<Recording.Event> played(String name) {
        return event -> !event.text("message").contains("PingSlave") && LeftOut.of(name, event) == null;
    }

    /** A stretch of a recording that needs what this release doesn't have; from and to in seconds. */
    private record LeftOut(String recording, double from, double to, String reason) {

        private static final List<LeftOut> ALL = List.of(
                new LeftOut("03", 2.60, 4.00, "LAUNCH_GROUP isn't built"),
                new LeftOut("04", 4.02, 4.595, "LAUNCH_GROUP isn't built, or follows from it"),
                new LeftOut("04", 4.595, 6.25, "operations aren't built, or follows from them"),
                new LeftOut("04", 6.25, 11.985, "custom executors and SHUTDOWN aren't replayed yet"),
                new LeftOut("04", 11.985, 13.90, "UPDATE_FRAMEWORK and maintenance aren't replayed yet"));

        static LeftOut of(String recording, Recording.Event event) {
            return ALL.stream().filter(each -> each.recording.equals(recording) && event.t() >= each.from && event.t() < each.to)
                    .findFirst().orElse(null);
        }
    }
}
