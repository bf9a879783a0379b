package org.tepui.protocol.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one message in one dialect. Made once per message type and kept. */
final class MessageShape {

    /** In the order of declaration, which is the order of the keys. */
    final FieldShape[] declared;
    final FieldShape[] sorted;
    private final Map<String, FieldShape> byName = new HashMap<>();

    MessageShape(Message instance, Dialect dialect) {
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
