package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tepui.api.module.ModuleKind;

/**
 * The body of {@code POST /tepui/modules}.
 *
 * @param action {@code swap}, {@code quarantine} or {@code release}
 * @param names one, except for a swap of a kind that takes several; none for a swap of a kind that can do without
 * @param why empty when not given
 */
record ModuleCall(String action, ModuleKind kind, List<String> names, String why) {

    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final List<String> ACTIONS = List.of("swap", "quarantine", "release");
    private static final JsonFactory FACTORY = new JsonFactory();

    /** @throws IllegalArgumentException one line that says what is wrong */
    static ModuleCall parse(byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            throw new IllegalArgumentException("The body is larger than " + BODY_BYTES_MAX + " bytes");
        }
        String action = null;
        String kind = null;
        String why = "";
        List<String> names = null;
        try (JsonParser json = FACTORY.createParser(body)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "The body must be a JSON object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "action" -> action = text(json, field);
                    case "kind" -> kind = text(json, field);
                    case "why" -> why = text(json, field);
                    case "name" -> names = and(names, List.of(text(json, field)));
                    case "names" -> names = and(names, texts(json));
                    default -> throw new IllegalArgumentException("There is no field '" + field + "'; known are action, kind, names, name, why");
                }
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null, "The body must be one JSON object");
        } catch (IOException e) {
            throw new IllegalArgumentException("The body is not JSON: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
        return checked(action, kind, names, why);
    }

    private static ModuleCall checked(String action, String kindText, List<String> names, String why) {
        expect(action != null && ACTIONS.contains(action), "The field action must be one of " + String.join(", ", ACTIONS));
        ModuleKind kind = ModuleKind.of(kindText == null ? "" : kindText).orElse(null);
        if (kind == null) {
            throw new IllegalArgumentException("There is no kind '" + (kindText == null ? "" : kindText) + "'; known are "
                    + String.join(", ", List.of(ModuleKind.values()).stream().map(ModuleKind::text).toList()));
        }
        expect(names != null, action.equals("swap") ? "The field names is missing" : "The field name is missing");
        expect(action.equals("swap") || names.size() == 1, "One module at a time can be quarantined or released");
        expect(why.lines().count() <= 1, "The field why must be one line");
        return new ModuleCall(action, kind, List.copyOf(names), why);
    }

    private static List<String> and(List<String> names, List<String> more) {
        List<String> all = new ArrayList<>(names == null ? List.of() : names);
        all.addAll(more);
        return all;
    }

    private static List<String> texts(JsonParser json) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "The field names must be an array of text");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(json, "names"));
        }
        return texts;
    }

    private static String text(JsonParser json, String field) throws IOException {
        expect(json.currentToken() == JsonToken.VALUE_STRING, "The field " + field + " must be text");
        return json.getText();
    }

    private static void expect(boolean holds, String line) {
        if (!holds) {
            throw new IllegalArgumentException(line);
        }
    }
}
