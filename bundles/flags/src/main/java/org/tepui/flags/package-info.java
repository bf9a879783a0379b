/**
 * Flags: the table of a program, reading it from command line and environment, and what that comes to.
 *
 * <p>Used twice: by the launcher on a plain class path, so that a wrong flag ends the process before a framework starts, and as a bundle by
 * core and agent. Nothing here logs, ends the process or keeps state; {@link org.tepui.flags.Program#start} says what to print and with
 * which code to end. The tables themselves live in the sub-packages {@code master}, {@code agent} and {@code execute}. What must not be
 * here: decisions that need a service, such as whether an allocator of some name exists.
 */
@Version("0.1.0")
package org.tepui.flags;

import org.osgi.annotation.versioning.Version;
