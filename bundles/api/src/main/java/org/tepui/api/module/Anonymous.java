package org.tepui.api.module;

import org.osgi.annotation.versioning.ConsumerType;

/** A module without an interface of its own: registered as a service, it lives from activation to deactivation. */
@ConsumerType
public interface Anonymous {
}
