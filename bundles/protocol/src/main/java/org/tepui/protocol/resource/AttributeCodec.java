package org.tepui.protocol.resource;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.Attribute;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.SetValue;
import org.tepui.api.resource.TextValue;
import org.tepui.api.resource.Value;

/** Attributes from and to protobuf. */
public final class AttributeCodec {
    private AttributeCodec() {
    }

    /** @throws InvalidResources ATTRIBUTE_INVALID and others: no name, no value of the type, a set */
    public static Attributes fromProto(List<org.tepui.protocol.mesos.Attribute> wire) throws InvalidResources {
        List<Attribute> attributes = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            try {
                attributes.add(Attribute.of(wire.get(i).getName(), value(wire.get(i))));
            } catch (ResourceException e) {
                throw new InvalidResources(e.code(),
                        "Attribute '" + wire.get(i).getName() + "' is invalid: " + e.getMessage());
            }
        }
        return Attributes.of(attributes);
    }

    private static Value value(org.tepui.protocol.mesos.Attribute wire) {
        switch (wire.getType()) {
            case SCALAR:
                requireValue(wire.hasScalar());
                return ScalarValue.unchecked(wire.getScalar().getValue());
            case RANGES:
                requireValue(wire.hasRanges());
                return RangesValue.merged(ValueWire.pairs(wire.getRanges()));
            case SET:
                requireValue(wire.hasSet());
                return ValueWire.read(wire.getSet());
            case TEXT:
                requireValue(wire.hasText());
                return TextValue.of(wire.getText().getValue());
        }
        throw new IllegalStateException("No such type: " + wire.getType());
    }

    private static void requireValue(boolean present) {
        if (!present) {
            throw ResourceException.of(ResourceError.ATTRIBUTE_INVALID, "no value of its type");
        }
    }

    /** The attributes in order. */
    public static List<org.tepui.protocol.mesos.Attribute> toProto(Attributes attributes) {
        List<org.tepui.protocol.mesos.Attribute> wire = new ArrayList<>(attributes.size());
        for (Attribute attribute : attributes) {
            wire.add(toProto(attribute));
        }
        return wire;
    }

    private static org.tepui.protocol.mesos.Attribute toProto(Attribute attribute) {
        org.tepui.protocol.mesos.Attribute.Builder wire = org.tepui.protocol.mesos.Attribute.newBuilder()
                .setName(attribute.name()).setType(ResourceCodec.wireType(attribute.value().type()));
        if (attribute.value() instanceof ScalarValue scalar) {
            wire.setScalar(ValueWire.write(scalar));
        } else if (attribute.value() instanceof RangesValue ranges) {
            wire.setRanges(ValueWire.write(ranges));
        } else if (attribute.value() instanceof SetValue set) {
            wire.setSet(ValueWire.write(set));
        } else if (attribute.value() instanceof TextValue text) {
            wire.setText(org.tepui.protocol.mesos.Value.Text.newBuilder().setValue(text.text()));
        }
        return wire.build();
    }
}
