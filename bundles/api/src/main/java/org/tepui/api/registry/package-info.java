/**
 * Where the registry is kept: versioned variables with compare-and-set.
 *
 * <p>A {@link org.tepui.api.registry.Storage} is a service with the property {@code tepui.module.name}, the value of
 * {@code --registry}. The registrar of the leading master is its only caller: one batch in flight, so an implementation need not
 * order concurrent batches, but must refuse one whose expected versions no longer hold (another master wrote). What a stage answers
 * is durable to the degree that the implementation promises. Calls must not block; a stage that fails ends leadership.
 */
@Version("0.1.0")
package org.tepui.api.registry;

import org.osgi.annotation.versioning.Version;
