package org.tepui.allocator.hierarchical;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the allocator of the original did with the same calls, in the order of agent ids, is what ours does. */
class GoldenReplayTest {

    /** Offers nothing to a framework that is not active; the original does after a revive or with a new role. */
    private static final List<String> DEVIATE = List.of("activation-06-revive-makes-inactive-eligible", "activation-07-role-added-while-inactive");

    @TestFactory
    List<DynamicTest> recordedScenarios() throws Exception {
        String folder = System.getProperty("tepui.golden-alloc");
        Path root = folder == null ? Path.of(GoldenReplayTest.class.getResource("/golden-alloc").toURI()) : Path.of(folder);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> scenarios = Files.list(root)) {
            for (Path scenario : scenarios.sorted().toList()) {
                if (Files.exists(scenario.resolve("scenario.jsonl"))) {
                    tests.add(DynamicTest.dynamicTest(scenario.getFileName().toString(), () -> replay(scenario)));
                }
            }
        }
        assertTrue(tests.size() > 10, "found " + tests.size() + " scenarios in " + root);
        return tests;
    }

    private static void replay(Path scenario) throws Exception {
        List<String> differences = GoldenScenario.replay(scenario.resolve("scenario.jsonl"));
        boolean deviates = DEVIATE.contains(scenario.getFileName().toString());
        if (deviates ? differences.isEmpty() : !differences.isEmpty()) {
            fail(deviates ? "equal to the original, which is not wanted here" : differences.get(0));
        }
    }
}
