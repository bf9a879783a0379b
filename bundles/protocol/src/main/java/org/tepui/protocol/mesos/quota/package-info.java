/**
 * Generated messages of {@code mesos.quota}: quota as operators give and read it and as the registry keeps it.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/quota.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.quota;

import org.osgi.annotation.versioning.Version;
