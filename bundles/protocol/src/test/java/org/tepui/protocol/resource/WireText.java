package org.tepui.protocol.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.Resource;

/** JSON of resource messages, for tests. */
final class WireText {
    private WireText() {
    }

    static List<Resource> list(String json) throws ProtocolException {
        return ProtoJson.V0.parseList(json.getBytes(StandardCharsets.UTF_8), Resource.getDefaultInstance());
    }

    /** One resource, single quotes for double ones. */
    static Resource one(String json) throws ProtocolException {
        return list("[" + json.replace('\'', '"') + "]").get(0);
    }

    static String print(Resource resource) {
        return new String(ProtoJson.V0.print(resource), StandardCharsets.UTF_8);
    }

    static String print(List<Resource> resources) {
        return resources.stream().map(WireText::print).collect(Collectors.joining(",", "[", "]"));
    }

    static List<String> lines(String name) throws IOException {
        try (InputStream in = WireText.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
