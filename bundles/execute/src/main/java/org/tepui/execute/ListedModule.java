package org.tepui.execute;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One module of the answer of {@code GET /tepui/modules}: its row, its JSON, and the evidence of its faults. */
record ListedModule(Map<?, ?> fields) {

    static final List<String> COLUMNS = List.of("kind", "name", "bundle", "version", "state");
    private static final String QUARANTINED = "quarantined";

    List<String> row() {
        return COLUMNS.stream().map(this::text).toList();
    }

    private String text(String field) {
        return String.valueOf(fields.get(field));
    }

    private List<Map<?, ?>> faults() {
        List<Map<?, ?>> faults = new ArrayList<>();
        if (fields.get("faults") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> fault) {
                    faults.add(fault);
                }
            }
        }
        return faults;
    }

    /**
     * The columns; why it is quarantined, and what it did wrong, where that is so.
     *
     * @param differs what runs of its kind is not what flags and {@code conf/} say
     */
    String json(boolean differs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (String column : COLUMNS) {
                json.writeStringField(column, text(column));
            }
            json.writeBooleanField("differs", differs);
            if (text("state").equals(QUARANTINED)) {
                json.writeStringField("reason", text("reason"));
            }
            if (!faults().isEmpty()) {
                json.writeArrayFieldStart("faults");
                for (Map<?, ?> fault : faults()) {
                    write(json, fault);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Map<?, ?> fault) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fault.entrySet()) {
            json.writeFieldName(String.valueOf(field.getKey()));
            if (field.getValue() instanceof List<?> lines) {
                json.writeStartArray();
                for (Object line : lines) {
                    json.writeString(String.valueOf(line));
                }
                json.writeEndArray();
            } else if (field.getValue() instanceof Number number) {
                json.writeNumber(number.longValue());
            } else {
                json.writeString(String.valueOf(field.getValue()));
            }
        }
        json.writeEndObject();
    }

    /** Lines below the table: nothing for a module that never failed. */
    List<String> evidence() {
        List<String> lines = new ArrayList<>();
        if (text("state").equals(QUARANTINED)) {
            lines.add("");
            lines.add(text("kind") + " " + text("name") + ": " + text("reason"));
        } else if (!faults().isEmpty()) {
            lines.add("");
            lines.add(text("kind") + " " + text("name") + " has failed:");
        }
        for (Map<?, ?> fault : faults()) {
            lines.add("  " + when(fault) + " " + fault.get("call") + (String.valueOf(fault.get("input")).isEmpty() ? "" : " (" + fault.get("input") + ")")
                    + " " + fault.get("cause") + ": " + fault.get("detail") + took(fault));
            if (fault.get("stack") instanceof List<?> stack) {
                stack.forEach(frame -> lines.add("      at " + frame));
            }
        }
        return lines;
    }

    private static String when(Map<?, ?> fault) {
        return Instant.ofEpochSecond(0, number(fault, "time_ns")).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String took(Map<?, ?> fault) {
        long took = number(fault, "took_ns");
        return took == 0 ? "" : " after " + TimeUnit.NANOSECONDS.toMillis(took) + " ms, " + TimeUnit.NANOSECONDS.toMillis(number(fault, "cpu_ns"))
                + " ms of CPU time";
    }

    private static long number(Map<?, ?> fault, String field) {
        return fault.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
