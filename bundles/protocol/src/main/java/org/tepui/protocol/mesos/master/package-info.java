/**
 * Generated messages of {@code mesos.master}: calls of operators to the master, its responses and events.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/master.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.master;

import org.osgi.annotation.versioning.Version;
