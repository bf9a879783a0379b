package org.tepui.api.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels in the order given; equality does not look at the order. */
public final class Labels {
    public static final Labels EMPTY = new Labels(List.of());

    private final List<Label> labels;
    private final int hash;

    private Labels(List<Label> labels) {
        this.labels = labels;
        int sum = 0;
        for (Label label : labels) {
            sum += label.hashCode();
        }
        this.hash = sum;
    }

    public static Labels of(List<Label> labels) {
        return labels.isEmpty() ? EMPTY : new Labels(List.copyOf(labels));
    }

    public static Labels of(Label... labels) {
        return of(List.of(labels));
    }

    public List<Label> list() {
        return labels;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Labels that) || hash != that.hash || labels.size() != that.labels.size()) {
            return false;
        }
        if (labels.equals(that.labels)) {
            return true;
        }
        // Counted, not searched: peers may send many labels.
        Map<Label, Integer> counts = new HashMap<>();
        for (Label label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
        for (Label label : that.labels) {
            if (counts.merge(label, -1, Integer::sum) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < labels.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(labels.get(i));
        }
        return text.append('}').toString();
    }
}
