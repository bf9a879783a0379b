package org.tepui.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a table of flags with the facts about the Mesos program: name, alias, type, default. */
public final class Tables {
    private static final Map<String, String> WORDS = Map.ofEntries(
        Map.entry("bool", "switch"), Map.entry("string", "text"), Map.entry("int", "whole number"),
        Map.entry("unsigned integer", "unsigned number"), Map.entry("uint16", "port"), Map.entry("double", "number"),
        Map.entry("Duration", "duration"), Map.entry("Bytes", "bytes"), Map.entry("Path", "path"),
        Map.entry("SecurePathOrValue", "secret text"), Map.entry("string or file path with secret", "secret text"),
        Map.entry("comma-separated set of strings", "comma-separated list"), Map.entry("comma-separated list of unsigned integers", "text"),
        Map.entry("JSON object", "JSON object"));

    private Tables() {}

    /** @param otherDefaults flags whose default is ours on purpose */
    public static void assertSame(String resource, FlagTable table, Set<String> otherDefaults) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : lines(resource)) {
            String[] row = line.split("\t", -1);
            Flag<?> flag = table.find(row[0]).orElseThrow(() -> new AssertionError("no flag " + row[0]));
            names.add(row[0]);
            assertEquals(row[1].isEmpty() ? List.of() : List.of(row[1]), flag.aliases(), row[0]);
            assertEquals(WORDS.get(row[2].replace("optional ", "")), flag.type().word(), row[0]);
            if (!otherDefaults.contains(row[0])) {
                assertEquals(row[3].equals("-") ? "-" : printedDefault(row[3], flag), printedDefault(flag), row[0]);
            }
        }
        List<String> others = table.flags().stream().filter(flag -> !names.contains(flag.name())).map(Flag::name).toList();
        assertTrue(table.flags().stream().filter(flag -> others.contains(flag.name())).allMatch(Flag::isOwn),
            "flags that Mesos does not have must be marked as own: " + others);
    }

    private static <T> String printedDefault(String text, Flag<T> flag) {
        return flag.type().print(flag.type().parse(text));
    }

    private static <T> String printedDefault(Flag<T> flag) {
        return flag.defaultValue().map(value -> flag.type().print(value)).orElse("-");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Tables.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        }
    }
}
