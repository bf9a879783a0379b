package org.tepui.core.line;

/** The core's own state contradicts itself. Never caused by input; it ends leadership with this as the evidence. */
public final class Breach extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Breach(String what) {
        super(what);
    }

    /** @throws Breach unless the condition holds */
    public static void unless(boolean holds, String what) {
        if (!holds) {
            throw new Breach(what);
        }
    }
}
