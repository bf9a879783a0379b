package org.tepui.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.flags.master.MasterFlags;

/**
 * Recorded runs of a real {@code mesos-master} (runs.tsv): exit status, and the flag named in its error. 14-NNN are runs that ended,
 * 14k-NNN runs that kept going, 17-NNN and 17k-NNN the same from another recording. Where Tepui does otherwise, differences.tsv says what
 * it does and why; a row there that is no difference any more fails too.
 */
final class GoldenRunsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path files;

    private record Run(String id, List<String> args, Map<String, String> env, String outcome, String flag) {}

    private record Difference(String ours, String reason) {}

    @BeforeAll
    static void copyFilesThatArgumentsName() throws IOException {
        Path golden = golden("");
        try (Stream<Path> all = Files.walk(golden)) {
            for (Path file : all.sorted().toList()) {
                Path target = files.resolve(golden.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Files.createFile(files.resolve("14/notdir"));
        Files.createDirectories(files.resolve("14/mods"));
        Files.writeString(files.resolve("14/mods/a.json"), "{\"libraries\":[{\"file\":\"/no/such.so\"}]}");
        Files.createDirectories(files.resolve("17/mods-empty"));
    }

    @Test
    void everyRecordedRunEndsAlikeOrItsDifferenceIsListed() throws IOException {
        Map<String, Difference> differences = differences();
        List<String> wrong = new ArrayList<>();
        List<Run> runs = runs();
        for (Run run : runs) {
            String ours = outcome(run);
            Difference difference = differences.remove(run.id());
            if (difference == null && !isAlike(run, ours)) {
                wrong.add(run.id() + "\t" + ours + "\t<reason>   recorded: " + run.outcome() + " " + run.flag() + "  " + run.args() + run.env());
            } else if (difference != null && isAlike(run, ours)) {
                wrong.add(run.id() + " is no difference any more, remove its row");
            } else if (difference != null && !difference.ours().equals(ours)) {
                wrong.add(run.id() + " is listed as '" + difference.ours() + "', but is '" + ours + "'");
            } else if (difference != null && difference.reason().isBlank()) {
                wrong.add(run.id() + " has no reason");
            }
        }
        differences.keySet().forEach(id -> wrong.add(id + " is listed, but there is no such run"));
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
        assertEquals(172, runs.stream().filter(run -> run.id().startsWith("14-")).count());
        assertEquals(325, runs.size());
    }

    @Test
    void everyDifferenceIsDocumented() throws IOException {
        String doc = Files.readString(Path.of("../../docs/flags.md"));
        differences().forEach((id, difference) -> {
            String row = doc.lines().filter(line -> line.startsWith("| " + id + " |")).findFirst().orElse("");
            assertTrue(row.endsWith("| " + difference.ours() + " | " + difference.reason() + " |"), () -> "docs/flags.md lacks " + id);
        });
        assertEquals(differences().size(), doc.lines().filter(line -> line.matches("\\| 1[47]k?-[0-9]{3} \\|.*")).count());
    }

    @Test
    void everyErrorIsOneLineWithoutControlCharacters() throws IOException {
        for (Run run : runs()) {
            for (FlagError error : MasterFlags.PROGRAM.start(here(run.args()), run.env()).errors()) {
                assertTrue(error.line().chars().noneMatch(c -> c < ' '), () -> run.id() + ": " + error.line());
            }
        }
    }

    private static String outcome(Run run) {
        List<String> args = here(run.args());
        Outcome outcome = MasterFlags.PROGRAM.start(args, run.env());
        List<FlagError> errors = new ArrayList<>(outcome.errors());
        if (outcome.goesOn()) {
            NetworkSettings.resolve(outcome.parsed(), MasterFlags.PORT, run.env(), errors);
        }
        if (!errors.isEmpty()) {
            return "exit 1 " + errors.get(0).flag().toLowerCase(java.util.Locale.ROOT);
        }
        return outcome.goesOn() ? "runs" : "exit " + outcome.exit().getAsInt();
    }

    private static boolean isAlike(Run run, String ours) {
        return run.flag().isEmpty() ? run.outcome().equals(ours)
            : Arrays.stream(run.flag().split("\\|")).anyMatch(flag -> ours.equals(run.outcome() + " " + flag));
    }

    private static List<String> here(List<String> args) {
        return args.stream().map(arg -> arg.replace("/var/g/14/", files + "/14/").replace("/g/17", files + "/17")).toList();
    }

    private static List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String[] row : rows("runs.tsv", 5)) {
            @SuppressWarnings("unchecked")
            Run run = new Run(row[0], JSON.readValue(row[1], List.class), JSON.readValue(row[2], Map.class), row[3], row[4]);
            runs.add(run);
        }
        return runs;
    }

    private static Map<String, Difference> differences() throws IOException {
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (String[] row : rows("differences.tsv", 3)) {
            differences.put(row[0], new Difference(row[1], row[2]));
        }
        return differences;
    }

    private static List<String[]> rows(String file, int columns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(golden(file), StandardCharsets.UTF_8).stream().skip(1).toList()) {
            String[] row = line.split("\t", -1);
            assertEquals(columns, row.length, line);
            rows.add(row);
        }
        return rows;
    }

    private static Path golden(String file) {
        try {
            return Path.of(GoldenRunsTest.class.getResource("/golden/" + file).toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
