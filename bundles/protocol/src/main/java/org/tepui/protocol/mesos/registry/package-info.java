/**
 * Generated messages of {@code mesos.internal}: what the master must not forget.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/internal/registry.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.registry;

import org.osgi.annotation.versioning.Version;
