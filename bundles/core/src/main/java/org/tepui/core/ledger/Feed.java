package org.tepui.core.ledger;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.planner.Change;

/** Changes of the batch at work for the planner, in order. */
public final class Feed {

    private List<Change> changes = new ArrayList<>();

    public void add(Change change) {
        changes.add(change);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public List<Change> take() {
        List<Change> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }
}
