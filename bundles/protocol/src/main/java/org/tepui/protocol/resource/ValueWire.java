package org.tepui.protocol.resource;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.SetValue;
import org.tepui.protocol.mesos.Value;

/** Values and labels, both ways. */
final class ValueWire {
    private ValueWire() {
    }

    static RangesValue read(Value.Ranges wire) {
        return RangesValue.of(pairs(wire));
    }

    static long[] pairs(Value.Ranges wire) {
        long[] pairs = new long[2 * wire.getRangeCount()];
        for (int i = 0; i < wire.getRangeCount(); i++) {
            pairs[2 * i] = wire.getRange(i).getBegin();
            pairs[2 * i + 1] = wire.getRange(i).getEnd();
        }
        return pairs;
    }

    static SetValue read(Value.Set wire) {
        return SetValue.of(wire.getItemList());
    }

    static Value.Scalar write(ScalarValue value) {
        return Value.Scalar.newBuilder().setValue(value.doubleValue()).build();
    }

    static Value.Ranges write(RangesValue value) {
        Value.Ranges.Builder wire = Value.Ranges.newBuilder();
        for (int i = 0; i < value.size(); i++) {
            wire.addRange(Value.Range.newBuilder().setBegin(value.begin(i)).setEnd(value.end(i)));
        }
        return wire.build();
    }

    static Value.Set write(SetValue value) {
        return Value.Set.newBuilder().addAllItem(value.items()).build();
    }

    static Labels read(org.tepui.protocol.mesos.Labels wire) {
        List<Label> labels = new ArrayList<>(wire.getLabelsCount());
        for (org.tepui.protocol.mesos.Label label : wire.getLabelsList()) {
            labels.add(label.hasValue() ? Label.of(label.getKey(), label.getValue()) : Label.of(label.getKey()));
        }
        return Labels.of(labels);
    }

    static org.tepui.protocol.mesos.Labels write(Labels labels) {
        org.tepui.protocol.mesos.Labels.Builder wire = org.tepui.protocol.mesos.Labels.newBuilder();
        for (Label label : labels.list()) {
            org.tepui.protocol.mesos.Label.Builder one = org.tepui.protocol.mesos.Label.newBuilder().setKey(label.key());
            label.value().ifPresent(one::setValue);
            wire.addLabels(one);
        }
        return wire.build();
    }
}
