/**
 * Generated messages of {@code mesos.scheduler}: calls of schedulers and the events they get.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/scheduler.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.scheduler;

import org.osgi.annotation.versioning.Version;
