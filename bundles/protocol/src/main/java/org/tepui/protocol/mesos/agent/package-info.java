/**
 * Generated messages of {@code mesos.agent}: calls of operators and executors to an agent, and its responses.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/agent.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.agent;

import org.osgi.annotation.versioning.Version;
