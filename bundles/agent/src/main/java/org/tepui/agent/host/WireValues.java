package org.tepui.agent.host;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.SetValue;
import org.tepui.api.resource.TextValue;
import org.tepui.protocol.mesos.Attribute;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.Value;

/** Resources and attributes of the command line as messages carry them. */
public final class WireValues {

    private WireValues() {
    }

    /** Static reservations become {@code role}: a command line has no others. */
    public static List<Resource> resources(Iterable<org.tepui.api.resource.Resource> resources) {
        List<Resource> wire = new ArrayList<>();
        for (org.tepui.api.resource.Resource resource : resources) {
            Resource.Builder builder = Resource.newBuilder().setName(resource.name());
            builder.setRole(resource.reservations().isEmpty() ? "*" : resource.reservations().get(0).role());
            org.tepui.api.resource.Value value = resource.value();
            if (value instanceof ScalarValue scalar) {
                builder.setType(Value.Type.SCALAR).setScalar(scalar(scalar));
            } else if (value instanceof RangesValue ranges) {
                builder.setType(Value.Type.RANGES).setRanges(ranges(ranges));
            } else if (value instanceof SetValue set) {
                builder.setType(Value.Type.SET).setSet(Value.Set.newBuilder().addAllItem(set.items()));
            } else {
                throw new IllegalArgumentException("Resource " + resource.name() + " cannot be text");
            }
            wire.add(builder.build());
        }
        return wire;
    }

    public static List<Attribute> attributes(Iterable<org.tepui.api.resource.Attribute> attributes) {
        List<Attribute> wire = new ArrayList<>();
        for (org.tepui.api.resource.Attribute attribute : attributes) {
            Attribute.Builder builder = Attribute.newBuilder().setName(attribute.name());
            org.tepui.api.resource.Value value = attribute.value();
            if (value instanceof ScalarValue scalar) {
                builder.setType(Value.Type.SCALAR).setScalar(scalar(scalar));
            } else if (value instanceof RangesValue ranges) {
                builder.setType(Value.Type.RANGES).setRanges(ranges(ranges));
            } else if (value instanceof TextValue text) {
                builder.setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue(text.text()));
            } else {
                throw new IllegalArgumentException("Attribute " + attribute.name() + " cannot be a set");
            }
            wire.add(builder.build());
        }
        return wire;
    }

    private static Value.Scalar scalar(ScalarValue value) {
        return Value.Scalar.newBuilder().setValue(value.doubleValue()).build();
    }

    private static Value.Ranges ranges(RangesValue value) {
        Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
        for (int i = 0; i < value.size(); i++) {
            ranges.addRange(Value.Range.newBuilder().setBegin(value.begin(i)).setEnd(value.end(i)));
        }
        return ranges.build();
    }
}
