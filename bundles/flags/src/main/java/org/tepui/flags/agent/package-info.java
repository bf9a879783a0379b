/**
 * The flags of the agent and the rules between them.
 *
 * <p>{@link org.tepui.flags.agent.AgentFlags} has typed keys for what this agent uses. All other flags of the Mesos agent are known too, from
 * {@code later.tsv} beside the class: taken with one warning where that does no harm, refused where they guard, isolate or keep something.
 * Flags that only special builds of Mesos have (port mapping, XFS, Seccomp, network ports) are unknown here as in the others.
 */
@Version("0.1.0")
package org.tepui.flags.agent;

import org.osgi.annotation.versioning.Version;
