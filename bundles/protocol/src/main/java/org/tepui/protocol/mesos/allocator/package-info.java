/**
 * Generated messages of {@code mesos.allocator}: what a framework answered to an inverse offer.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/allocator.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.allocator;

import org.osgi.annotation.versioning.Version;
