package org.tepui.core.snapshot;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Immutable table of slots in pages of {@value #PAGE}. A slot holds a record or null. Two versions share every page in which they do not
 * differ.
 */
public final class Pages<T> implements Iterable<T> {

    static final int PAGE = 64;
    private static final int SHIFT = 6;
    private static final Pages<?> EMPTY = new Pages<>(new Object[0][], 0);

    private final Object[][] pages;
    private final int size;

    private Pages(Object[][] pages, int size) {
        this.pages = pages;
        this.size = size;
    }

    @SuppressWarnings("unchecked")
    public static <T> Pages<T> empty() {
        return (Pages<T>) EMPTY;
    }

    /** Number of records (not of slots). */
    public int size() {
        return size;
    }

    /** Slots that may hold a record: 0 to this, exclusive. */
    public int slots() {
        return pages.length << SHIFT;
    }

    /** The record of the slot, or null. */
    @SuppressWarnings("unchecked")
    public T get(int slot) {
        int page = slot >> SHIFT;
        return slot < 0 || page >= pages.length || pages[page] == null ? null : (T) pages[page][slot & (PAGE - 1)];
    }

    /** Records in the order of their slots. */
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next = seek(0);

            private int seek(int slot) {
                int at = slot;
                while (at < slots() && get(at) == null) {
                    at = pages[at >> SHIFT] == null ? ((at >> SHIFT) + 1) << SHIFT : at + 1;
                }
                return at;
            }

            @Override
            public boolean hasNext() {
                return next < slots();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                T record = get(next);
                next = seek(next + 1);
                return record;
            }
        };
    }

    /** The writer's side: owned by one thread. {@link #publish()} costs the pages touched since the last publication. */
    public static final class Builder<T> {

        private Object[][] pages = new Object[0][];
        private boolean[] owned = new boolean[0];
        private int size;
        private Pages<T> published = empty();
        private boolean dirty;

        /** Puts a record, or with null takes it out. */
        public void set(int slot, T record) {
            int page = slot >> SHIFT;
            ensure(page);
            Object[] target = pages[page];
            Object old = target == null ? null : target[slot & (PAGE - 1)];
            if (old == record) {
                return;
            }
            if (target == null) {
                target = new Object[PAGE];
                pages[page] = target;
            } else if (!owned[page]) {
                target = target.clone();
                pages[page] = target;
            }
            owned[page] = true;
            dirty = true;
            target[slot & (PAGE - 1)] = record;
            size += (record == null ? 0 : 1) - (old == null ? 0 : 1);
        }

        @SuppressWarnings("unchecked")
        public T get(int slot) {
            int page = slot >> SHIFT;
            return page >= pages.length || pages[page] == null ? null : (T) pages[page][slot & (PAGE - 1)];
        }

        public int size() {
            return size;
        }

        private void ensure(int page) {
            if (page >= pages.length) {
                int length = Math.max(page + 1, pages.length + (pages.length >> 1));
                pages = Arrays.copyOf(pages, length);
                owned = Arrays.copyOf(owned, length);
            }
        }

        /** The table as it is now; the same object as before if nothing changed. */
        public Pages<T> publish() {
            if (dirty) {
                published = new Pages<>(pages.clone(), size);
                Arrays.fill(owned, false);
                dirty = false;
            }
            return published;
        }
    }
}
