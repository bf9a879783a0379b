package org.tepui.itest.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A recorded exchange: one JSON object a line, gzipped. Requests, responses and records ({@code t, conn, from, to, kind, headers, body}, the
 * body as base64) and one line a connection ({@code client, server, server_port} and who ended it when).
 */
final class Recording {

    /** @param t seconds from the start */
    record Event(double t, JsonNode line) {
        String text(String field) {
            return line.path(field).asText("");
        }

        byte[] body() {
            return Base64.getDecoder().decode(text("body"));
        }

        boolean isPong() {
            return text("message").endsWith("PongSlaveMessage");
        }

        String header(String name) {
            for (JsonNode each : line.path("headers")) {
                if (each.get(0).asText().equalsIgnoreCase(name)) {
                    return each.get(1).asText();
                }
            }
            return "";
        }

        int connection() {
            return line.get("conn").asInt();
        }
    }

    final List<Event> events = new ArrayList<>();
    final Map<Integer, JsonNode> connections = new LinkedHashMap<>();

    /** The request of each response. */
    final Map<Event, Event> requests = new IdentityHashMap<>();

    /**
     * True when the recorded master never answered: the scheduler closed the connection right behind the request, and whether a master still
     * acts on it is a race.
     */
    boolean unanswered(Event request) {
        return !requests.containsValue(request);
    }

    static Recording load(String name) throws IOException {
        Recording out = new Recording();
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Recording.class.getResourceAsStream("/golden/" + name + ".jsonl.gz")), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = mapper.readTree(line);
                if (node.get("kind").asText().equals("connection")) {
                    out.connections.put(node.get("conn").asInt(), node);
                } else {
                    out.events.add(new Event(node.get("t").asDouble(), node));
                }
            }
        }
        for (JsonNode connection : out.connections.values()) {
            // The master takes notice of an end when it ends its own side too.
            String side = connection.get("client").asText().equals("master") ? "server_fin" : "client_fin";
            if (connection.get(side).isNumber()) {
                out.events.add(new Event(connection.get(side).asDouble(), connection));
            }
        }
        out.events.sort(Comparator.comparingDouble(Event::t));
        out.pair();
        return out;
    }

    /** Answers come in the order of the requests of their connection. */
    private void pair() {
        Map<Integer, Deque<Event>> open = new LinkedHashMap<>();
        for (Event event : events) {
            if (event.text("kind").equals("request")) {
                open.computeIfAbsent(event.connection(), key -> new ArrayDeque<>()).add(event);
            } else if (event.text("kind").equals("response")) {
                requests.put(event, open.get(event.connection()).remove());
            }
        }
    }
}
