/**
 * Generated messages of {@code mesos.maintenance}: maintenance windows and the state of the machines in them.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/maintenance.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.maintenance;

import org.osgi.annotation.versioning.Version;
