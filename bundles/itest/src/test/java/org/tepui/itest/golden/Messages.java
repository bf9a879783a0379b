package org.tepui.itest.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Messages by their names: as trees to compare, and with other ids to send. */
final class Messages {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Messages() {
    }

    /** @param name as on the wire, {@code mesos.internal.X} or {@code mesos.v1.scheduler.X} (same numbers as {@code mesos.scheduler.X}) */
    static Message parse(String name, byte[] bytes) throws InvalidProtocolBufferException {
        String type = "org.tepui.protocol." + name.replace("mesos.v1.", "mesos.");
        try {
            Message defaults = (Message) Class.forName(type).getMethod("getDefaultInstance").invoke(null);
            return defaults.newBuilderForType().mergeFrom(bytes).buildPartial();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no message " + name, e);
        }
    }

    static JsonNode tree(Message message) {
        ObjectNode out = NODES.objectNode();
        for (Map.Entry<FieldDescriptor, Object> each : message.getAllFields().entrySet()) {
            if (each.getKey().isRepeated()) {
                ArrayNode items = out.putArray(each.getKey().getName());
                ((List<?>) each.getValue()).forEach(item -> items.add(value(item)));
            } else {
                out.set(each.getKey().getName(), value(each.getValue()));
            }
        }
        return out;
    }

    private static JsonNode value(Object value) {
        if (value instanceof Message message) {
            return tree(message);
        }
        if (value instanceof EnumValueDescriptor constant) {
            return NODES.textNode(constant.getName());
        }
        if (value instanceof ByteString bytes) {
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        return value instanceof Number number ? NODES.numberNode(number.doubleValue()) : NODES.textNode((String) value);
    }

    /** The message with every text translated and every port replaced. */
    static Message translate(Message message, UnaryOperator<String> texts, Map<Integer, Integer> ports) {
        Message.Builder out = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> each : message.getAllFields().entrySet()) {
            FieldDescriptor field = each.getKey();
            if (field.isRepeated()) {
                out.setField(field, ((List<?>) each.getValue()).stream().map(item -> one(field, item, texts, ports)).toList());
            } else {
                out.setField(field, one(field, each.getValue(), texts, ports));
            }
        }
        return out.buildPartial();
    }

    private static Object one(FieldDescriptor field, Object value, UnaryOperator<String> texts, Map<Integer, Integer> ports) {
        if (value instanceof Message message) {
            return translate(message, texts, ports);
        }
        if (value instanceof Integer port && field.getName().equals("port")) {
            return ports.getOrDefault(port, port);
        }
        return value instanceof String text ? texts.apply(text) : value;
    }
}
