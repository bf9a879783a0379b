package org.tepui.core.snapshot;

import java.util.AbstractSequentialList;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.NoSuchElementException;

/** The records of a {@link Pages} as a read-only list, made without copying. Made for going through; {@code get} costs its index. */
public final class PagesList<T> extends AbstractSequentialList<T> {

    private final Pages<T> pages;

    public PagesList(Pages<T> pages) {
        this.pages = pages;
    }

    @Override
    public int size() {
        return pages.size();
    }

    @Override
    public Iterator<T> iterator() {
        return pages.iterator();
    }

    @Override
    public ListIterator<T> listIterator(int index) {
        if (index < 0 || index > size()) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size());
        }
        Forward<T> iterator = new Forward<>(pages.iterator());
        for (int i = 0; i < index; i++) {
            iterator.next();
        }
        return iterator;
    }

    /** Forward only: that is all that pages can do. */
    private static final class Forward<T> implements ListIterator<T> {

        private final Iterator<T> iterator;
        private int index;

        Forward(Iterator<T> iterator) {
            this.iterator = iterator;
        }

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public T next() {
            if (!iterator.hasNext()) {
                throw new NoSuchElementException();
            }
            index++;
            return iterator.next();
        }

        @Override
        public boolean hasPrevious() {
            return false;
        }

        @Override
        public T previous() {
            throw new UnsupportedOperationException("pages are read forward");
        }

        @Override
        public int nextIndex() {
            return index;
        }

        @Override
        public int previousIndex() {
            return index - 1;
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException("read-only");
        }

        @Override
        public void set(T record) {
            throw new UnsupportedOperationException("read-only");
        }

        @Override
        public void add(T record) {
            throw new UnsupportedOperationException("read-only");
        }
    }
}
