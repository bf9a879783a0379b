/**
 * The flags of the master and the rules between them.
 *
 * <p>{@link org.tepui.flags.master.MasterFlags} is the table, with typed keys and with what this release builds of each;
 * {@link org.tepui.flags.master.MasterFlagChecks} are the rules in the order in which a Mesos master comes to them. Callers: the launcher
 * (all of it) and core (values). What must not be here: anything that needs a service, such as whether an allocator is known.
 */
@Version("0.1.0")
package org.tepui.flags.master;

import org.osgi.annotation.versioning.Version;
