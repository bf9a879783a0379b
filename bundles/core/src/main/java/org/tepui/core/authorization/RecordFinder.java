package org.tepui.core.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.tepui.core.snapshot.Pages;

/** Finds records of a snapshot by id without going through all of them: agents and frameworks keep their slot for life. Any thread. */
public final class RecordFinder<R> {

    /** Ids remembered; beyond it all are forgotten and found anew. */
    private static final int REMEMBERED_MAX = 100_000;

    private final Function<R, String> id;
    private final Map<String, Integer> slots = new ConcurrentHashMap<>();

    public RecordFinder(Function<R, String> id) {
        this.id = id;
    }

    public Optional<R> find(Pages<R> records, String wanted) {
        Integer slot = slots.get(wanted);
        if (slot != null && isThere(records, slot, wanted)) {
            return Optional.of(records.get(slot));
        }
        for (int i = 0; i < records.slots(); i++) {
            if (isThere(records, i, wanted)) {
                remember(wanted, i);
                return Optional.of(records.get(i));
            }
        }
        slots.remove(wanted);
        return Optional.empty();
    }

    private void remember(String wanted, int slot) {
        if (slots.size() >= REMEMBERED_MAX) {
            slots.clear();
        }
        slots.put(wanted, slot);
    }

    private boolean isThere(Pages<R> records, int slot, String wanted) {
        R record = slot < records.slots() ? records.get(slot) : null;
        return record != null && id.apply(record).equals(wanted);
    }
}
