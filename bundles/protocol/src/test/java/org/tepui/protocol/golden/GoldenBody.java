package org.tepui.protocol.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One body as it went over the wire in a recording of real Mesos processes, content encoding removed.
 *
 * @param from master, agent, scheduler, executor, operator or unknown; sorted: a document of the master whose keys are sorted
 * @param type full protobuf name; mesos.v1.* for bodies of the v1 API
 */
record GoldenBody(String scenario, int line, String type, boolean json, String from, byte[] bytes) {

    static List<GoldenBody> all() throws IOException {
        List<GoldenBody> bodies = new ArrayList<>();
        for (Map<?, ?> row : rows("bodies.jsonl.gz")) {
            bodies.add(new GoldenBody((String) row.get("scenario"), (Integer) row.get("line"), (String) row.get("type"),
                    "json".equals(row.get("encoding")), (String) row.get("from"), Base64.getDecoder().decode((String) row.get("body"))));
        }
        return bodies;
    }

    static List<Map<?, ?>> rows(String resource) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Map<?, ?>> rows = new ArrayList<>();
        try (InputStream in = GoldenBody.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(mapper.readValue(line, Map.class));
            }
        }
        return rows;
    }

    boolean v1() {
        return type.startsWith("mesos.v1.");
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return scenario + ":" + line + " " + type + (json ? " JSON" : " protobuf") + " from " + from;
    }
}
