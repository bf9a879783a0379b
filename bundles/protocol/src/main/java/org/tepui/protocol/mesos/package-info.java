/**
 * Generated messages of {@code mesos}: the nouns of a cluster: ids, frameworks, agents, tasks, executors, resources, offers, operations.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/mesos.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos;

import org.osgi.annotation.versioning.Version;
