package org.tepui.core.line;

import java.util.TreeSet;

/** Dense ids: the lowest free one is given next. */
public final class Slots {

    private final TreeSet<Integer> free = new TreeSet<>();
    private int next;

    public int take() {
        Integer slot = free.pollFirst();
        return slot == null ? next++ : slot;
    }

    public void give(int slot) {
        if (!(slot >= 0 && slot < next && free.add(slot))) {
            throw new Breach("slot " + slot + " is given back twice");
        }
    }
}
