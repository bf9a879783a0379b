/**
 * The registry kept in memory: nothing survives the process.
 *
 * <p>For a single master that may forget, and for tests. Plain Java in {@link org.tepui.registry.memory.MemoryStorage}, made a service by
 * {@link org.tepui.registry.memory.MemoryStorageService}. No disk, no thread, no knowledge of what the values mean. Called by the
 * registrar alone.
 */
package org.tepui.registry.memory;
