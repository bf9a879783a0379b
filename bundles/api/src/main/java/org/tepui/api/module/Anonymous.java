package org.tepui.api.module;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module without an interface of its own, there for what it does beside. The master asks it to exist in its step "anonymous modules", or as
 * soon as it is registered after that, and lets go of it when it ends: a DS component lives from its activation to its deactivation. Whoever
 * creates it waits, so that it starts what takes time on a thread of its own, and ends that when it is deactivated. If its creation throws, a
 * master whose {@code --modules} names it does not start; otherwise it is listed as not active.
 */
@ConsumerType
public interface Anonymous {
}
