package org.tepui.flags.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tepui.flags.Feature;
import org.tepui.flags.Flag;
import org.tepui.flags.type.FlagType;
import org.tepui.flags.type.FlagTypes;
import org.tepui.flags.type.JsonShape;
import org.tepui.flags.type.JsonType;

/**
 * The flags of the Mesos agent whose features are not built: a table of name, alias, type, default, {@code warn} or {@code refuse}, reason,
 * meaning. When a feature is built its row moves to {@link AgentFlags} as a typed key.
 */
final class LaterFlags {
    private static final String TABLE = "later.tsv";
    private static final int COLUMNS = 7;

    private LaterFlags() {}

    static List<Flag<?>> read() {
        try (InputStream in = LaterFlags.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing beside " + LaterFlags.class.getName());
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()
                .skip(1).map(LaterFlags::flag).collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
    }

    private static Flag<?> flag(String line) {
        String[] row = line.split("\t", -1);
        if (row.length != COLUMNS) {
            throw new IllegalStateException(TABLE + ": not " + COLUMNS + " columns: " + line);
        }
        return flag(row, type(row[2]));
    }

    private static <T> Flag<T> flag(String[] row, FlagType<T> type) {
        Flag.Spec<T> spec = Flag.of(row[0], type).group("not built").means(row[6]);
        if (!row[1].isEmpty()) {
            spec.alias(row[1]);
        }
        if (!row[3].equals("-")) {
            spec.defaultsTo(row[3]);
        }
        return spec.feature(switch (row[4]) {
            case "warn" -> Feature.warn(row[5]);
            case "refuse" -> Feature.refuse(row[5]);
            default -> throw new IllegalStateException(TABLE + ": neither warn nor refuse: " + row[4]);
        }).build();
    }

    private static FlagType<?> type(String word) {
        return switch (word) {
            case "bool" -> FlagTypes.SWITCH;
            case "string" -> FlagTypes.TEXT;
            case "path" -> FlagTypes.PATH;
            case "duration" -> FlagTypes.DURATION;
            case "bytes" -> FlagTypes.BYTES;
            case "double" -> FlagTypes.DECIMAL;
            case "json" -> JsonType.of(JsonShape.any());
            case "texts" -> JsonType.of(JsonShape.texts());
            case "secret" -> JsonType.secret();
            default -> throw new IllegalStateException(TABLE + ": unknown type " + word);
        };
    }
}
