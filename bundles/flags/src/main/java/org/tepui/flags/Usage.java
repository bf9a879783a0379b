package org.tepui.flags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of {@code --help}: one entry a flag in the order of names, explanations in a second column. */
public final class Usage {
    private static final int GAP = 5;
    private static final int TEXT_WIDTH = 72;

    private Usage() {}

    /** Usage of a program; ends with a line end. */
    public static String render(FlagTable table, String programName) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Flag<?> flag : table.flags()) {
            entries.put(entry(flag), text(flag));
        }
        int column = GAP + entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder out = new StringBuilder("Usage: ").append(programName).append(" [options]\n\n");
        entries.forEach((entry, text) -> {
            String left = entry;
            for (String line : wrap(text)) {
                out.append((left + " ".repeat(column - left.length()) + line).stripTrailing()).append('\n');
                left = "";
            }
        });
        return out.toString();
    }

    private static String entry(Flag<?> flag) {
        String before = flag.type().isSwitch() ? "--[no-]" : "--";
        String after = flag.type().isSwitch() ? "" : "=VALUE";
        StringBuilder out = new StringBuilder("  ").append(before).append(flag.name()).append(after);
        flag.aliases().forEach(alias -> out.append(", ").append(before).append(alias).append(after));
        return out.toString();
    }

    private static String text(Flag<?> flag) {
        StringBuilder out = new StringBuilder(flag.meaning());
        switch (flag.feature().state()) {
            case BUILT -> { }
            case WARN -> out.append(" [accepted without effect: ").append(flag.feature().reason()).append(']');
            case REFUSE -> out.append(" [refused: ").append(flag.feature().reason()).append(']');
        }
        return out.append(shownDefault(flag)).toString();
    }

    private static <T> String shownDefault(Flag<T> flag) {
        return flag.isRequired() ? " (required)"
            : flag.defaultValue().map(value -> " (default: " + flag.type().print(value) + ")").orElse("");
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > TEXT_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
