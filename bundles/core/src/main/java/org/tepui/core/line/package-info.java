/**
 * The line: inputs in one order, outputs in one order, nothing else.
 *
 * <p>{@link org.tepui.core.line.Master} takes batches of {@link org.tepui.core.line.Input} with the time at which they came, changes the
 * ledger and the aggregates, and answers {@link org.tepui.core.line.Output}s and a new
 * {@link org.tepui.core.snapshot.Snapshot}. Here is no thread, socket, file, clock or random source; the same inputs give the same outputs
 * in any JVM. The runtime feeds it and carries out what it says; a simulation does the same under a seed.
 */
package org.tepui.core.line;
