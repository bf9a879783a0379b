package org.tepui.protocol.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The fields of one message in one dialect. Made once per message type and kept. */
final class MessageShape {

    /** By dialect and message; as many as there are types of messages. */
    private static final List<ConcurrentHashMap<Descriptor, MessageShape>> SHAPES =
            Stream.of(Dialect.values()).map(dialect -> new ConcurrentHashMap<Descriptor, MessageShape>()).toList();

    /** In the order of declaration, which is the order of the keys. */
    final FieldShape[] declared;
    final FieldShape[] sorted;
    private final Map<String, FieldShape> byName = new HashMap<>();

    static MessageShape of(Message message, Dialect dialect) {
        ConcurrentHashMap<Descriptor, MessageShape> shapes = SHAPES.get(dialect.ordinal());
        Descriptor descriptor = message.getDescriptorForType();
        MessageShape shape = shapes.get(descriptor);
        return shape != null ? shape : shapes.computeIfAbsent(descriptor, d -> new MessageShape(message, dialect));
    }

    private MessageShape(Message instance, Dialect dialect) {
        List<FieldShape> fields = new ArrayList<>();
        for (FieldDescriptor field : instance.getDescriptorForType().getFields()) {
            if (dialect.has(field)) {
                FieldShape shape = new FieldShape(instance.getClass(), field, dialect);
                fields.add(shape);
                byName.put(shape.name, shape);
            }
        }
        declared = fields.toArray(FieldShape[]::new);
        fields.sort(Comparator.comparing(field -> field.name));
        sorted = fields.toArray(FieldShape[]::new);
    }

    /** Null for a key that is no field. */
    FieldShape byName(String name) {
        return byName.get(name);
    }
}
