package org.tepui.protocol.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.HashMap;
import java.util.Map;

/** Names of one enum in one dialect. */
final class EnumShape {

    private final SerializableString[] textByIndex;
    private final Map<String, EnumValueDescriptor> byName = new HashMap<>();

    EnumShape(EnumDescriptor descriptor, Dialect dialect) {
        textByIndex = new SerializableString[descriptor.getValues().size()];
        for (EnumValueDescriptor value : descriptor.getValues()) {
            String name = dialect.enumValue(value.getName());
            textByIndex[value.getIndex()] = new SerializedString(name);
            byName.put(name, value);
        }
    }

    SerializableString text(ProtocolMessageEnum value) {
        return textByIndex[value.getValueDescriptor().getIndex()];
    }

    /** Null for a name that is not of this enum. */
    EnumValueDescriptor byName(String name) {
        return byName.get(name);
    }
}
