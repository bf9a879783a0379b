/**
 * What carries the line: its thread, inbox, timers and lanes, and the adapters to wire, storage and planner.
 *
 * <p>The only place of this bundle, beside {@code startup} and {@code endpoint}, where threads and clocks are. Nothing here decides
 * anything about the cluster.
 */
package org.tepui.core.runtime;
