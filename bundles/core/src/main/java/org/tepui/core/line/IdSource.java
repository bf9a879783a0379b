package org.tepui.core.line;

/** Random ids, handed in: a seeded one in tests and simulations. */
public interface IdSource {

    /** Text form of a random (version 4) UUID: master id, stream ids. */
    String uuid();

    /** 64 random bits: seeds of allocation cycles. */
    long seed();
}
