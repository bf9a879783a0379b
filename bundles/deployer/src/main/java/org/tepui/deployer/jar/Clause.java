package org.tepui.deployer.jar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of a manifest header: {@code a;b;attribute=x;directive:="y"}.
 *
 * @param names the paths before the first attribute
 * @param attributes in the order of the header, typed attributes ({@code name:List<String>}) without their type
 * @param directives in the order of the header
 */
record Clause(List<String> names, Map<String, String> attributes, Map<String, String> directives) {

    /** Reads a header; null or empty gives no clause. Never fails: what makes no sense is left to the framework to refuse. */
    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String text : split(header == null ? "" : header, ',')) {
            if (!text.isBlank()) {
                clauses.add(clause(text));
            }
        }
        return clauses;
    }

    private static Clause clause(String text) {
        List<String> names = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                names.add(part.strip());
            } else if (part.charAt(Math.max(0, equals - 1)) == ':') {
                directives.put(part.substring(0, equals - 1).strip(), unquoted(part.substring(equals + 1)));
            } else {
                String name = part.substring(0, equals);
                int type = name.indexOf(':');
                attributes.put((type < 0 ? name : name.substring(0, type)).strip(), unquoted(part.substring(equals + 1)));
            }
        }
        return new Clause(List.copyOf(names), attributes, directives);
    }

    private static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
    }

    /** Splits outside of quotes. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
