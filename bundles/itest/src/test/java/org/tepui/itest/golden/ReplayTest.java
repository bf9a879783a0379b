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
        assertEquals(List.of(), replay("01", event -> true, 20, "--agent_ping_timeout=1secs", "--max_agent_ping_timeouts=3"));
    }

    @Test
    void aProtobufSchedulerRunsItsCommandTasksAsRecorded() throws Exception {
        assertEquals(List.of(), replay("03", played("03"), 50));
    }

    @Test
    void aJsonSchedulerSeesTheRecordedEventsInEveryCallOfThisRelease() throws Exception {
        assertEquals(List.of(), replay("04", played("04"), 90, "--allocation_interval=100ms"));
    }

    private List<String> replay(String name, Predicate<Recording.Event> played, int atLeast, String... flags) throws Exception {
        try (TepuiProcess master = TepuiProcess.master(folder, flags); Replay replay = new Replay(Recording.load(name), master.port())) {
            List<String> differences = replay.run(played);
            assertTrue(master.isAlive(), master.err());
            assertTrue(replay.compared() >= atLeast || !differences.isEmpty(), "only " + replay.compared() + " compared");
            return differences;
        }
    }

    /** What stands in leftout.txt isn't played: {@code recording from-second to-second reason}. */
    private static Predicate<Recording.Event> played(String name) throws Exception {
        List<double[]> out = new ArrayList<>();
        for (String line : leftOut()) {
            String[] words = line.split(" ", 4);
            if (words[0].equals(name)) {
                out.add(new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])});
            }
        }
        return event -> !event.text("message").contains("PingSlave")
                && out.stream().noneMatch(range -> event.t() >= range[0] && event.t() <= range[1]);
    }

    private static List<String> leftOut() throws Exception {
        try (InputStream in = ReplayTest.class.getResourceAsStream("/golden/leftout.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.matches("\\d\\d \\d.*")).toList();
        }
    }
}
