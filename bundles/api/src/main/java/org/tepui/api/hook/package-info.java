/**
 * Where others may have a say: hooks of the master around the launch of tasks and the loss of agents.
 *
 * <p>A {@link org.tepui.api.hook.Hook} is a service with the property {@code tepui.module.name}; those named in {@code --hooks} are called
 * in the order of that list, each with what the one before returned. Resource decorators run on ingress lanes before the line, label
 * decorators on egress lanes behind it, one a sender and one a destination: whoever waits for a hook holds up nobody else, and nothing
 * overtakes a task that waits. A call has two seconds. Hooks of the agent's side are not called.
 *
 * <p>Values are plain; {@code wire()} gives the v1 bytes of the message to those who want more, so that a new field never breaks a hook.
 */
@Version("0.1.0")
package org.tepui.api.hook;

import org.osgi.annotation.versioning.Version;
