package org.tepui.core.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Pages;

/** Finds frameworks of a snapshot by id without going through all of them: a framework keeps its slot for life. Any thread. */
final class FrameworkFinder {

    /** Ids remembered; beyond it all are forgotten and found anew. */
    private static final int REMEMBERED_MAX = 50_000;

    private final Map<String, Integer> slots = new ConcurrentHashMap<>();

    Optional<FrameworkRecord> find(Pages<FrameworkRecord> frameworks, String id) {
        Integer slot = slots.get(id);
        if (slot != null && isThere(frameworks, slot, id)) {
            return Optional.of(frameworks.get(slot));
        }
        for (int i = 0; i < frameworks.slots(); i++) {
            if (isThere(frameworks, i, id)) {
                remember(id, i);
                return Optional.of(frameworks.get(i));
            }
        }
        slots.remove(id);
        return Optional.empty();
    }

    private void remember(String id, int slot) {
        if (slots.size() >= REMEMBERED_MAX) {
            slots.clear();
        }
        slots.put(id, slot);
    }

    private static boolean isThere(Pages<FrameworkRecord> frameworks, int slot, String id) {
        FrameworkRecord record = slot < frameworks.slots() ? frameworks.get(slot) : null;
        return record != null && record.id().equals(id);
    }
}
