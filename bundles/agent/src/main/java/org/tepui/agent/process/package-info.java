/**
 * Processes of the operating system: sandboxes, starts in an own process group, kills of whole groups.
 *
 * <p>Implements {@link org.tepui.agent.core.ProcessLauncher}; knows nothing of messages or tasks. Used by the agent's program alone.
 */
package org.tepui.agent.process;
