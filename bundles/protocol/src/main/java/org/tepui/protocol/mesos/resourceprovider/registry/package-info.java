/**
 * Generated messages of {@code mesos.resource_provider.registry}: resource providers as the registry keeps them.
 *
 * <p>Nothing is written by hand here: the source is {@code src/main/proto/mesos/internal/resource_provider_registry.proto}.
 * Used inside the master and the agent; never part of an interface that plugins see.
 */
@Version("0.1.0")
package org.tepui.protocol.mesos.resourceprovider.registry;

import org.osgi.annotation.versioning.Version;
