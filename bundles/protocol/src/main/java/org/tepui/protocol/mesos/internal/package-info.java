/**
 * Generated messages of {@code mesos.internal}: messages between master, agents, v0 drivers and v0 executors, and their authentication.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/internal/}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.internal;

import org.osgi.annotation.versioning.Version;
