package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a real master and a real agent said to each other, in order. */
record Recorded(String scenario, String from, String name, byte[] body) {

    static List<Recorded> all() throws IOException {
        List<Recorded> all = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Recorded.class.getResourceAsStream("/org/tepui/agent/messages.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                all.add(new Recorded(node.get("scenario").asText(), node.get("from").asText(), node.get("message").asText(),
                    Base64.getDecoder().decode(node.get("body").asText())));
            }
        }
        return all;
    }

    static List<Recorded> of(String scenario, String from, String simpleName) throws IOException {
        return all().stream().filter(r -> r.scenario.equals(scenario) && r.from.equals(from) && r.name.endsWith("." + simpleName)).toList();
    }

    /** The message with everything replaced that differs from run to run: uuids, times, container ids. */
    static <M extends Message> M masked(M message) {
        Message.Builder builder = message.toBuilder();
        mask(builder);
        @SuppressWarnings("unchecked")
        M masked = (M) builder.build();
        return masked;
    }

    private static void mask(Message.Builder builder) {
        Map<FieldDescriptor, Object> fields = new TreeMap<>(builder.getAllFields());
        for (Map.Entry<FieldDescriptor, Object> entry : fields.entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.getType() == FieldDescriptor.Type.BYTES) {
                builder.setField(field, ByteString.copyFromUtf8("some bytes"));
            } else if (field.getName().equals("timestamp")) {
                builder.setField(field, 1.0);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && field.getName().equals("container_id")) {
                Message.Builder id = builder.newBuilderForField(field);
                id.setField(id.getDescriptorForType().findFieldByName("value"), "some container");
                builder.setField(field, id.build());
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && field.isRepeated() && !field.isMapField()) {
                for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
                    builder.setRepeatedField(field, i, masked((Message) builder.getRepeatedField(field, i)));
                }
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
                builder.setField(field, masked((Message) entry.getValue()));
            }
        }
    }
}
