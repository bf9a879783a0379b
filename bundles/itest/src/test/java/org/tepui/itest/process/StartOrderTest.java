package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that start in any order make the same master (field case F96); {@code -Dtepui.orders=100} for the long form. */
class StartOrderTest {

    private static final int ORDERS = Integer.getInteger("tepui.orders", 4);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyOrderReachesTheEndOfTheSameSequence() throws Exception {
        long seed = Long.getLong("tepui.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> expected = null;
        for (int i = 0; i < ORDERS; i++) {
            Path dist = shuffled(folder.resolve("dist-" + i), random);
            int port = TepuiProcess.freePort();
            try (TepuiProcess master = TepuiProcess.start(dist, folder, port, Map.of(), "master", "--ip=127.0.0.1", "--port=" + port,
                    "--hostname=localhost", "--registry=in_memory", "--cache_dir=" + folder.resolve("cache-" + i))) {
                master.awaitHealth("/health");
                TepuiProcess.await("the end of the sequence", () -> state(master, "master").equals("DONE"));
                SchedulerClient.awaitRecovery(port);
                List<String> steps = steps(master);
                assertEquals(expected == null ? steps : expected, steps, "seed " + seed);
                expected = steps;
                List<String> faults = master.err().lines().filter(line -> line.startsWith("E") || line.contains("ircular")).toList();
                assertEquals(List.of(), faults, "seed " + seed);
            }
        }
    }

    private static List<String> steps(TepuiProcess master) throws IOException {
        return MAPPER.readTree(master.get("/startup")).path("steps").findValuesAsText("name").stream()
                .map(name -> name + " " + state(master, name)).toList();
    }

    private static String state(TepuiProcess master, String name) {
        try {
            for (JsonNode step : MAPPER.readTree(master.get("/startup")).path("steps")) {
                if (step.path("name").asText().equals(name)) {
                    return step.path("state").asText();
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return "";
    }

    /** The distribution with a start order drawn for each bundle; jars are links to those of the original. */
    private static Path shuffled(Path copy, Random random) throws IOException {
        Files.createDirectories(copy.resolve("features"));
        for (String part : List.of("bin", "conf", "lib")) {
            copy(TepuiProcess.DIST.resolve(part), copy.resolve(part));
        }
        Files.createDirectories(copy.resolve("deploy"));
        Files.createSymbolicLink(copy.resolve("repository"), TepuiProcess.DIST.resolve("repository"));
        Files.copy(TepuiProcess.DIST.resolve("VERSION"), copy.resolve("VERSION"));
        try (Stream<Path> features = Files.list(TepuiProcess.DIST.resolve("features"))) {
            for (Path feature : features.sorted().toList()) {
                JsonNode json = MAPPER.readTree(feature.toFile());
                json.path("bundles").forEach(bundle -> ((ObjectNode) bundle).put("start-order", 1 + random.nextInt(50)));
                MAPPER.writeValue(copy.resolve("features").resolve(feature.getFileName()).toFile(), json);
            }
        }
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
