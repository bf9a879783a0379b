package org.tepui.core.frameworks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tepui.core.snapshot.Pages;
import org.tepui.core.snapshot.PagesList;

/** Records by key in the order in which they came, in pages: one that comes or goes costs a page, not the table. */
public final class OrderedPages<T> {

    private static final int COMPACT_MIN = 1_024;

    private record Slot<T>(int number, T record) {
    }

    private final Map<String, Slot<T>> slots = new LinkedHashMap<>();
    private Pages.Builder<T> pages = new Pages.Builder<>();
    private Pages<T> published = Pages.empty();
    private List<T> view = List.of();
    private int next;

    public void put(String key, T record) {
        remove(key);
        if (next > COMPACT_MIN && next > 4 * slots.size()) {
            compact();
        }
        slots.put(key, new Slot<>(next, record));
        pages.set(next++, record);
    }

    public void remove(String key) {
        Slot<T> slot = slots.remove(key);
        if (slot != null) {
            pages.set(slot.number, null);
        }
    }

    private void compact() {
        pages = new Pages.Builder<>();
        next = 0;
        for (Map.Entry<String, Slot<T>> entry : slots.entrySet()) {
            entry.setValue(new Slot<>(next, entry.getValue().record));
            pages.set(next++, entry.getValue().record);
        }
    }

    List<T> publish() {
        Pages<T> now = pages.publish();
        if (now != published) {
            published = now;
            view = new PagesList<>(now);
        }
        return view;
    }
}
