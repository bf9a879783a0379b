package org.tepui.testkit.simulation;

/**
 * What came of a seed.
 *
 * @param hash SHA-256 of all outputs in order, hexadecimal
 * @param steps batches handled
 * @param faults faults that happened
 */
public record Result(long seed, String hash, int steps, int faults, Coverage coverage) {
}
