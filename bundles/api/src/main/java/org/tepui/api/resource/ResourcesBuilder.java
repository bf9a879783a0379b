package org.tepui.api.resource;

import java.util.Arrays;

/** Adds up and takes away resources, then gives an immutable {@link Resources}. For one thread. */
public final class ResourcesBuilder {
    private Resource[] entries;
    private int[] copies;
    private int size;

    ResourcesBuilder(int capacity) {
        entries = new Resource[Math.max(capacity, 4)];
    }

    ResourcesBuilder(Resources start, int room) {
        size = start.size();
        entries = new Resource[size + room];
        for (int i = 0; i < size; i++) {
            entries[i] = start.get(i);
            if (start.copies(i) != 1) {
                copiesForWriting()[i] = start.copies(i);
            }
        }
    }

    public static ResourcesBuilder empty() {
        return new ResourcesBuilder(8);
    }

    public static ResourcesBuilder from(Resources start) {
        return new ResourcesBuilder(start, 4);
    }

    /** Adds one; an empty one is ignored. */
    public ResourcesBuilder add(Resource that) {
        return add(that, 1);
    }

    public ResourcesBuilder add(Resources that) {
        for (int i = 0; i < that.size(); i++) {
            add(that.get(i), that.copies(i));
        }
        return this;
    }

    ResourcesBuilder add(Resource that, int count) {
        if (that.isEmpty() || count == 0) {
            return this;
        }
        for (int i = 0; i < size; i++) {
            if (ResourceAlgebra.addable(entries[i], that)) {
                if (that.shared) {
                    copiesForWriting()[i] = Math.addExact(copies(i), count);
                } else {
                    entries[i] = ResourceAlgebra.plus(entries[i], that);
                }
                return this;
            }
        }
        append(that, count);
        return this;
    }

    private void append(Resource that, int count) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(4, size * 2));
        }
        entries[size++] = that;
        if (count != 1 || copies != null) {
            copiesForWriting()[size - 1] = count;
        }
    }

    public ResourcesBuilder subtract(Resource that) {
        subtract(that, 1);
        return this;
    }

    public ResourcesBuilder subtract(Resources that) {
        for (int i = 0; i < that.size(); i++) {
            subtract(that.get(i), that.copies(i));
        }
        return this;
    }

    void subtract(Resource that, int count) {
        if (that.isEmpty()) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (ResourceAlgebra.subtractable(entries[i], that)) {
                subtractAt(i, that, count);
                return;
            }
        }
    }

    private void subtractAt(int index, Resource that, int count) {
        if (that.shared) {
            int rest = copies(index) - count;
            if (rest > 0) {
                copiesForWriting()[index] = rest;
            } else {
                removeAt(index);
            }
            return;
        }
        Resource rest = ResourceAlgebra.minusOrNull(entries[index], that);
        if (rest != null) {
            entries[index] = rest;
        } else {
            removeAt(index);
        }
    }

    private void removeAt(int index) {
        size--;
        entries[index] = entries[size];
        entries[size] = null;
        if (copies != null) {
            copies[index] = copies[size];
            copies[size] = 1;
        }
    }

    boolean contains(Resource that, int count) {
        for (int i = 0; i < size; i++) {
            if ((!that.shared || copies(i) >= count) && ResourceAlgebra.contains(entries[i], that)) {
                return true;
            }
        }
        return false;
    }

    private int copies(int index) {
        return copies == null ? 1 : copies[index];
    }

    private int[] copiesForWriting() {
        int known = copies == null ? 0 : copies.length;
        if (known < entries.length) {
            copies = copies == null ? new int[entries.length] : Arrays.copyOf(copies, entries.length);
            Arrays.fill(copies, known, copies.length, 1);
        }
        return copies;
    }

    /** The builder can go on being used. */
    public Resources build() {
        boolean anyShared = false;
        for (int i = 0; i < size; i++) {
            anyShared |= entries[i].shared;
        }
        int[] built = null;
        if (anyShared) {
            built = Arrays.copyOf(copiesForWriting(), size);
        }
        return Resources.wrap(Arrays.copyOf(entries, size), built);
    }
}
